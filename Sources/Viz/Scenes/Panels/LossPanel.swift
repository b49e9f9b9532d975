import Engine

/// The loss of the whole run, with the present and the best one.
struct LossPanel {
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let history = state.snapshot.history
    let isPast = state.snapshot.step < state.report.lastStep
    let past =
      "step \(NumberText.grouped(state.snapshot.step)) of \(NumberText.grouped(state.report.lastStep))"
    let caption =
      isPast
      ? past
      : history.count > LossHistory.capacity && area.width >= 44
        ? "\(state.lossScale.rawValue) · min–max of \(history.bucketWidth)" : state.lossScale.rawValue
    let inside = Panel(title: "loss", caption: caption).draw(in: area, &canvas)
    if let fault = state.snapshot.fault {
      drawFault(fault, in: inside.rows(max(0, inside.height - 3)), &canvas)
      plot.draw(in: inside.rows(0, inside.height - 3), &canvas)
      return
    }
    let hasFigures = inside.height >= 7
    plot.draw(in: inside.rows(0, inside.height - (hasFigures ? 1 : 0)), &canvas)
    if hasFigures { drawFigures(in: inside.rows(inside.height - 1), &canvas) }
  }

  /// The run in its optimizers' colours, over the pale lines of runs that were left.
  private var plot: LossPlot {
    let snapshot = state.snapshot
    let (marks, first) = (snapshot.history.marks, snapshot.firstOptimizer)
    let run = PlotLine(history: snapshot.history) { step in
      var name = first
      for mark in marks {
        guard mark.step <= step else { break }
        if case .optimizer(let next) = mark.command { name = next }
      }
      return snapshot.rule(name).color
    }
    let pale = state.report.paleHistories.map { PlotLine(history: $0, color: Theme.pale) }
    let isPast = snapshot.step < state.report.lastStep
    return LossPlot(
      lines: pale + [run], marks: marks, cursor: isPast ? snapshot.step : nil, scale: state.lossScale,
      look: state.look)
  }

  private func drawFigures(in area: Rect, _ canvas: inout Canvas) {
    let history = state.snapshot.history
    var x = area.x
    func figure(_ label: String, _ value: Double, _ ink: Ink) {
      let text = NumberText.compact(value, width: 8)
      guard x + canvas.columns(label) + 1 + canvas.columns(text) <= area.maxX else { return }
      canvas.write(label, x: x, y: area.y, Theme.quiet)
      canvas.write(text, x: x + canvas.columns(label) + 1, y: area.y, ink)
      x += canvas.columns(label) + 11
    }
    figure("now", Double(state.snapshot.loss), Theme.strong)
    if let best = history.best {
      figure("best", Double(best.loss), Ink(Theme.good, .bold))
      let place = "at step \(NumberText.grouped(best.step))"
      if x + canvas.columns(place) <= area.maxX { canvas.write(place, x: x, y: area.y, Theme.quiet) }
    }
  }

  /// Where and what stopped being finite, in as many lines as it takes.
  private func drawFault(_ fault: NonFinite, in area: Rect, _ canvas: inout Canvas) {
    let lines = [
      "✗ stopped after step \(NumberText.grouped(fault.step)):",
      "  \(Symbol.subject(fault))",
      state.snapshot.step > state.report.firstStep ? "  b goes back, r starts again" : "  r starts again",
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
