import Engine

/// The shapes in a row with what leads from each to the next, and the names of the axes under them.
struct ShapeChain {
  let pipeline: PoolingPipeline
  /// Whether the arrows point back, as gradients flow.
  let isBackward: Bool
  let isFramed: Bool
  var caption = ""

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard area.height >= 2 else { return }
    let inside = isFramed ? Panel(title: "shape", caption: caption).draw(in: area, &canvas) : area.inset(1, 0)
    let stages = pipeline.stages
    let separator = isFramed ? " × " : "×"
    let shapes = stages.map { stage in
      stage.axes.isEmpty ? "scalar" : stage.tensor.shape.map { String($0) }.joined(separator: separator)
    }
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
    for (shape, x) in zip(shapes, places) {
      canvas.write(shape, x: x, y: inside.y, limit: inside.maxX, Theme.strong)
    }
    drawAxes(places, in: inside.rows(1, 1), &canvas)
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
    let names = pipeline.stages.map(\.axes)
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
