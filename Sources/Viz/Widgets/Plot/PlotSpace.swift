/// Which cells of a plot are free for a text: those that no curve runs through, or at least no other text.
struct PlotSpace {
  private let plot: Rect
  private let curves: [DotMatrix]
  private var texts: [Bool]

  /// A plot with its curves, of one area all, and no text yet.
  init(_ curves: [DotMatrix]) {
    plot = curves.first?.area ?? Rect(x: 0, y: 0, width: 0, height: 0)
    self.curves = curves
    texts = [Bool](repeating: false, count: plot.width * plot.height)
  }

  /// Whether `width` cells from a place on, and one at either side, hold no text and, where asked, no curve.
  func isFree(x: Int, y: Int, width: Int, ofCurves: Bool) -> Bool {
    guard x >= plot.x, x + width <= plot.maxX, y >= plot.y, y < plot.maxY else { return false }
    return (max(plot.x, x - 1)..<min(plot.maxX, x + width + 1)).allSatisfy { column in
      !texts[index(column, y)]
        && !(ofCurves && curves.contains { $0.hasDots(column: column - plot.x, row: y - plot.y) })
    }
  }

  /// Takes `width` cells from a place on for a text.
  mutating func take(x: Int, y: Int, width: Int) {
    for column in x..<x + width where column >= plot.x && column < plot.maxX && y >= plot.y && y < plot.maxY {
      texts[index(column, y)] = true
    }
  }

  private func index(_ x: Int, _ y: Int) -> Int { (y - plot.y) * plot.width + x - plot.x }
}
