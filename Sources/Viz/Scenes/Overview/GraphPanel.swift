import Engine

/// Every value of the graph in forward order, with its gradient beside it: what flows forward, what flows back.
struct GraphPanel {
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let inside = Panel(title: "this step", caption: "forward → · ← backward").draw(in: area, &canvas)
    let values = state.snapshot.values
    let half = (inside.width - 12) / 2
    let spacing = inside.height >= values.count * 2 ? 2 : 1
    canvas.write("value", x: inside.x, y: inside.y, Theme.quiet)
    canvas.write("data", x: inside.x + 12, y: inside.y, Theme.quiet)
    canvas.write("∂L/∂value", x: inside.x + 12 + half, y: inside.y, Theme.quiet)
    for (index, value) in values.enumerated() {
      let y = inside.y + 1 + index * spacing
      guard y < inside.maxY else { return }
      let shape = value.data.shape.map { String($0) }.joined(separator: "×")
      canvas.write(value.name, x: inside.x, y: y, limit: inside.x + 6, Theme.strong)
      canvas.write(shape, x: inside.x + 6, y: y, limit: inside.x + 12, Theme.quiet)
      draw(value.data, in: Rect(x: inside.x + 12, y: y, width: half - 2, height: 1), &canvas)
      let gradientArea = Rect(x: inside.x + 12 + half, y: y, width: half, height: 1)
      if let gradient = value.gradient {
        draw(gradient, in: gradientArea, &canvas)
      } else {
        canvas.write("none: given", x: gradientArea.x, y: y, limit: gradientArea.maxX, Theme.quiet)
      }
    }
  }

  /// As many numbers as fit, and how many more there are.
  private func draw(_ tensor: Tensor, in area: Rect, _ canvas: inout Canvas) {
    let elements = tensor.elements
    let width = 9
    let restWidth = canvas.columns("… \(elements.count) more")
    let isWhole = elements.count * width - 1 <= area.width
    let shown = isWhole ? elements.count : max(0, (area.width - restWidth) / width)
    for index in 0..<shown {
      let value = Double(elements[index])
      let color = value < 0 ? Color(0x6cb6ff) : Color(0xffb057)
      canvas.write(
        NumberText.compact(value, width: width - 1, signed: true), x: area.x + index * width, y: area.y,
        limit: area.maxX, Ink(value.isFinite ? color : Theme.bad))
    }
    if shown < elements.count {
      canvas.write(
        "… \(elements.count - shown) more", x: area.x + shown * width, y: area.y, limit: area.maxX,
        Theme.quiet)
    }
  }
}
