import Engine

/// A function of one number as a line of dots, with a point on it and its tangent.
struct CurvePlot {
  let range: ClosedRange<Double>
  let loss: (Double) -> Double
  let look: Look

  /// Draws the curve, and the axis with the numbers at its ends and at the point.
  func draw(
    in area: Rect, labels: Rect, axis: Rect, point: Double, slope: Double, _ canvas: inout Canvas
  ) {
    var dots = DotMatrix(area)
    let values = (0..<dots.width).map { loss(value(atDot: $0, of: dots.width)) }
    let finite = values.filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max() else { return }
    // Round ends keep the curve still while it changes a little.
    let unit = Axis.niceCeiling(max(most - least, most * 1e-6, 1e-12) / 4)
    let low = (least / unit).rounded(.down) * unit
    let high = max((most / unit).rounded(.up) * unit, low + unit)
    func row(_ loss: Double) -> Int {
      guard loss.isFinite else { return -1 }
      // A steep tangent leaves the plot by far more than an integer holds.
      let fraction = min(2, max(-1, (high - loss) / (high - low)))
      return Int((fraction * Double(dots.height - 1)).rounded())
    }
    let present = loss(point)
    for x in 0..<dots.width where abs(x - dot(of: point, of: dots.width)) <= dots.width / 8 {
      dots.set(x, row(present + slope * (value(atDot: x, of: dots.width) - point)), Theme.key)
    }
    var before: Int?
    for (x, value) in values.enumerated() where value.isFinite {
      let y = row(value)
      dots.setColumn(x, from: min(y, (before ?? y) + 1), to: max(y, (before ?? y) - 1), Theme.text)
      before = y
    }
    dots.draw(look, &canvas)
    if present.isFinite {
      canvas.put(
        "●", x: column(of: point, in: area), y: area.y + min(max(0, row(present)), dots.height - 1) / 4,
        Ink(Theme.key, .bold))
    }
    let ends = Self.endLabels(low, high)
    if labels.width > 0 { canvas.writeRight(ends.high, maxX: labels.maxX, y: area.y, Theme.quiet) }
    if labels.width > 0, area.height >= 2 {
      canvas.writeRight(ends.low, maxX: labels.maxX, y: area.maxY - 1, Theme.quiet)
    }
    drawAxis(in: axis, point: point, &canvas)
  }

  /// The screen column of a number; one beyond the range lies on the edge.
  func column(of value: Double, in area: Rect) -> Int {
    guard value.isFinite else { return area.x }
    let fraction = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return area.x + Int((min(1, max(0, fraction)) * Double(area.width - 1)).rounded())
  }

  private func value(atDot x: Int, of width: Int) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(x) / Double(max(1, width - 1))
  }

  private func dot(of value: Double, of width: Int) -> Int {
    let fraction = (value - range.lowerBound) / (range.upperBound - range.lowerBound)
    return Int((min(1, max(0, fraction)) * Double(width - 1)).rounded())
  }

  private func drawAxis(in axis: Rect, point: Double, _ canvas: inout Canvas) {
    let ends = Self.endLabels(range.lowerBound, range.upperBound)
    let middle = NumberText.compact(point, width: 8, signed: true)
    var labels = TickLabels()
    labels.draw(
      [
        TickLabels.Label(text: ends.low, column: axis.x),
        TickLabels.Label(text: ends.high, column: axis.maxX - 1),
        TickLabels.Label(text: middle, column: column(of: point, in: axis), ink: Theme.strong),
      ], in: axis, &canvas)
  }

  /// The ends of an axis in at most seven columns each; the upper one as what it lies above the lower where so few figures
  /// would make them read alike.
  static func endLabels(_ low: Double, _ high: Double) -> (low: String, high: String) {
    let (first, last) = (NumberText.compact(low, width: 7), NumberText.compact(high, width: 7))
    return (first, first == last ? "+" + NumberText.compact(high - low, width: 6) : last)
  }
}
