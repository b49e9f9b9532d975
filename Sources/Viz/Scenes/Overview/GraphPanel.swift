import Engine
import Languages

/// Every value of the graph in forward order, with its gradient beside it: what flows forward, what flows back.
struct GraphPanel {
  let state: AppState

  /// How far two numbers are apart.
  private static let pitch = 8

  /// How tall the panel is at the least, with its frame, to show all values of a graph.
  static func height(_ snapshot: Snapshot) -> Int { snapshot.values.count + 3 }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let inside = Panel(
      title: say("overview.thisStep", "this step"),
      caption: say("overview.forwardBackward", "forward → · ← backward")
    ).draw(in: area, &canvas)
    let values = state.snapshot.values
    let shapes = values.map { $0.data.shape.map { String($0) }.joined(separator: "×") }
    let names = values.map { name($0.name) }
    let nameWidth = (names.map { canvas.columns($0) }.max() ?? 0) + 1
    let left = nameWidth + (shapes.map { canvas.columns($0) }.max() ?? 0) + 1
    let dataWidth = (inside.width - left + 1) / 2
    let (data, gradient) = (inside.x + left, inside.x + left + dataWidth)
    canvas.write(say("overview.value", "value"), x: inside.x, y: inside.y, limit: data, Theme.quiet)
    canvas.write(say("overview.data", "data"), x: data, y: inside.y, limit: gradient, Theme.quiet)
    canvas.write(
      say("overview.valueGradient", "∂L/∂value"), x: gradient, y: inside.y, limit: inside.maxX, Theme.quiet)
    // A row of a matrix has a line of its own where there is room for it.
    let room = inside.height - 1
    let lines = values.map { lineCount($0.data, width: dataWidth - 1) }
    let isTall = lines.reduce(0, +) <= room
    let spacing = isTall && lines.reduce(0) { $0 + $1 + 1 } - 1 <= room ? 1 : 0
    var y = inside.y + 1
    for (index, value) in values.enumerated() {
      let height = isTall ? lines[index] : 1
      let isLast = index + 1 == values.count
      guard y + height + (isLast ? 0 : 1) <= inside.maxY else {
        let rest = say("overview.moreValues", "… \(values.count - index) more values")
        if y < inside.maxY { canvas.write(rest, x: inside.x, y: y, limit: inside.maxX, Theme.quiet) }
        return
      }
      canvas.write(names[index], x: inside.x, y: y, limit: data, Theme.strong)
      canvas.write(shapes[index], x: inside.x + nameWidth, y: y, limit: data, Theme.quiet)
      draw(value.data, in: Rect(x: data, y: y, width: dataWidth - 1, height: height), &canvas)
      let gradientArea = Rect(x: gradient, y: y, width: inside.maxX - gradient, height: height)
      if let gradient = value.gradient {
        draw(gradient, in: gradientArea, &canvas)
      } else {
        canvas.write(
          say("overview.noneGiven", "none: given"), x: gradientArea.x, y: y, limit: gradientArea.maxX,
          Theme.quiet)
      }
      y += height + spacing
    }
  }

  /// The article's output is p in its formulas.
  private func name(_ name: String) -> String {
    state.snapshot.article != nil && name == "1" ? "p" : Symbol.tensor(name)
  }

  /// How many lines a tensor wants: one, or one for each row of a small matrix that does not fit one.
  private func lineCount(_ tensor: ReducedTensor, width: Int) -> Int {
    guard tensor.isWhole, tensor.shape.count == 2, tensor.count * Self.pitch - 1 > width else { return 1 }
    return tensor.shape[0] <= 4 && tensor.shape[1] * Self.pitch - 1 <= width ? tensor.shape[0] : 1
  }

  /// As many numbers as fit, and how many more there are.
  private func draw(_ tensor: ReducedTensor, in area: Rect, _ canvas: inout Canvas) {
    if area.height > 1 {
      let columns = tensor.shape[1]
      for row in 0..<area.height {
        draw(tensor.first[row * columns..<(row + 1) * columns], in: area.rows(row, 1), &canvas)
      }
      return
    }
    let count = tensor.count
    let isWhole = count * Self.pitch - 1 <= area.width
    let rest = canvas.columns(Self.rest(count))
    let shown = min(tensor.first.count, isWhole ? count : max(0, (area.width - rest) / Self.pitch))
    let x = draw(tensor.first[..<shown], in: area, &canvas)
    if shown < count {
      canvas.write(Self.rest(count - shown), x: x, y: area.y, limit: area.maxX, Theme.quiet)
    }
  }

  private static func rest(_ count: Int) -> String { say("overview.moreNumbers", "… \(count) more") }

  /// Draws numbers one behind the other and returns the column after them.
  @discardableResult
  private func draw(_ numbers: ArraySlice<Float>, in area: Rect, _ canvas: inout Canvas) -> Int {
    var x = area.x
    for number in numbers {
      let value = Double(number)
      let ink = Ink(value < 0 ? Theme.negative : Theme.positive).forNumber(value)
      canvas.write(
        NumberText.compact(value, width: Self.pitch - 1, signed: true), x: x, y: area.y, limit: area.maxX, ink
      )
      x += Self.pitch
    }
    return x
  }
}
