import Engine

extension AppState {
  /// How far the plot of the scene reaches: with the race's lanes where they are looked at, else with the run and those that
  /// were left.
  var plotted: PlottedSteps {
    if let race = report.race {
      let last = race.lanes.map { $0.means.count - 1 }.max() ?? 0
      return PlottedSteps(last: last, newest: last)
    }
    if let metrics = report.metrics {
      let last = metrics.series(of: metric).compactMap { $0.series.last?.step }.max() ?? 0
      return PlottedSteps(last: last, newest: last)
    }
    // Runs that were left may be far longer than one that has just begun, which is what is looked at.
    let own = max(snapshot.history.count - 1, report.lastStep)
    let left = report.paleHistories.map { $0.count - 1 }.max() ?? 0
    return PlottedSteps(last: max(own, min(left, max(4 * own, 1000))), newest: report.lastStep)
  }

  /// The axis of the steps in view.
  var stepAxis: StepAxis { plotView.axis(over: plotted) }

  /// Changes which steps are in view: about the one that is looked at, or the newest.
  mutating func perform(_ action: PlotAction) {
    let plotted = plotted
    let cursor = report.race == nil ? snapshot.step : plotted.newest
    message = plotView.perform(action, over: plotted, cursor: cursor)
  }

  /// What the mouse does on a plot: the wheel zooms, moving with the button down pans, and a click goes to the step where the
  /// run can go to one.
  func plotAction(for mouse: MouseInput, _ plot: LossPlot, in area: Rect, canGo: Bool) -> Action? {
    let canvas = Canvas(width: 0, height: 0, look: look)
    guard let place = plot.place(x: mouse.x, y: mouse.y, in: area, canvas) else { return nil }
    switch mouse.kind {
    case .click:
      guard canGo, report.capabilities.contains(.time) else { return nil }
      return .run(.move(.to(Int(place.step.rounded()))))
    case .scroll(.up): return .plot(.zoom(isIn: true, around: place.step))
    case .scroll(.down): return .plot(.zoom(isIn: false, around: place.step))
    case .scroll(.left): return .plot(.drag(-0.1))
    case .scroll(.right): return .plot(.drag(0.1))
    case .drag(let columns, _):
      // What is held stays under the mouse.
      return columns == 0 ? nil : .plot(.drag(-Double(columns) / Double(place.columns)))
    }
  }
}
