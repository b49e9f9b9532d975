import Engine

/// One line of a plot.
struct PlotLine {
  /// What a line is made of.
  enum Source {
    /// The loss of every step.
    case history(LossHistory)
    /// Losses at some steps, in their order.
    case points([(step: Int, loss: Double)])
  }

  let source: Source
  /// The colour at a step.
  let color: (Int) -> Color
  /// What the plot's legend calls it.
  var name: String?
  /// What stands at the line's end and, where colours do not tell lines apart, along it.
  var marker: Unicode.Scalar?
  /// What is written beside the line's end where there is room.
  var label: String?
  /// Whether the area under it is shaded, where the look has shades.
  var isFilled = false
  /// Whether it has gaps, which tell it from others.
  var isDashed = false

  /// A line of one colour.
  init(history: LossHistory, color: Color, marker: Unicode.Scalar? = nil, label: String? = nil) {
    self.init(history: history, marker: marker) { _ in color }
    self.label = label
  }

  /// A line whose colour changes with the step.
  init(
    history: LossHistory, name: String? = nil, marker: Unicode.Scalar? = nil, isFilled: Bool = false,
    color: @escaping (Int) -> Color
  ) {
    source = .history(history)
    (self.name, self.marker, self.isFilled, self.color) = (name, marker, isFilled, color)
  }

  /// A dashed line through some points; those whose loss is not finite are left out.
  init(points: [(step: Int, loss: Double)], name: String? = nil, color: Color) {
    source = .points(points.filter(\.loss.isFinite))
    (self.name, isDashed) = (name, true)
    self.color = { _ in color }
  }

  /// A line through some points; those whose loss is not finite are left out.
  init(curve points: [(step: Int, loss: Double)], color: Color, marker: Unicode.Scalar? = nil) {
    source = .points(points.filter(\.loss.isFinite))
    (self.marker, self.color) = (marker, { _ in color })
  }

  /// The last step that it reaches, or −1 for a line of nothing.
  var lastStep: Int {
    switch source {
    case .history(let history): history.count - 1
    case .points(let points): points.last?.step ?? -1
    }
  }

  /// The losses that are in view where some steps are.
  func range(in steps: ClosedRange<Int>) -> LossRange? {
    switch source {
    case .history(let history):
      return LossRange(history, steps.lowerBound..<steps.upperBound + 1)
    case .points(let points):
      // A stretch between two points is seen where either of them is, or both lie beyond the ends.
      return points.indices.filter { index in
        let (left, right) = (points[max(0, index - 1)].step, points[min(points.count - 1, index + 1)].step)
        return left <= steps.upperBound && right >= steps.lowerBound
      }.map { LossRange(points[$0].loss) }.reduce(nil) { $0?.union($1) ?? $1 }
    }
  }

  /// What stands for the line in a legend.
  var legend: String? {
    guard let name else { return nil }
    return isDashed ? "\(name) ┄" : "\(name) ━"
  }
}

/// What a line is in one column of dots: the extent of its losses there, and their mean.
struct PlotColumn: Equatable {
  /// The column, from 0 at the left.
  let x: Int
  /// Rows of dots, from 0 at the top.
  let top: Int
  let bottom: Int
  let mean: Int
}

extension PlotLine {
  /// The columns of dots that the line covers, from left to right; of points, every column between the first and the last.
  func columns(_ steps: StepAxis, _ losses: VerticalAxis, width: Int, height: Int) -> [PlotColumn] {
    switch source {
    case .history(let history):
      return (0..<width).compactMap { x in
        guard let spread = Self.spread(of: history, steps, x, width) else { return nil }
        let top = losses.dot(of: spread.largest, height: height)
        let bottom = losses.dot(of: spread.least, height: height)
        let mean = losses.dot(of: spread.mean, height: height)
        return PlotColumn(x: x, top: top, bottom: bottom, mean: min(max(mean, top), bottom))
      }
    case .points(let points):
      let dots = points.map { point in
        // Far beyond the ends it does not matter how far.
        let fraction = min(1e6, max(-1e6, steps.fraction(of: Double(point.step))))
        return (
          x: Int((fraction * Double(width - 1)).rounded()), y: losses.dot(of: point.loss, height: height)
        )
      }
      var columns: [PlotColumn] = []
      func add(_ x: Int, _ y: Int) {
        guard x >= 0, x < width else { return }
        // Where points share a column, the newest counts; of a line without gaps no spike is lost.
        let before = columns.last?.x == x ? columns.removeLast() : nil
        let (top, bottom) = isDashed ? (y, y) : (min(y, before?.top ?? y), max(y, before?.bottom ?? y))
        columns.append(PlotColumn(x: x, top: top, bottom: bottom, mean: y))
      }
      for (from, to) in zip(dots, dots.dropFirst()) {
        for x in stride(from: max(0, from.x), through: min(width - 1, to.x), by: 1) {
          let part = Double(x - from.x) / Double(max(1, to.x - from.x))
          add(x, Int((Double(from.y) + Double(to.y - from.y) * part).rounded()))
        }
      }
      if let last = dots.last { add(last.x, last.y) }
      return columns
    }
  }

  /// The losses that fall on one column; between two steps, the point on the line that joins them.
  private static func spread(of history: LossHistory, _ axis: StepAxis, _ x: Int, _ width: Int) -> (
    least: Double, largest: Double, mean: Double
  )? {
    let end = Double(max(1, width - 1))
    let place = axis.step(at: Double(x) / end) + 1e-9
    let next = axis.step(at: Double(x + 1) / end)
    guard place <= Double(history.count - 1) + 1e-6 else { return nil }
    let left = Int(place)
    func losses(_ steps: Range<Int>) -> (least: Double, largest: Double, mean: Double)? {
      guard let extent = history.extent(of: steps), let mean = history.mean(of: steps) else { return nil }
      return (Double(extent.lowerBound), Double(extent.upperBound), mean)
    }
    if next - place >= 1 {
      let count = max(1, Int(next) - left)
      let end = min(left + count, axis.last + 1, history.count)
      guard var spread = losses(left..<end) else { return nil }
      // The mean of the few steps in the last column would leap about: it takes in as many as the others do.
      if end < left + count, let mean = history.mean(of: max(0, end - count)..<end) { spread.mean = mean }
      return spread
    }
    guard let here = losses(left..<left + 1) else { return nil }
    let after = losses(left + 1..<left + 2) ?? here
    let part = place - Double(left)
    func between(_ from: Double, _ to: Double) -> Double { from + (to - from) * part }
    return (
      between(here.least, after.least), between(here.largest, after.largest), between(here.mean, after.mean)
    )
  }
}
