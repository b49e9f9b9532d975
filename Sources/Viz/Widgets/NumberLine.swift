/// A value as a dot on a line, and its goal as an arrow under it, both with their numbers, and the line's ends with theirs.
struct NumberLine {
  let low: Double
  let high: Double
  /// Which output it is, from 0 on.
  let index: Int
  let value: Double
  let goal: Double

  /// Draws in two rows.
  func draw(in area: Rect, _ canvas: inout Canvas) {
    let (name, goalName) = (Symbol.element("p", index), Symbol.element("y", index))
    let (labelWidth, numberWidth) = (canvas.columns(name) + 1, 8)
    let line = area.columns(labelWidth, area.width - labelWidth - numberWidth - 1)
    canvas.write(name, x: area.x, y: area.y, Theme.strong)
    canvas.write(goalName, x: area.x, y: area.y + 1, Theme.quiet)
    canvas.writeRight(
      NumberText.compact(value, width: 8), maxX: area.maxX, y: area.y,
      Theme.strong.forNumber(value))
    canvas.writeRight(NumberText.compact(goal, width: 8), maxX: area.maxX, y: area.y + 1, Theme.quiet)
    guard line.width >= 4 else { return }
    for x in line.x..<line.maxX { canvas.put("─", x: x, y: line.y, Ink(Theme.faint)) }
    let (dot, arrow) = (column(value, line), column(goal, line))
    if let dot, let arrow {
      for x in min(dot, arrow)..<max(dot, arrow) { canvas.put("━", x: x, y: line.y, Ink(Theme.key)) }
    }
    if let dot {
      draw("●", value, x: dot, y: line.y, Ink(dot == arrow ? Theme.good : Theme.key, .bold), &canvas)
    }
    if let arrow { draw("▲", goal, x: arrow, y: line.y + 1, Ink(Theme.good, .bold), &canvas) }
    guard area.height >= 2 else { return }
    var ends = TickLabels(clearOf: arrow.map { [$0] } ?? [])
    ends.draw(
      [(low, line.x), (high, line.maxX - 1)].map { end, column in
        TickLabels.Label(text: NumberText.shortest(end, figures: 4), column: column)
      }, in: Rect(x: line.x, y: line.y + 1, width: line.width, height: 1), &canvas)
  }

  /// A mark at its place; what lies beyond an end is shown there as a pointer that leads out.
  private func draw(
    _ mark: Unicode.Scalar, _ number: Double, x: Int, y: Int, _ ink: Ink, _ canvas: inout Canvas
  ) {
    let pointer: Unicode.Scalar? = number < low ? "◀" : number > high ? "▶" : nil
    canvas.put(pointer ?? mark, x: x, y: y, pointer == nil ? ink : Ink(Theme.bad, .bold))
  }

  /// The column of a number, of one beyond an end that end; none for what is no number.
  private func column(_ number: Double, _ line: Rect) -> Int? {
    guard !number.isNaN, high > low else { return nil }
    let fraction = min(1, max(0, (number - low) / (high - low)))
    return line.x + Int((fraction * Double(line.width - 1)).rounded())
  }
}
