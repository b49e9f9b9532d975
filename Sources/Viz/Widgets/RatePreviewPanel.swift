import Engine

/// The loss after the present update at a quarter of the learning rate to four times the rate.
struct RatePreviewPanel {
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let inside = Panel(title: "L after this step").draw(in: area, &canvas)
    guard let rates = state.report.examination.rates else {
      canvas.write("…", x: inside.x, y: inside.y, limit: inside.maxX, Theme.quiet)
      return
    }
    let (losses, now) = (rates.losses, rates.present)
    let largest = (losses + [now]).filter(\.isFinite).max() ?? 1
    let names =
      state.look.glyphs == .unicode ? ["¼", "½", "1", "2", "4"] : ["1/4", "1/2", "1  ", "2  ", "4  "]
    let spacing = inside.height >= losses.count * 2 + 2 ? 2 : 1
    let numberWidth = 9
    for (index, loss) in losses.enumerated() {
      let y = inside.y + index * spacing
      guard y < inside.maxY else { return }
      let isPresent = RatePreview.factors[index] == 1
      let rate = RatePreview.factors[index] * state.snapshot.learningRate
      var x = canvas.write(
        "lr×\(names[index])", x: inside.x, y: y, limit: inside.maxX, isPresent ? Theme.strong : Theme.quiet)
      if inside.width >= 34 {
        let ink = (isPresent ? Theme.strong : Theme.quiet).forNumber(rate)
        canvas.write(NumberText.shortest(rate), x: x + 2, y: y, limit: inside.maxX, ink)
        x += 10
      }
      let bar = Rect(x: x + 1, y: y, width: inside.maxX - numberWidth - 1 - x - 1, height: 1)
      let ink =
        switch rates.trend(index) {
        case .lower: Ink(Theme.good)
        case .equal: Theme.quiet
        case .higher: Ink(Theme.bad)
        }
      let length = loss.isFinite && largest > 0 ? Int((loss / largest * Double(bar.width)).rounded()) : 0
      for column in 0..<max(0, length) { canvas.put("━", x: bar.x + column, y: y, ink) }
      canvas.writeRight(
        NumberText.compact(loss, width: 8), maxX: inside.maxX, y: y,
        (isPresent ? Theme.strong : ink).forNumber(loss))
    }
    if inside.y + losses.count * spacing < inside.maxY {
      let text = "now \(NumberText.compact(now, width: 8))"
      canvas.writeRight(text, maxX: inside.maxX, y: inside.maxY - 1, Theme.quiet.forNumber(now))
    }
  }
}
