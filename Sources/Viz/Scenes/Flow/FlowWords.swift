import Engine
import Languages

/// The element under the cursor in words: how it is made, with its numbers, and what comes back to it.
struct FlowWords {
  let state: AppState
  let row: RowView

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard area.height >= 3 else { return }
    let cursor = state.flow.cursor(in: row)
    let stage = row.stages[cursor.stage]
    let place = stage.title(in: row) + cursor.index.map { "[\($0)]" }.joined()
    let inside = Panel(title: say("flow.number", "this number"), caption: place).draw(in: area, &canvas)
    let value = Double(stage.data[cursor.index])
    var lines = formula(at: cursor.stage, cursor.index) { canvas.columns($0) <= inside.width }.lines
    if let gradient = stage.gradient.map({ Double($0[cursor.index]) }) {
      lines.append(
        say(
          "flow.ownGradient",
          "∂ℓ/∂\(place) = \(NumberText.compactPrecise(gradient)), for this row's own loss ℓ"))
    }
    let top = ["\(place) = \(NumberText.compactPrecise(value))"]
    for (line, text) in (top + lines).enumerated() where line < inside.height {
      canvas.write(
        canvas.shortened(text, to: inside.width), x: inside.x, y: inside.y + line, limit: inside.maxX,
        Self.hasNonFinite(text)
          ? Ink(Theme.bad, .bold)
          : line == 0 ? Theme.strong : line + 1 == lines.count + 1 ? Theme.quiet : Theme.plain)
    }
  }

  /// Whether one of the numbers in a line is not finite.
  private static func hasNonFinite(_ line: String) -> Bool {
    line.split { !$0.isLetter }.contains { $0 == "inf" || $0 == "nan" }
  }

  /// The formula of an element with as many products written out as let every line fit; one at least.
  private func formula(at stage: Int, _ index: [Int], fits: (String) -> Bool) -> FlowFormula {
    func formula(_ products: Int) -> FlowFormula {
      FlowFormula(state.snapshot, row, stage: stage, index: index, products: products)
    }
    return (2...FlowFormula.mostProducts).reversed().lazy.map(formula).first { $0.lines.allSatisfy(fits) }
      ?? formula(1)
  }
}
