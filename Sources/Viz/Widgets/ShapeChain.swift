/// The shapes in a row with what leads from each to the next, and the names of the axes under them.
struct ShapeChain {
  /// A tensor on its way.
  struct Stage {
    /// What made it; nothing for the first.
    let name: String
    /// The length of each axis.
    let shape: [Int]
    /// What each axis is called.
    let axes: [String]
  }

  let stages: [Stage]
  /// Whether the arrows point back, as gradients flow.
  let isBackward: Bool
  let isFramed: Bool
  var caption = ""
  /// The stage that is looked at, if one is.
  var chosen: Int?

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard area.height >= 2 else { return }
    let inside = isFramed ? Panel(title: "shape", caption: caption).draw(in: area, &canvas) : area.inset(1, 0)
    let wide = texts(" × "), tight = texts("×")
    let wanted = (isFramed ? wide : tight).reduce(0) { $0 + canvas.columns($1) } + (stages.count - 1) * 12
    let shapes = isFramed && wanted <= inside.width ? wide : tight
    let names = stages.dropFirst().map(\.name)
    let arrow = 7
    let shapesWidth = shapes.reduce(0) { $0 + canvas.columns($1) } + names.count * arrow
    let isLong = shapesWidth + names.reduce(0) { $0 + canvas.columns($1) } > inside.width
    let shownNames = isLong ? names.map { String($0.prefix { $0 != "(" }) } : names
    // What is left over goes into the arrows, alike for each.
    let left = inside.width - shapesWidth - shownNames.reduce(0) { $0 + canvas.columns($1) }
    let stretch = names.isEmpty ? 0 : max(0, min(8, left / names.count))
    var places = [inside.x]
    for (index, name) in shownNames.enumerated() {
      let x = drawArrow(name, x: places[index] + canvas.columns(shapes[index]) + 1, stretch, inside, &canvas)
      places.append(x)
    }
    for (index, (shape, x)) in zip(shapes, places).enumerated() {
      let ink = index == chosen ? Ink(Theme.key, .bold) : Theme.strong
      canvas.write(shape, x: x, y: inside.y, limit: inside.maxX, ink)
    }
    drawAxes(places, in: inside.rows(1, 1), &canvas)
  }

  private func texts(_ separator: String) -> [String] {
    stages.map { stage in
      stage.shape.isEmpty ? "scalar" : stage.shape.map { String($0) }.joined(separator: separator)
    }
  }

  private func line(_ length: Int) -> String { String(repeating: "─", count: length) }

  /// Draws what leads to the next shape and returns where that begins.
  private func drawArrow(_ name: String, x: Int, _ stretch: Int, _ area: Rect, _ canvas: inout Canvas) -> Int
  {
    let (left, right) = (1 + stretch / 2, 1 + stretch - stretch / 2)
    let lead = isBackward ? "◀" + line(right) + " " : line(left) + " "
    let tail = isBackward ? " " + line(left) + " " : " " + line(right) + "▶ "
    var x = canvas.write(lead, x: x, y: area.y, limit: area.maxX, Ink(Theme.faint))
    x = canvas.write(name, x: x, y: area.y, limit: area.maxX, Ink(Theme.adam, .bold))
    return canvas.write(tail, x: x, y: area.y, limit: area.maxX, Ink(Theme.faint))
  }

  /// The names of the axes, each under its shape; shortened where one would run into the next.
  private func drawAxes(_ places: [Int], in area: Rect, _ canvas: inout Canvas) {
    let names = stages.map(\.axes)
    for separate in [names, names.map { $0.map { String($0.prefix(4)) } }] {
      let texts = separate.map { $0.joined(separator: "·") }
      var starts = places
      if let last = texts.last, let place = places.last {
        starts[starts.count - 1] = max(area.x, min(place, area.maxX - canvas.columns(last)))
      }
      let ends = zip(starts, texts).map { $0 + canvas.columns($1) }
      let fits = zip(ends, starts.dropFirst() + [area.maxX + 1]).allSatisfy { $0 < $1 }
      guard fits || separate != names else { continue }
      for (index, text) in texts.enumerated()
      where index + 1 == texts.count || ends[index] < starts[index + 1] {
        canvas.write(text, x: starts[index], y: area.y, limit: area.maxX, Theme.quiet)
      }
      return
    }
  }
}
