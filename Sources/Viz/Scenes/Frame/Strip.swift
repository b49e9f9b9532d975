import Engine
import Languages

/// What a scene shows on a screen that is too small for it: a line of figures, a few more lines, a curve.
struct Strip {
  /// The first line, from the longest form to the shortest: the last three are a bare count, a brief one, and a sign.
  let forms: [String]
  var ink = Theme.strong
  /// What follows below it where there is room, each from the longest form to the shortest.
  var details: [[String]] = []
  /// The curves, if there are any.
  var lines: [PlotLine] = []
  var scale = PlotScale.logarithmic
  let look: Look

  /// The narrowest curve beside the figures.
  private static let leastCurve = 6

  /// Draws as much as fits; with a single row, the way to quit stands at its end.
  func draw(in area: Rect, hasQuit: Bool, _ canvas: inout Canvas) {
    guard area.width > 0, area.height > 0 else { return }
    let details = Array(details.prefix(area.height - 1))
    let curveHeight = lines.isEmpty ? 0 : area.height - 1 - details.count
    var row = area.rows(0, 1)
    if hasQuit { row = drawQuit(in: row, &canvas) }
    // What has a line of its own is not said twice.
    let shown = forms.filter { form in !details.contains { form.hasSuffix($0.last ?? form) } }
    drawFigures(shown, in: row, withCurve: curveHeight == 0, &canvas)
    for (index, forms) in details.enumerated() {
      guard let text = forms.first(where: { canvas.columns($0) < area.width }) else { continue }
      canvas.write(text, x: area.x + 1, y: area.y + 1 + index, Theme.quiet)
    }
    if curveHeight > 0 {
      plot.draw(in: area.rows(1 + details.count).inset(area.width > 8 ? 1 : 0, 0), &canvas)
    }
  }

  private var plot: LossPlot { LossPlot(lines: lines, scale: scale, look: look) }

  /// The longest form that fits, and the curve in what is left of the line where it has no rows of its own.
  private func drawFigures(_ forms: [String], in row: Rect, withCurve: Bool, _ canvas: inout Canvas) {
    let margin = row.width > 8 ? 1 : 0
    let form = forms.first { canvas.columns($0) + margin <= row.width } ?? forms.last ?? ""
    let end = canvas.write(form, x: row.x + margin, y: row.y, limit: row.maxX, ink)
    let rest = Rect(x: end + 2, y: row.y, width: row.maxX - end - 2 - margin, height: 1)
    if withCurve, rest.width >= Self.leastCurve { plot.draw(in: rest, &canvas) }
  }

  /// Says how to quit at the right of a row, if the figures leave room for it, and returns what is left of the row.
  private func drawQuit(in row: Rect, _ canvas: inout Canvas) -> Rect {
    // The last two forms are for screens that not even the bare count fits.
    let needed = canvas.columns(forms.dropLast(2).last ?? "") + 3
    for text in ["q " + say("frame.quit", "quit"), "q"] where needed + canvas.columns(text) <= row.width {
      canvas.write("q", x: row.maxX - canvas.columns(text) - 1, y: row.y, Ink(Theme.key, .bold))
      canvas.write(String(text.dropFirst()), x: row.maxX - canvas.columns(text), y: row.y, Theme.quiet)
      return row.columns(0, row.width - canvas.columns(text) - 2)
    }
    return row
  }
}

extension Strip {
  /// A run's state, step, loss, optimizer and rate, and its loss so far.
  init(run state: AppState) {
    let snapshot = state.snapshot
    let isFaulty = snapshot.fault != nil
    let (sign, word) =
      isFaulty
      ? ("✗", say("frame.stopped", "stopped"))
      : state.report.isRunning ? ("▶", say("frame.running", "running")) : ("‖", say("frame.paused", "paused"))
    let step = NumberText.grouped(snapshot.step)
    let loss = NumberText.compact(Double(snapshot.loss), width: 8)
    let rate = "\(snapshot.optimizer.rule.title) lr \(snapshot.rateText)"
    let count = say("frame.stepNumber", "step \(step)")
    let figures = "\(count)  \(say("frame.lossNumber", "loss \(loss)"))"
    let short = "\(sign) \(figures)"
    let seed =
      snapshot.setup == nil
      ? ""
      : "  "
        + (snapshot.seed.map { say("frame.seedNumber", "seed \($0)") } ?? say("frame.seedGiven", "seed given"))
    self.init(
      forms: [
        "\(sign) \(word)  \(figures)  \(rate)", "\(short)  \(rate)", "\(sign) \(word)  \(figures)", short,
        "\(count)  \(loss)", "\(step)  \(loss)", count, "\(step)", Self.brief(snapshot.step), sign,
      ],
      ink: isFaulty ? Ink(Theme.bad, .bold) : Theme.strong,
      details: [["\(rate)  \(snapshot.model)\(seed)", rate]],
      lines: [PlotLine(history: snapshot.history, color: snapshot.optimizer.rule.color)],
      scale: state.lossScale,
      look: state.look)
  }

  /// A count in at most four columns, such as "12k".
  static func brief(_ count: Int) -> String {
    for (size, unit) in [(1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")] where count >= size {
      return "\(count / size)\(unit)"
    }
    return "\(count)"
  }
}
