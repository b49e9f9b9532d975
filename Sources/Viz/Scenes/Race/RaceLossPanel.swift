import Engine
import Languages

/// The losses of all lanes on one plot.
struct RaceLossPanel {
  let race: RaceSnapshot
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let scale = state.lossScale.words
    let view = state.plotView.words(over: state.plotted)
    let means =
      race.batches == 1
      ? nil
      : race.meanSize == race.batches
        ? say("race.meanOfEpoch", "mean over an epoch")
        : say("race.meanOfSteps", "mean of \(race.meanSize) steps")
    let parts: [[String?]] = [[scale, view, means], [view ?? scale, means], [view ?? scale]]
    let captions = parts.map { $0.compactMap(\.self).joined(separator: " · ") } + [scale]
    let inside = Panel(title: say("race.loss", "loss"), captions: captions, in: area, canvas).draw(
      in: area, &canvas)
    plot.draw(in: inside, &canvas)
  }

  /// What the mouse does on the plot.
  func action(for mouse: MouseInput, in area: Rect) -> Action? {
    state.plotAction(for: mouse, plot, in: Panel.inside(area), canGo: false)
  }

  private var plot: LossPlot {
    LossPlot(lines: race.lines, scale: state.lossScale, steps: state.stepAxis, look: state.look)
  }
}
