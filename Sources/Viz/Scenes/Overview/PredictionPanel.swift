import Engine
import Languages

/// Each output of the article's layer on a number line, with its target under it.
struct PredictionPanel {
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let prediction = state.snapshot.prediction.elements.map(Double.init)
    let target = state.snapshot.target
    let title = say("overview.predictionAndTarget", "prediction and target")
    let count = prediction.count
    let rows = max(0, area.height - 2)
    let shown = min(count, max(1, rows / 2))
    let caption = shown < count ? say("overview.worstOf", "worst \(shown) of \(count)") : ""
    let inside = Panel(title: title, caption: caption).draw(in: area, &canvas)
    guard inside.height >= 2 else { return }
    // Where not all fit, those farthest from their targets are worth most.
    let order = prediction.indices.sorted {
      (abs(prediction[$0] - target[$0]), $1) > (abs(prediction[$1] - target[$1]), $0)
    }
    let indices = order.prefix(shown).sorted()
    // All that the article's sigmoid can give, or all that the batch has, and every target.
    let reach = state.snapshot.article == nil ? prediction.filter(\.isFinite) : []
    let (low, high) = (min(0, (target + reach).min() ?? 0), max(1, (target + reach).max() ?? 1))
    let spacing = shown * 3 - 1 <= inside.height ? 3 : 2
    let top = inside.y + max(0, (inside.height - (shown * spacing - (spacing - 2))) / 2)
    for (row, index) in indices.enumerated() {
      let line = NumberLine(
        low: low, high: high, index: index, value: prediction[index], goal: target[index])
      line.draw(in: Rect(x: inside.x, y: top + row * spacing, width: inside.width, height: 2), &canvas)
    }
  }
}
