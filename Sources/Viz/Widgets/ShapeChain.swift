import Languages

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
    let inside =
      isFramed
      ? Panel(title: say("widget.shape", "shape"), caption: caption).draw(in: area, &canvas)
      : area.inset(1, 0)
    // Where not all have room, those around the chosen one are shown.
    var range = stages.indices
    let middle = chosen ?? range.lowerBound
    let mark = canvas.columns("…") + 1
    while range.count > 1, Form(stages[range], isWide: false, canvas).width > inside.width - 2 * mark {
      range = middle - range.lowerBound > range.upperBound - 1 - middle ? range.dropFirst() : range.dropLast()
      if range.count == stages.count { break }
    }
    if Form(stages[stages.indices], isWide: false, canvas).width <= inside.width { range = stages.indices }
    let (before, after) = (range.lowerBound > 0 ? mark : 0, range.upperBound < stages.count ? mark : 0)
    if before > 0 { canvas.write("…", x: inside.x, y: inside.y, Theme.quiet) }
    if after > 0 { canvas.writeRight("…", maxX: inside.maxX, y: inside.y, Theme.quiet) }
    let room = inside.columns(before, inside.width - before - after)
    drawLine(range, in: room, &canvas)
  }

  /// Shapes and names as they are written.
  private struct Form {
    let shapes: [String]
    let names: [String]
    let width: Int

    /// What a shape and an arrow take besides their texts.
    private static let arrow = 7
    /// The same without a text.
    private static let bareArrow = 4

    /// The longest form that fits `room`, else the shortest.
    init(_ stages: ArraySlice<Stage>, isWide: Bool, fitting room: Int = 0, _ canvas: Canvas) {
      let long = stages.dropFirst().map(\.name)
      let short = long.map { String($0.prefix { $0 != "(" }) }
      func texts(_ separator: String) -> [String] {
        stages.map { stage in
          stage.shape.isEmpty
            ? say("widget.scalar", "scalar") : stage.shape.map { String($0) }.joined(separator: separator)
        }
      }
      func width(_ shapes: [String], _ names: [String]) -> Int {
        (shapes + names).reduce(0) { $0 + canvas.columns($1) }
          + names.reduce(0) { $0 + ($1.isEmpty ? Self.bareArrow : Self.arrow) }
      }
      let none = long.map { _ in "" }
      let forms =
        (isWide ? [(texts(" × "), long)] : []) + [
          (texts("×"), long), (texts("×"), short), (texts("×"), none),
        ]
      (shapes, names) = forms.first { width($0.0, $0.1) <= room } ?? forms[forms.count - 1]
      self.width = width(shapes, names)
    }
  }

  private func drawLine(_ range: Range<Int>, in inside: Rect, _ canvas: inout Canvas) {
    let form = Form(stages[range], isWide: isFramed, fitting: inside.width, canvas)
    // What is left over goes into the arrows, alike for each.
    let stretch = form.names.isEmpty ? 0 : max(0, min(8, (inside.width - form.width) / form.names.count))
    var places = [inside.x]
    for (index, name) in form.names.enumerated() {
      places.append(
        drawArrow(name, x: places[index] + canvas.columns(form.shapes[index]) + 1, stretch, inside, &canvas))
    }
    for (index, (shape, x)) in zip(form.shapes, places).enumerated() {
      let ink = chosen == range.lowerBound + index ? Ink(Theme.key, .bold) : Theme.strong
      canvas.write(shape, x: x, y: inside.y, limit: inside.maxX, ink)
    }
    drawAxes(stages[range].map(\.axes), places, in: inside.rows(1, 1), &canvas)
  }

  private func line(_ length: Int) -> String { String(repeating: "─", count: length) }

  /// Draws what leads to the next shape and returns where that begins.
  private func drawArrow(_ name: String, x: Int, _ stretch: Int, _ area: Rect, _ canvas: inout Canvas) -> Int
  {
    let (left, right) = (1 + stretch / 2, 1 + stretch - stretch / 2)
    let lead = isBackward ? "◀" + line(right) + " " : line(left) + " "
    if name.isEmpty {
      let arrow = isBackward ? "◀" + line(1 + stretch) + " " : line(1 + stretch) + "▶ "
      return canvas.write(arrow, x: x, y: area.y, limit: area.maxX, Ink(Theme.faint))
    }
    let tail = isBackward ? " " + line(left) + " " : " " + line(right) + "▶ "
    var x = canvas.write(lead, x: x, y: area.y, limit: area.maxX, Ink(Theme.faint))
    x = canvas.write(name, x: x, y: area.y, limit: area.maxX, Ink(Theme.adam, .bold))
    return canvas.write(tail, x: x, y: area.y, limit: area.maxX, Ink(Theme.faint))
  }

  /// The first letters of a name; Chinese ones are short as they are.
  private static func brief(_ name: String) -> String {
    name.plainColumns == name.count ? String(name.prefix(4)) : name
  }

  /// The names of the axes, each under its shape; shortened where one would run into the next.
  private func drawAxes(_ names: [[String]], _ places: [Int], in area: Rect, _ canvas: inout Canvas) {
    for separate in [names, names.map { $0.map(Self.brief) }] {
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
