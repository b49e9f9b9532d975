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
    for label in labels {
      guard let span = place(label, in: row, canvas) else { continue }
      canvas.write(label.text, x: span.lowerBound, y: row.y, label.ink)
    }
  }

  /// Whether all of `labels` keep clear of one another.
  static func fit(_ labels: [Label], in row: Rect, _ canvas: Canvas) -> Bool {
    var places = TickLabels()
    return labels.allSatisfy { places.place($0, in: row, canvas) != nil }
  }

  /// Takes the columns of a label, if they are free.
  private mutating func place(_ label: Label, in row: Rect, _ canvas: Canvas) -> Range<Int>? {
    let width = canvas.columns(label.text)
    guard row.height > 0, width > 0, width <= row.width else { return nil }
    let x = min(max(row.x, label.column - width / 2), row.maxX - width)
    let span = x - Self.gap..<x + width + Self.gap
    guard taken.allSatisfy({ !$0.overlaps(span) }) else { return nil }
    taken.append(x..<x + width)
    return x..<x + width
  }
}
