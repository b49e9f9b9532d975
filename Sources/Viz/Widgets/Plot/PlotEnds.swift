/// What stands at the ends of a plot's lines: their markers, and beside these what they are called where there is room.
struct PlotEnds {
  private struct End {
    let marker: Unicode.Scalar
    let x: Int
    let y: Int
    let ink: Ink
    var label: (text: String, x: Int, y: Int)?
  }

  private var ends: [End] = []

  /// Finds a place for each marker, then for as many labels as find one.
  init(_ curves: [PlotCurve], in plot: Rect, _ space: inout PlotSpace, _ canvas: Canvas) {
    var labels: [String?] = []
    for curve in curves {
      guard let marker = curve.line.marker, let last = curve.columns.last else { continue }
      let y = plot.y + last.mean / 4
      let column = plot.x + last.x / 2
      // Where lines end together, their markers stand side by side.
      let columns = [column] + (1...max(1, curves.count)).flatMap { [column + $0, column - $0] }
      let x =
        columns.first { x in
          x >= plot.x && x < plot.maxX && !ends.contains { $0.x == x && $0.y == y }
        } ?? column
      ends.append(End(marker: marker, x: x, y: y, ink: Ink(curve.endColor, .bold)))
      labels.append(curve.line.label)
      space.take(x: x, y: y, width: 1)
    }
    for (index, label) in labels.enumerated() {
      guard let label else { continue }
      let end = ends[index]
      let width = canvas.columns(label)
      // To the right of the end, else before it, in the row nearest to it.
      let places = [0, -1, 1, -2, 2, -3, 3].flatMap {
        [(end.x + 2, end.y + $0), (end.x - width - 1, end.y + $0)]
      }
      let free = places.first { space.isFree(x: $0.0, y: $0.1, width: width, ofCurves: true) }
      guard let (x, y) = free else { continue }
      ends[index].label = (label, x, y)
      space.take(x: x, y: y, width: width)
    }
  }

  func draw(_ canvas: inout Canvas) {
    for end in ends {
      canvas.put(end.marker, x: end.x, y: end.y, end.ink)
      if let label = end.label { canvas.write(label.text, x: label.x, y: label.y, end.ink) }
    }
  }
}
