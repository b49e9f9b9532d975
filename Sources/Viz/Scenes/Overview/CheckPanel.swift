import Engine

/// Three witnesses of the gradient, live: automatic differentiation, the derivation by hand, central differences.
struct CheckPanel {
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard let check = state.report.examination.check else {
      let inside = Panel(title: "is the gradient right?").draw(in: area, &canvas)
      let words = canvas.shortened("viz check compares it", to: inside.width)
      canvas.write(words, x: inside.x, y: inside.y, limit: inside.maxX, Theme.quiet)
      return
    }
    draw(check, in: area, &canvas)
  }

  private func draw(_ check: GradientCheck, in area: Rect, _ canvas: inout Canvas) {
    let (long, short) = caption(check)
    let panel = Panel(
      title: area.width >= 30 ? "is the gradient right?" : "gradient right?",
      caption: area.width >= 29 + canvas.columns(long) ? long : short, captionInk: ink(check.verdict))
    let inside = panel.draw(in: area, &canvas)
    let spacing = inside.height >= 10 ? 2 : 1
    var y = inside.y
    func next() -> Rect? {
      defer { y += spacing }
      return y < inside.maxY ? Rect(x: inside.x, y: y, width: inside.width, height: 1) : nil
    }
    func line(_ label: String, _ value: String) {
      guard let row = next() else { return }
      canvas.write(label, x: row.x, y: row.y, limit: row.maxX, Theme.quiet)
      canvas.writeRight(value, maxX: row.maxX, y: row.y, Theme.plain)
    }
    if let row = next() {
      canvas.write("autograd", x: row.x, y: row.y, limit: row.maxX, Theme.plain)
      canvas.writeRight("float32", maxX: row.maxX, y: row.y, Theme.quiet)
    }
    if let row = next() { draw("by hand", check.hand, in: row, &canvas) }
    if let row = next() { draw("difference", check.difference, in: row, &canvas) }
    if spacing == 1, inside.height >= 6 { y += 1 }
    if check.verdict != .zero {
      let worse = [check.hand, check.difference].max { $0.ratio < $1.ratio } ?? check.hand
      line("worst", Symbol.number(worse.worst))
      line("tolerance", NumberText.scientific(worse.tolerance, digits: 2))
    }
    if check.checkedCount < check.weightCount {
      line("checked", "\(NumberText.grouped(check.checkedCount)) of \(NumberText.grouped(check.weightCount))")
    }
    let step = state.report.examination.step
    if step != state.snapshot.step { line("at step", NumberText.grouped(step)) }
  }

  /// What the check comes to, in a long and a short form.
  private func caption(_ check: GradientCheck) -> (String, String) {
    switch check.verdict {
    case .agrees: ("✓ three agree", "✓")
    case .differs: ("✗ they differ", "✗")
    case .incomparable: ("? not comparable", "?")
    case .zero: ("no gradient left", "0")
    }
  }

  private func draw(
    _ name: String, _ comparison: GradientCheck.Comparison, in row: Rect, _ canvas: inout Canvas
  ) {
    canvas.write(name, x: row.x, y: row.y, limit: row.maxX, Theme.plain)
    let difference = NumberText.scientific(comparison.difference, digits: 2)
    let text =
      switch comparison.verdict {
      case .agrees: "\(difference) ✓"
      case .differs: "\(difference) ✗"
      case .incomparable: "overflow"
      case .zero: "all 0"
      }
    let isNumber = [.agrees, .differs].contains(comparison.verdict)
    let hasRoom = isNumber && canvas.columns(name + " Δ " + text) <= row.width
    canvas.writeRight(
      hasRoom ? "Δ " + text : text, maxX: row.maxX, y: row.y, ink(comparison.verdict))
  }

  private func ink(_ verdict: GradientCheck.Verdict) -> Ink {
    switch verdict {
    case .agrees: Ink(Theme.good, .bold)
    case .differs: Ink(Theme.bad, .bold)
    case .incomparable, .zero: Ink(Theme.key, .bold)
    }
  }
}
