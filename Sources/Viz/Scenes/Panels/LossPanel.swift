import Engine
import Languages

/// The loss of the whole run, with the present and the best one.
struct LossPanel {
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let panel = Panel(title: say("panel.loss", "loss"), captions: captions, in: area, canvas)
    let inside = panel.draw(in: area, &canvas)
    plot.draw(in: Self.plotArea(inside, state), &canvas)
    if let fault = state.snapshot.fault {
      drawFault(fault, in: inside.rows(max(0, inside.height - 3)), &canvas)
    } else if Self.hasFigures(inside) {
      drawFigures(in: inside.rows(inside.height - 1), &canvas)
    }
  }

  /// What the mouse does on the plot.
  func action(for mouse: MouseInput, in area: Rect) -> Action? {
    let inside = Panel.inside(area)
    return state.plotAction(for: mouse, plot, in: Self.plotArea(inside, state), canGo: true)
  }

  /// The part of the panel that the plot has: what stands under it tells of a fault, or of the loss now and at its best.
  private static func plotArea(_ inside: Rect, _ state: AppState) -> Rect {
    let below = state.snapshot.fault != nil ? 3 : hasFigures(inside) ? 1 : 0
    return inside.rows(0, inside.height - below)
  }

  private static func hasFigures(_ inside: Rect) -> Bool { inside.height >= 7 }

  /// What there is to say of the plot, from the longest form to the shortest.
  private var captions: [String] {
    let (snapshot, history) = (state.snapshot, state.snapshot.history)
    let scale = state.lossScale.words
    let view = state.plotView.words(over: state.plotted)
    if snapshot.step < state.report.lastStep {
      let (step, last) = (NumberText.grouped(snapshot.step), NumberText.grouped(state.report.lastStep))
      let past = say("panel.stepOf", "step \(step) of \(last)")
      return (view.map { ["\($0) · \(past)"] } ?? []) + [past, view ?? past]
    }
    let legend = plot.legend
    let bounds =
      history.count > LossHistory.capacity ? say("panel.minMax", "min–max of \(history.bucketWidth)") : nil
    // The share of rows in the right class, at the last evaluation; of those learnt from, it stands under the plot.
    let share = state.report.evaluations.points.last?.heldOut?.accuracy.map { NumberText.percent($0) }
    let heldOut = share.map { say("panel.heldOutShare", "held out \($0)") }
    let right = share.map { say("panel.heldOutRight", "held out \($0) right") }
    let parts: [[String?]] = [
      [scale, view, bounds, legend, right], [scale, view, legend, right], [scale, view, right],
      [view, right], [right], [heldOut], [view],
    ]
    return parts.map { $0.compactMap(\.self).joined(separator: " · ") }.filter { !$0.isEmpty } + [scale]
  }

  /// The run in its optimizers' colours, over the pale lines of runs that were left, and how it did on the rows held out.
  private var plot: LossPlot {
    let snapshot = state.snapshot
    let (marks, first) = (snapshot.history.marks, snapshot.firstOptimizer)
    let run = PlotLine(history: snapshot.history, name: say("panel.train", "train"), isFilled: true) { step in
      var name = first
      for mark in marks {
        guard mark.step <= step else { break }
        if case .optimizer(let next) = mark.command { name = next }
      }
      return snapshot.rule(name).color
    }
    let others = state.report.watched?.otherLosses ?? []
    let pale = (state.report.paleHistories + others).map { PlotLine(history: $0, color: Theme.pale) }
    let heldOut = state.report.evaluations.points.filter { $0.step <= snapshot.step }.compactMap { point in
      point.heldOut.map { (step: point.step, loss: $0.loss) }
    }
    let dashed = PlotLine(points: heldOut, name: say("panel.heldOut", "held out"), color: Theme.text)
    let lines = pale + [run] + (heldOut.isEmpty ? [] : [dashed])
    let isPast = snapshot.step < state.report.lastStep
    return LossPlot(
      lines: lines, marks: marks, optimizers: snapshot.optimizers.map(\.rule),
      cursor: isPast ? snapshot.step : nil, scale: state.lossScale,
      steps: state.stepAxis, look: state.look)
  }

  private func drawFigures(in area: Rect, _ canvas: inout Canvas) {
    let history = state.snapshot.history
    var x = area.x
    func figure(_ label: String, _ text: String, _ ink: Ink) {
      guard x + canvas.columns(label) + 1 + canvas.columns(text) <= area.maxX else { return }
      canvas.write(label, x: x, y: area.y, Theme.quiet)
      canvas.write(text, x: x + canvas.columns(label) + 1, y: area.y, ink)
      x += canvas.columns(label) + 11
    }
    figure(say("panel.now", "now"), NumberText.compact(Double(state.snapshot.loss), width: 8), Theme.strong)
    let right = state.report.evaluations.points.last?.training.accuracy.map { NumberText.percent($0) }
    let rightLabel = say("panel.right", "right")
    if let best = history.best {
      figure(
        say("panel.best", "best"), NumberText.compact(Double(best.loss), width: 8), Ink(Theme.good, .bold))
      // Where the best was stands behind it, unless that leaves no room for the share of rows in the right class.
      func words(_ step: Int) -> String { say("panel.bestStep", "at step \(NumberText.grouped(step))") }
      let place = words(best.step)
      // As wide as one of seven figures, so that nothing moves.
      let width = max(canvas.columns(words(9_999_999)), canvas.columns(place))
      let rightWidth = canvas.columns(rightLabel) + 10
      if x + (right == nil ? canvas.columns(place) : width + rightWidth) <= area.maxX {
        canvas.write(place, x: x, y: area.y, limit: area.maxX, Theme.quiet)
        x += width + 3
      }
    }
    if let right { figure(rightLabel, right, Theme.strong) }
  }

  /// Where and what stopped being finite, in as many lines as it takes.
  private func drawFault(_ fault: NonFinite, in area: Rect, _ canvas: inout Canvas) {
    let goesBack = state.snapshot.step > state.report.firstStep
    let ways =
      goesBack
      ? [
        say("panel.lowerAndGoBack", "- lowers the rate, then b goes back or r starts again"),
        say("panel.lowerAndGoBackShort", "- lowers lr, then b or r"),
        say("panel.lowerAndGoBackKeys", "-, then b or r"),
      ]
      : [
        say("panel.lowerAndRestart", "- lowers the rate, then r starts again"),
        say("panel.lowerAndRestartShort", "- lowers lr, then r"),
        say("panel.lowerAndRestartKeys", "-, then r"),
      ]
    let lines = [
      "✗ " + say("panel.stoppedAfter", "stopped after step \(NumberText.grouped(fault.step)):"),
      "  \(Symbol.subject(fault))",
      "  " + (ways.first { canvas.columns($0) + 2 <= area.width } ?? ways[2]),
    ]
    for (row, line) in lines.enumerated() {
      canvas.write(line, x: area.x, y: area.y + row, limit: area.maxX, Ink(Theme.bad, .bold))
    }
  }
}

extension Snapshot {
  /// The optimizer before the first mark of one.
  fileprivate var firstOptimizer: String { history.firstOptimizer ?? optimizer.rule.name }

  fileprivate func rule(_ name: String) -> OptimizerRule {
    optimizers.first { $0.rule.name == name }?.rule ?? optimizer.rule
  }
}
