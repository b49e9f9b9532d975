/// A value as a dot on a line, and its goal as an arrow under it, both with their numbers.
struct NumberLine {
  let low: Double
  let high: Double
  /// Which output it is, from 0 on.
  let index: Int
  let value: Double
  let goal: Double

  /// Draws in two rows.
  func draw(in area: Rect, _ canvas: inout Canvas) {
    let (name, goalName, numberWidth) = (Symbol.element("p", index), Symbol.element("y", index), 8)
    let labelWidth = name.columns + 1
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
    for x in min(dot, arrow)..<max(dot, arrow) { canvas.put("━", x: x, y: line.y, Ink(Theme.key)) }
    canvas.put("●", x: dot, y: line.y, Ink(dot == arrow ? Theme.good : Theme.key, .bold))
    canvas.put("▲", x: arrow, y: line.y + 1, Ink(Theme.good, .bold))
  }

  private func column(_ number: Double, _ line: Rect) -> Int {
    guard number.isFinite, high > low else { return line.x }
    return line.x + Int((min(1, max(0, (number - low) / (high - low))) * Double(line.width - 1)).rounded())
  }
}
