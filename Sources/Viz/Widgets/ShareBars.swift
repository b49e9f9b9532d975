/// Shares of a whole as bars, one a row, with their names and numbers.
struct ShareBars {
  /// One share.
  struct Bar {
    let name: String
    /// From 0 to 1.
    let share: Double
    var color = Theme.text
    /// Whether it is what is looked for.
    var isGoal = false
  }

  let bars: [Bar]

  /// The narrowest column of bars.
  private static let leastWidth = 18

  /// Draws all, in columns where the rows are too few; where they are many, with a row between bars.
  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard area.height > 0, !bars.isEmpty else { return }
    let wanted = (bars.count + area.height - 1) / area.height
    let columns = max(1, min(wanted, area.width / Self.leastWidth))
    let perColumn = (bars.count + columns - 1) / columns
    for (part, column) in area.splitColumns(columns).enumerated() {
      let first = min(bars.count, part * perColumn)
      let shown = Array(bars[first..<min(bars.count, first + perColumn)])
      Self.draw(shown, in: part + 1 < columns ? column.columns(0, column.width - 2) : column, &canvas)
    }
  }

  private static func draw(_ bars: [Bar], in area: Rect, _ canvas: inout Canvas) {
    let nameWidth = (bars.map { canvas.columns($0.name) }.max() ?? 0) + 2
    let spacing = bars.count * 2 - 1 <= area.height ? 2 : 1
    let numberWidth = 7
    let line = area.columns(nameWidth, area.width - nameWidth - numberWidth)
    for (index, bar) in bars.enumerated() where index * spacing < area.height {
      let y = area.y + index * spacing
      let strong = Ink(Theme.text, bar.isGoal ? .bold : [])
      if bar.isGoal { canvas.put("▸", x: area.x, y: y, Ink(Theme.good, .bold)) }
      canvas.write(
        bar.name, x: area.x + 1, y: y, limit: min(line.x, area.maxX - numberWidth),
        bar.isGoal ? strong : Theme.quiet)
      let share = bar.share.isFinite ? min(1, max(0, bar.share)) : 0
      let filled = Int((share * Double(line.width)).rounded())
      for x in 0..<max(0, line.width) {
        canvas.put(x < filled ? "━" : "─", x: line.x + x, y: y, Ink(x < filled ? bar.color : Theme.faint))
      }
      canvas.writeRight(
        NumberText.percent(bar.share), maxX: area.maxX, y: y,
        (bar.isGoal ? strong : Theme.plain).forNumber(bar.share))
    }
  }
}
