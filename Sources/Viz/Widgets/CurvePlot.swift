import Engine
import RealModule

/// A function of one number as a line of dots on axes with names, with a point on it and its tangent.
struct CurvePlot {
  /// One of both axes.
  struct Axis {
    let name: String
    let range: ClosedRange<Double>
    var isLogarithmic = false

    /// Where a number lies: 0 at the lower end, 1 at the upper one.
    func fraction(of value: Double) -> Double {
      let (low, high) = (place(range.lowerBound), place(range.upperBound))
      return (place(value) - low) / (high - low)
    }

    /// The number at a place from 0 to 1.
    func value(at fraction: Double) -> Double {
      let (low, high) = (place(range.lowerBound), place(range.upperBound))
      let place = low + (high - low) * fraction
      return isLogarithmic ? .exp(place) : place
    }

    private func place(_ value: Double) -> Double { isLogarithmic ? .log(value) : value }
  }

  let horizontal: Axis
  let vertical: Axis
  let value: (Double) -> Double
  /// The colour of the line where the function has a value.
  var color: (Double) -> Color = { _ in Theme.text }
  /// Where on the horizontal axis the point is.
  var point: Double?
  /// How steep the function is there; without it there is no tangent.
  var slope: Double?
  /// Whether there is a line at 0.
  var hasZeroLine = false
  let look: Look

  /// The columns for the numbers beside the plot.
  private static let labelWidth = 8

  /// The part of an area that holds the line itself; the rest is for names and numbers, where there is room.
  static func plot(in area: Rect) -> Rect {
    let right = area.columns(area.width >= 20 ? labelWidth : 0)
    return right.rows(0, right.height - (area.height >= 3 ? 1 : 0))
  }

  /// Draws the line and both axes.
  func draw(in area: Rect, _ canvas: inout Canvas) {
    let plot = Self.plot(in: area)
    guard plot.width > 0, plot.height > 0 else { return }
    let labels = area.columns(0, plot.x - area.x - 1)
    if hasZeroLine { drawZeroLine(in: plot, &canvas) }
    var dots = DotMatrix(plot)
    var before: Int?
    for x in 0..<dots.width {
      let argument = horizontal.value(at: Double(x) / Double(max(1, dots.width - 1)))
      let value = value(argument)
      guard value.isFinite else {
        before = nil
        continue
      }
      let y = row(value, of: dots.height)
      dots.setColumn(
        x, from: min(y, (before ?? y) + 1), to: max(y, (before ?? y) - 1), color(argument))
      before = y
    }
    dots.draw(look, &canvas)
    drawTangent(in: plot, &canvas)
    drawPoint(in: plot, &canvas)
    drawVertical(beside: plot, in: labels, &canvas)
    if plot.height < area.height {
      drawHorizontal(
        in: Rect(x: plot.x, y: plot.maxY, width: plot.width, height: 1),
        name: labels.rows(plot.height, 1), &canvas)
    }
  }

  /// The screen column of a number; one beyond the range lies on the edge.
  func column(of value: Double, in plot: Rect) -> Int {
    let fraction = horizontal.fraction(of: value)
    guard fraction.isFinite else { return plot.x }
    return plot.x + Int((min(1, max(0, fraction)) * Double(plot.width - 1)).rounded())
  }

  /// The row of dots of a value; of one beyond the range, one outside.
  private func row(_ value: Double, of height: Int) -> Int {
    // A steep line leaves the plot by far more than an integer holds.
    let fraction = min(2, max(-1, 1 - vertical.fraction(of: value)))
    return Int((fraction * Double(height - 1)).rounded())
  }

  private func drawZeroLine(in plot: Rect, _ canvas: inout Canvas) {
    guard vertical.range.contains(0) else { return }
    let y = plot.y + row(0, of: plot.height * 4) / 4
    for x in plot.x..<plot.maxX { canvas.put("─", x: x, y: y, Ink(Theme.faint)) }
  }

  /// Dashes with cells of their own, so that the curve beneath neither hides them nor fills their gaps.
  private func drawTangent(in plot: Rect, _ canvas: inout Canvas) {
    guard let point, let slope, slope.isFinite else { return }
    let present = value(point)
    guard present.isFinite else { return }
    let middle = column(of: point, in: plot)
    let reach = max(4, plot.width / 4)
    var dashes = DotMatrix(plot)
    for x in 0..<dots(plot) where abs(plot.x + x / 2 - middle) <= reach {
      // Two cells of three.
      guard (abs(plot.x + x / 2 - middle) + 1) % 3 != 0 else { continue }
      let argument = horizontal.value(at: Double(x) / Double(max(1, dots(plot) - 1)))
      dashes.set(x, row(present + slope * (argument - point), of: dashes.height), Theme.key)
    }
    guard look.glyphs == .unicode else {
      // In ASCII a curve is of points, and so its tangent of strokes.
      for y in 0..<plot.height {
        for x in 0..<plot.width where dashes.hasDots(column: x, row: y) {
          canvas.put("─", x: plot.x + x, y: plot.y + y, Ink(Theme.key))
        }
      }
      return
    }
    dashes.draw(look, &canvas)
  }

  private func dots(_ plot: Rect) -> Int { plot.width * 2 }

  private func drawPoint(in plot: Rect, _ canvas: inout Canvas) {
    guard let point else { return }
    let present = value(point)
    guard present.isFinite else { return }
    let y = min(max(0, row(present, of: plot.height * 4)), plot.height * 4 - 1) / 4
    canvas.put("●", x: column(of: point, in: plot), y: plot.y + y, Ink(Theme.key, .bold))
  }

  /// The numbers beside the plot, as many as stand clear and read differently, and the axis's name.
  private func drawVertical(beside plot: Rect, in labels: Rect, _ canvas: inout Canvas) {
    guard labels.width > 0 else { return }
    let (low, high) = (vertical.range.lowerBound, vertical.range.upperBound)
    let parts = plot.height >= 9 ? 4 : plot.height >= 5 ? 2 : 1
    let values = (0...parts).map { part -> Double in
      let value = low + (high - low) * Double(part) / Double(parts)
      // What adding up binary fractions leaves of 0.
      return abs(value) < (high - low) * 1e-9 ? 0 : value
    }
    var texts = values.map { NumberText.compact($0, width: 7) }
    if Set(texts).count < texts.count {
      let ends = Self.endLabels(low, high)
      texts = values.indices.map { $0 == 0 ? ends.low : $0 == values.count - 1 ? ends.high : "" }
    }
    var taken: Set<Int> = []
    for (value, text) in zip(values, texts).reversed() {
      let y = plot.y + min(row(value, of: plot.height * 4), plot.height * 4 - 1) / 4
      guard !text.isEmpty, taken.insert(y).inserted else { continue }
      canvas.writeRight(text, maxX: labels.maxX, y: y, Theme.quiet)
    }
    guard let free = (plot.y + 1..<plot.maxY).first(where: { !taken.contains($0) }) else { return }
    canvas.writeRight(vertical.name, maxX: labels.maxX, y: free, Theme.plain)
  }

  private func drawHorizontal(in row: Rect, name: Rect, _ canvas: inout Canvas) {
    if name.width > 0 { canvas.write(horizontal.name, x: name.x, y: row.y, limit: name.maxX, Theme.plain) }
    let (low, high) = (horizontal.range.lowerBound, horizontal.range.upperBound)
    let ends =
      horizontal.isLogarithmic
      ? (NumberText.shortest(low, figures: 2), NumberText.shortest(high, figures: 2))
      : Self.endLabels(low, high)
    var labels: [TickLabels.Label] = []
    if let point {
      let text =
        horizontal.isLogarithmic
        ? NumberText.shortest(point, figures: 4) : NumberText.compact(point, width: 8, signed: true)
      labels.append(TickLabels.Label(text: text, column: column(of: point, in: row), ink: Theme.strong))
    }
    labels += [(ends.0, row.x), (ends.1, row.maxX - 1)].map { TickLabels.Label(text: $0, column: $1) }
    var places = TickLabels()
    places.draw(labels, in: row, &canvas)
  }

  /// An axis that holds the finite ones of some values, on round ends that keep a curve still while it changes a little.
  static func axis(_ name: String, of values: [Double]) -> Axis? {
    let finite = values.filter(\.isFinite)
    guard let least = finite.min(), let most = finite.max() else { return nil }
    let unit = RoundNumbers.niceCeiling(max(most - least, abs(most) * 1e-6, 1e-12) / 4)
    let low = (least / unit).rounded(.down) * unit
    return Axis(name: name, range: low...max((most / unit).rounded(.up) * unit, low + unit))
  }

  /// The ends of an axis in at most seven columns each; the upper one as what it lies above the lower where so few figures
  /// would make them read alike.
  static func endLabels(_ low: Double, _ high: Double) -> (low: String, high: String) {
    let (first, last) = (NumberText.compact(low, width: 7), NumberText.compact(high, width: 7))
    return (first, first == last ? "+" + NumberText.compact(high - low, width: 6) : last)
  }
}
