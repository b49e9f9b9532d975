import Engine

/// The losses between which all of a plot lie.
struct LossRange: Equatable {
  private(set) var least: Double
  private(set) var largest: Double
  /// The smallest loss above 0, which the foot of a logarithmic axis depends on.
  private(set) var leastPositive: Double?

  /// The range of one loss.
  init(_ loss: Double) {
    (least, largest) = (loss, loss)
    leastPositive = loss > 0 ? loss : nil
  }

  /// The range of what a history tells of some steps, if it tells anything.
  init?(_ history: LossHistory, _ steps: Range<Int>) {
    guard let extent = history.extent(of: steps) else { return nil }
    (least, largest) = (Double(extent.lowerBound), Double(extent.upperBound))
    leastPositive = least > 0 ? least : Self.leastPositive(history, steps.clamped(to: 0..<history.count))
  }

  /// The range of both.
  func union(_ other: LossRange) -> LossRange {
    var both = self
    both.least = min(least, other.least)
    both.largest = max(largest, other.largest)
    both.leastPositive = [leastPositive, other.leastPositive].compactMap(\.self).min()
    return both
  }

  /// As finely as the history's extents tell.
  private static func leastPositive(_ history: LossHistory, _ steps: Range<Int>) -> Double? {
    var least: Double?
    for first in stride(from: steps.lowerBound, to: steps.upperBound, by: history.bucketWidth) {
      guard let extent = history.extent(of: first..<first + 1) else { continue }
      let loss = Double(extent.lowerBound > 0 ? extent.lowerBound : extent.upperBound)
      if loss > 0, loss < least ?? .infinity { least = loss }
    }
    return least
  }
}
