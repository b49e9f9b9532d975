import Engine

/// Three witnesses of the gradient, live: automatic differentiation, the derivation by hand, central differences.
struct CheckPanel {
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let check = state.check
    let caption = check.agrees ? "✓" : "✗"
    let title = area.width >= 30 ? "is the gradient right?" : "gradient right?"
    let panel = Panel(
      title: title, caption: check.agrees && area.width >= 38 ? "✓ three agree" : caption,
      captionInk: Ink(check.agrees ? Theme.good : Theme.bad, .bold))
    let inside = panel.draw(in: area, &canvas)
    let spacing = inside.height >= 10 ? 2 : 1
    var y = inside.y
    func next() -> Rect? {
      defer { y += spacing }
      return y < inside.maxY ? Rect(x: inside.x, y: y, width: inside.width, height: 1) : nil
    }
    if let row = next() {
      canvas.write("autograd", x: row.x, y: row.y, limit: row.maxX, Theme.plain)
      canvas.writeRight("float32", maxX: row.maxX, y: row.y, Theme.quiet)
    }
    if let row = next() { draw("by hand", check.hand, in: row, &canvas) }
    if let row = next() { draw("difference", check.difference, in: row, &canvas) }
    let worse =
      check.hand.largestDifference >= check.difference.largestDifference ? check.hand : check.difference
    let name = state.snapshot.parameters[0].name
    if spacing == 1, inside.height >= 6 { y += 1 }
    if let row = next() {
      canvas.write("worst", x: row.x, y: row.y, limit: row.maxX, Theme.quiet)
      canvas.writeRight(
        "\(name)[\(worse.worst.row)][\(worse.worst.column)]", maxX: row.maxX, y: row.y, Theme.plain)
    }
    if let row = next() {
      canvas.write("tolerance", x: row.x, y: row.y, limit: row.maxX, Theme.quiet)
      let tolerance = NumberText.scientific(worse.tolerance, digits: 2)
      canvas.writeRight(tolerance, maxX: row.maxX, y: row.y, Theme.plain)
    }
    if state.checkedStep != state.snapshot.step, let row = next() {
      let text = "checked at step \(NumberText.grouped(state.checkedStep))"
      canvas.write(text, x: row.x, y: row.y, limit: row.maxX, Theme.quiet)
    }
  }

  private func draw(
    _ name: String, _ comparison: GradientCheck.Comparison, in row: Rect, _ canvas: inout Canvas
  ) {
    canvas.write(name, x: row.x, y: row.y, limit: row.maxX, Theme.plain)
    let ink = Ink(comparison.agrees ? Theme.good : Theme.bad, .bold)
    let difference = NumberText.scientific(comparison.largestDifference, digits: 2)
    let text = "\(difference) \(comparison.agrees ? "✓" : "✗")"
    let hasRoom = canvas.columns(name + " Δ " + text) <= row.width
    canvas.writeRight(hasRoom ? "Δ " + text : text, maxX: row.maxX, y: row.y, ink)
  }
}
