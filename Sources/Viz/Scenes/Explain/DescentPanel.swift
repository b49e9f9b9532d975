import Engine
import Languages

/// The real loss along the chosen number: where it is, how steep it is there, and where each optimizer would go.
struct DescentPanel {
  let state: AppState
  let inspection: WeightView

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let curve = state.report.examination.curve
    let place = curve?.place ?? inspection.place
    let past = curve == nil ? nil : state.report.examinedStep
    let name = Symbol.number(place)
    func titled(_ name: String) -> String {
      state.curveTitle(say("explain.along", "L along \(name)"), at: past)
    }
    var title = titled(name)
    // What is said is said of the curve.
    let rule = state.snapshot.optimizer.rule
    let preview =
      (past == nil ? inspection.preview(rule) : nil) ?? curve?.previews.first { $0.optimizer.rule == rule }
    let forms = state.hidesNextStep ? [] : preview.map { DirectionWords($0).forms } ?? []
    // Where it goes matters more than its name, which stands above as well.
    if let least = forms.last, canvas.columns(title) + canvas.columns(least) + 9 > area.width {
      title = titled("θ")
    }
    let room = area.width - canvas.columns(title) - 9
    // The sentence is about the number that is chosen now.
    let sentence = place == inspection.place ? forms.first { canvas.columns($0) <= room } ?? "" : ""
    let inside = Panel(title: title, caption: sentence, captionInk: Ink(Theme.key)).draw(in: area, &canvas)
    guard inspection.weight.isFinite, let curve else {
      let text =
        !inspection.weight.isFinite
        ? say("explain.weightNotFinite", "the weight is not finite")
        : state.snapshot.fault == nil ? "…" : say("explain.runStopped", "the run has stopped")
      let ink = inspection.weight.isFinite ? Theme.quiet : Ink(Theme.bad, .bold)
      canvas.write(canvas.shortened(text, to: inside.width), x: inside.x, y: inside.y, ink)
      return
    }
    guard let vertical = CurvePlot.axis("L", of: curve.points.map(\.loss)) else {
      let text = say("explain.noFiniteLoss", "no loss is finite here")
      canvas.write(text, x: inside.x, y: inside.y, limit: inside.maxX, Theme.quiet)
      return
    }
    // Where rows are few, the curve stays, then the running optimizer's step, the axis, and the other's.
    let steps =
      state.hidesNextStep
      ? []
      : inside.height >= 4
        ? curve.previews
        : inside.height >= 2
          ? curve.previews.filter { $0.optimizer.rule == state.snapshot.optimizer.rule } : []
    let upper = inside.rows(0, inside.height - steps.count)
    var plot = CurvePlot(
      horizontal: CurvePlot.Axis(name: PathWords.weight(state.snapshot, place), range: curve.range),
      vertical: vertical, value: curve.loss, look: state.look)
    plot.point = curve.weight
    plot.slope = curve.slope
    plot.draw(in: upper, &canvas)
    let columns = CurvePlot.plot(in: upper)
    for (line, step) in steps.enumerated() {
      let row = Rect(x: columns.x, y: upper.maxY + line, width: columns.width, height: 1)
      drawStep(step, from: curve.weight, plot, in: row, &canvas)
    }
  }

  /// An arrow from the present number to the next one, on the plot's own axis.
  private func drawStep(
    _ preview: StepPreview, from: Double, _ plot: CurvePlot, in area: Rect, _ canvas: inout Canvas
  ) {
    let (rule, to) = (preview.optimizer.rule, Double(preview.next[0]))
    let ink = Ink(rule.color, rule == state.snapshot.optimizer.rule ? .bold : [])
    let (start, end) = (plot.column(of: from, in: area), plot.column(of: to, in: area))
    for x in min(start, end)...max(start, end) { canvas.put("─", x: x, y: area.y, ink) }
    canvas.put("●", x: start, y: area.y, ink)
    // A step shorter than a column still shows which way it goes.
    let tip = end != start ? end : to > from ? start + 1 : start - 1
    if to != from {
      canvas.put(to > from ? "▶" : "◀", x: min(max(area.x, tip), area.maxX - 1), y: area.y, ink)
    }
    let label = "\(rule.title) \(NumberText.compact(to, width: 8, signed: true))"
    let right = max(start, end, tip) + 2
    let x =
      right + canvas.columns(label) <= area.maxX ? right : min(start, end, tip) - 1 - canvas.columns(label)
    canvas.write(label, x: max(area.x, x), y: area.y, limit: area.maxX, ink.forNumber(to))
  }
}
