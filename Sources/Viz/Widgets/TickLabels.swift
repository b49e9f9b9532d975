/// Labels along one row of an axis: none touches another, and those that come first have the right of way.
struct TickLabels {
  /// A text and the column that it belongs to, over which its middle stands where it can.
  struct Label {
    let text: String
    let column: Int
    var ink = Theme.quiet
  }

  /// So many columns stay free between two labels: figures in groups have one of their own.
  private static let gap = 2

  private var taken: [Range<Int>] = []

  /// Labels that keep clear of what stands at some columns already.
  init(clearOf columns: [Int] = []) {
    taken = columns.map { $0..<$0 + 1 }
  }

  /// Draws as many of `labels` as keep clear of one another, none of them in part.
  mutating func draw(_ labels: [Label], in row: Rect, _ canvas: inout Canvas) {
    guard row.height > 0 else { return }
    for label in labels {
      let width = canvas.columns(label.text)
      guard width > 0, width <= row.width else { continue }
      let x = min(max(row.x, label.column - width / 2), row.maxX - width)
      let span = x - Self.gap..<x + width + Self.gap
      guard taken.allSatisfy({ !$0.overlaps(span) }) else { continue }
      taken.append(x..<x + width)
      canvas.write(label.text, x: x, y: row.y, label.ink)
    }
  }
}
