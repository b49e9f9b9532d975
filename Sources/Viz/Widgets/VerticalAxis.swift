import Engine
import RealModule

/// The loss axis of a plot: its range, and the row of a loss on it.
struct VerticalAxis {
  let scale: PlotScale
  private let glyphs: GlyphSet
  /// The ends: losses on a linear axis, powers of ten on a logarithmic one.
  private let low: Double
  private let high: Double

  /// A loss of exactly 0 has no logarithm: it lies on the lower edge, and the axis ends here at the latest.
  private static let smallest = 1e-30
  /// Up to this many decades, 2 and 5 between the powers of ten are written too.
  private static let fineDecades = 2.0

  /// An axis that holds every loss of the run and ends on round numbers.
  init(histories: [LossHistory], scale: PlotScale, glyphs: GlyphSet) {
    self.scale = scale
    self.glyphs = glyphs
    let largest = Double(histories.compactMap { $0.extent(of: 0..<$0.count)?.upperBound }.max() ?? 1)
    switch scale {
    case .linear:
      low = 0
      high = Axis.niceCeiling(largest)
    case .logarithmic:
      let largest = max(largest, Self.smallest * 10)
      let least = max(histories.compactMap(Self.leastPositive).min() ?? largest, Self.smallest)
      let top = Double.log10(Axis.niceCeiling(largest))
      let bottom = min(Double.log10(Axis.niceFloor(least)), top - 0.5)
      high = top
      low = bottom
    }
  }

  /// The row, from 0 at the top to `height` − 1, where `loss` lies.
  func row(of loss: Double, height: Int) -> Int {
    let place = scale == .linear ? loss : loss > 0 ? .log10(loss) : low
    let fraction = (place - low) / (high - low)
    return Int(((1 - min(1, max(0, fraction))) * Double(height - 1)).rounded())
  }

  /// The numbers to write beside the axis, about `count` of them.
  func ticks(count: Int) -> [(value: Double, label: String)] {
    switch scale {
    case .linear:
      return Axis.linearTicks(limit: high, count: count).map { ($0, NumberText.shortest($0.roundedToNine)) }
    case .logarithmic:
      if high - low <= Self.fineDecades {
        return Axis.fineTicks(from: .pow(10, low), to: .pow(10, high)).map {
          ($0, NumberText.shortest($0.roundedToNine))
        }
      }
      return Axis.decadeTicks(
        Int((low - 1e-9).rounded(.up))...Int((high + 1e-9).rounded(.down)), count: count
      ).map {
        (.pow(10, Double($0)), glyphs == .unicode ? NumberText.powerOfTen($0) : "1e\($0)")
      }
    }
  }

  /// The smallest loss above 0, as finely as the history's extents tell.
  private static func leastPositive(_ history: LossHistory) -> Double? {
    if let least = history.extent(of: 0..<history.count)?.lowerBound, least > 0 { return Double(least) }
    var least: Double?
    let width = history.bucketWidth
    for first in stride(from: 0, to: history.count, by: width) {
      guard let extent = history.extent(of: first..<first + width) else { continue }
      let loss = Double(extent.lowerBound > 0 ? extent.lowerBound : extent.upperBound)
      if loss > 0, loss < least ?? .infinity { least = loss }
    }
    return least
  }
}

extension Double {
  /// The number without what adding up binary fractions leaves beyond nine figures.
  fileprivate var roundedToNine: Double {
    guard self != 0 else { return 0 }
    let scale = Double.pow(10, 9 - Double.log10(magnitude).rounded(.up))
    return (self * scale).rounded() / scale
  }
}
