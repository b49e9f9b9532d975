import Engine
import Languages

/// Which classes are taken for which, on the rows held out or, without any, on those to learn from.
struct ConfusionPanel {
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard let point = state.report.evaluations.points.last else {
      _ = Panel(title: say("panel.classes", "classes")).draw(in: area, &canvas)
      return
    }
    let evaluation = point.heldOut ?? point.training
    let accuracy = evaluation.accuracy.map { NumberText.percent($0) } ?? ""
    let long =
      point.heldOut == nil
      ? say("panel.trainingShare", "training \(accuracy)") : say("panel.heldOutShare", "held out \(accuracy)")
    let inside = Panel(
      title: say("panel.classSaid", "class → said"), caption: area.width >= 44 ? long : accuracy,
      captionInk: Ink(Theme.good, .bold)
    ).draw(in: area, &canvas)
    guard let names = state.snapshot.examples?.training.shownClasses, let counts = evaluation.confusion else {
      return
    }
    let matrix = ConfusionMatrix(names: names, counts: counts, look: state.look)
    let size = matrix.size(canvas)
    let width = min(inside.width, max(size.width, 2 * names.count))
    matrix.draw(in: inside.columns((inside.width - width) / 2), &canvas)
  }
}
