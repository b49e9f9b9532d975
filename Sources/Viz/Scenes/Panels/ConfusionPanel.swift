import Engine

/// Which classes are taken for which, on the rows held out or, without any, on those to learn from.
struct ConfusionPanel {
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard let point = state.report.evaluations.points.last else {
      _ = Panel(title: "classes").draw(in: area, &canvas)
      return
    }
    let (part, evaluation) = point.heldOut.map { ("held out", $0) } ?? ("training", point.training)
    let accuracy = evaluation.accuracy.map { NumberText.percent($0) } ?? ""
    let caption = area.width >= 44 ? "\(part) \(accuracy)" : accuracy
    let inside = Panel(title: "class → said", caption: caption, captionInk: Ink(Theme.good, .bold)).draw(
      in: area, &canvas)
    guard let names = state.snapshot.examples?.training.shownClasses, let counts = evaluation.confusion else {
      return
    }
    let matrix = ConfusionMatrix(names: names, counts: counts, look: state.look)
    let size = matrix.size(canvas)
    let width = min(inside.width, max(size.width, 2 * names.count))
    matrix.draw(in: inside.columns((inside.width - width) / 2), &canvas)
  }
}
