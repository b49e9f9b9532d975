import Engine
import Languages

/// The witnesses of the gradient, live: automatic differentiation, central differences and, of the article's layer, the
/// derivation by hand.
struct CheckPanel {
  let state: AppState

  /// One witness beside autograd.
  private struct Witness {
    let name: String
    let comparison: GradientCheck.Comparison
  }

  /// What the panel says, whichever check was made.
  private struct Check {
    let witnesses: [Witness]
    let verdict: GradientCheck.Verdict
    let agreement: String
    let comparedCount: Int
    let count: Int
    var incomparableCount = 0
  }

  private var check: Check? {
    let examination = state.report.examination
    if let check = examination.check {
      return Check(
        witnesses: [
          Witness(name: say("overview.byHand", "by hand"), comparison: check.hand),
          Witness(name: say("overview.difference", "difference"), comparison: check.difference),
        ],
        verdict: check.verdict, agreement: say("overview.threeAgree", "✓ three agree"),
        comparedCount: check.checkedCount,
        count: check.weightCount)
    }
    guard let check = examination.differences else { return nil }
    // The parameter that says most: one that differs, else the one nearest to its tolerance.
    let worst = check.parameters.map(\.comparison).max {
      ($0.verdict == .differs ? 1 : 0, $0.ratio) < ($1.verdict == .differs ? 1 : 0, $1.ratio)
    }
    return Check(
      witnesses: worst.map { [Witness(name: say("overview.difference", "difference"), comparison: $0)] }
        ?? [], verdict: check.verdict,
      agreement: say("overview.bothAgree", "✓ both agree"), comparedCount: check.comparedCount,
      count: check.count,
      incomparableCount: check.incomparableCount)
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    if let check { return draw(check, in: area, &canvas) }
    let inside = Panel(title: title(in: area, canvas)).draw(in: area, &canvas)
    let words = canvas.shortened(say("overview.beingChecked", "being looked at …"), to: inside.width)
    canvas.writeCentered(words, in: inside, row: inside.height / 2, Theme.quiet)
  }

  /// What the panel is called where there is more room and less.
  private func title(in area: Rect, _ canvas: Canvas) -> String {
    let long = say("overview.isGradientRight", "is the gradient right?")
    return area.width >= canvas.columns(long) + 8 ? long : say("overview.gradientRight", "gradient right?")
  }

  private func draw(_ check: Check, in area: Rect, _ canvas: inout Canvas) {
    let (long, short) = caption(check)
    let title = title(in: area, canvas)
    let panel = Panel(
      title: title,
      caption: area.width >= canvas.columns(title) + 7 + canvas.columns(long) ? long : short,
      captionInk: ink(check.verdict))
    let inside = panel.draw(in: area, &canvas)
    let spacing = inside.height >= 10 ? 2 : 1
    var y = inside.y
    func next() -> Rect? {
      defer { y += spacing }
      return y < inside.maxY ? Rect(x: inside.x, y: y, width: inside.width, height: 1) : nil
    }
    func line(_ label: String, _ value: String) {
      guard let row = next() else { return }
      let end = canvas.write(label, x: row.x, y: row.y, limit: row.maxX, Theme.quiet)
      let room = max(0, row.maxX - end - 1)
      canvas.writeRight(canvas.shortened(value, to: room), maxX: row.maxX, y: row.y, Theme.plain)
    }
    if let row = next() {
      canvas.write(say("overview.autograd", "autograd"), x: row.x, y: row.y, limit: row.maxX, Theme.plain)
      canvas.writeRight("float32", maxX: row.maxX, y: row.y, Theme.quiet)
    }
    for witness in check.witnesses {
      if let row = next() { draw(witness.name, witness.comparison, in: row, &canvas) }
    }
    if spacing == 1, inside.height >= 6 { y += 1 }
    if check.verdict != .zero, let first = check.witnesses.first?.comparison {
      let worse = check.witnesses.map(\.comparison).max { $0.ratio < $1.ratio } ?? first
      line(say("overview.worst", "worst"), Symbol.number(worse.worst))
      line(say("overview.tolerance", "tolerance"), NumberText.scientific(worse.tolerance, digits: 2))
    }
    if check.comparedCount < check.count {
      line(
        say("overview.checked", "checked"),
        say(
          "overview.countOf",
          "\(NumberText.grouped(check.comparedCount)) of \(NumberText.grouped(check.count))"))
    }
    if check.incomparableCount > 0 {
      line(
        state.snapshot.loss.isFinite
          ? say("overview.atKinks", "at kinks") : say("overview.notFinite", "not finite"),
        NumberText.grouped(check.incomparableCount))
    }
    if let step = state.report.examinedStep {
      line(say("overview.atStep", "at step"), NumberText.grouped(step))
    }
  }

  /// What the check comes to, in a long and a short form.
  private func caption(_ check: Check) -> (String, String) {
    switch check.verdict {
    case .agrees: (check.agreement, "✓")
    case .differs: (say("overview.theyDiffer", "✗ they differ"), "✗")
    case .incomparable: (say("overview.notComparable", "? not comparable"), "?")
    case .zero: (say("overview.noGradientLeft", "no gradient left"), "0")
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
      case .incomparable: say("overview.overflow", "overflow")
      case .zero: say("overview.allZero", "all 0")
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
