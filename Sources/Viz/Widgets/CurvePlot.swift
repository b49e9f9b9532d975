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
    canvas.put(
      "●", x: column(of: point, in: area), y: area.y + max(0, row(present)) / 4, Ink(Theme.key, .bold))
    let (top, bottom) = (NumberText.compact(high, width: 7), NumberText.compact(low, width: 7))
    canvas.writeRight(top, maxX: labels.maxX, y: area.y, Theme.quiet)
    // Ends that read alike would be no axis.
    if area.height >= 3, bottom != top {
      canvas.writeRight(bottom, maxX: labels.maxX, y: area.maxY - 1, Theme.quiet)
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
    let (left, right) = (
      NumberText.compact(range.lowerBound, width: 7), NumberText.compact(range.upperBound, width: 7)
    )
    let middle = NumberText.compact(point, width: 8, signed: true)
    canvas.write(left, x: axis.x, y: axis.y, Theme.quiet)
    if right != left { canvas.writeRight(right, maxX: axis.maxX, y: axis.y, Theme.quiet) }
    let x = column(of: point, in: axis) - middle.columns / 2
    if x > axis.x + left.columns, x + middle.columns < axis.maxX - right.columns {
      canvas.write(middle, x: x, y: axis.y, Theme.strong)
    }
  }
}
