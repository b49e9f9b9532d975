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
    /// What stands in place of the percentage, where the share is none of a whole.
    var text: String?
  }

  let bars: [Bar]

  /// The narrowest column of bars.
  private static let leastWidth = 18

  /// Draws all, in columns where the rows are too few; where they are many, with a row between bars. Where not all have room,
  /// the largest and the goal do.
  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard area.height > 0, !bars.isEmpty else { return }
    let wanted = (bars.count + area.height - 1) / area.height
    let columns = max(1, min(wanted, area.width / Self.leastWidth))
    let bars = strongest(columns * area.height)
    let perColumn = (bars.count + columns - 1) / columns
    for (part, column) in area.splitColumns(columns).enumerated() {
      let first = min(bars.count, part * perColumn)
      let shown = Array(bars[first..<min(bars.count, first + perColumn)])
      Self.draw(shown, in: part + 1 < columns ? column.columns(0, column.width - 2) : column, &canvas)
    }
  }

  /// So many bars, in their order.
  private func strongest(_ count: Int) -> [Bar] {
    guard bars.count > count else { return bars }
    func rank(_ bar: Bar) -> Double { bar.isGoal ? 2 : bar.share.isFinite ? bar.share : -1 }
    let kept = Set(bars.indices.sorted { rank(bars[$0]) > rank(bars[$1]) }.prefix(count))
    return bars.indices.filter(kept.contains).map { bars[$0] }
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
        bar.text ?? NumberText.percent(bar.share), maxX: area.maxX, y: y,
        (bar.isGoal ? strong : Theme.plain).forNumber(bar.share))
    }
  }
}
