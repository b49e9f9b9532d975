import RealModule

/// Where an axis ends and which numbers a person would write on it.
enum Axis {
  /// The smallest of 1, 2 and 5 times a power of ten that is not below `value`; 1 for nothing.
  static func niceCeiling(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    let exponent = Int(Double.log10(value).rounded(.down))
    for candidate in [1.0, 2, 5, 10, 20] {
      let nice = scaled(candidate, exponent)
      if nice >= value { return nice }
    }
    return value
  }

  /// The largest of 1, 2 and 5 times a power of ten that is not above `value`; 1 for nothing.
  static func niceFloor(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return 1 }
    let exponent = Int(Double.log10(value).rounded(.down))
    for candidate in [5.0, 2, 1, 0.5] {
      let nice = scaled(candidate, exponent)
      if nice <= value { return nice }
    }
    return value
  }

  /// All of 1, 2 and 5 times powers of ten from `low` to `high`.
  static func fineTicks(from low: Double, to high: Double) -> [Double] {
    var ticks: [Double] = []
    var tick = niceCeiling(low * (1 - 1e-9))
    while tick <= high * (1 + 1e-9), ticks.count < 32 {
      ticks.append(tick)
      tick = niceCeiling(tick * 1.01)
    }
    return ticks
  }

  /// The last step of an axis over `steps`: grows in jumps, so that a running plot stands still between them.
  static func stepCeiling(_ steps: Int) -> Int {
    var unit = 1
    while true {
      for candidate in [10, 15, 20, 30, 40, 60, 80] where candidate * unit >= steps {
        return candidate * unit
      }
      unit *= 10
    }
  }

  /// Ticks from 0 to `limit` at multiples of 1, 2 or 5 times a power of ten, at most `count` + 1 of them.
  static func linearTicks(limit: Double, count: Int) -> [Double] {
    guard limit > 0, count > 0 else { return [0] }
    var distance = niceCeiling(limit / Double(count))
    if distance <= 0 { distance = limit }
    let last = Int((limit / distance + 1e-9).rounded(.down))
    return (0...last).map { Double($0) * distance }
  }

  /// The powers of ten from `low` to `high` to write, at most `count` of them, evenly apart.
  static func decadeTicks(_ decades: ClosedRange<Int>, count: Int) -> [Int] {
    let distance = [1, 2, 3, 5, 10, 20].first {
      (decades.upperBound - decades.lowerBound) / $0 < max(1, count)
    }
    return Array(stride(from: decades.upperBound, through: decades.lowerBound, by: -(distance ?? 50)))
  }

  private static func scaled(_ value: Double, _ exponent: Int) -> Double {
    exponent < 0 ? value / .pow(10, -exponent) : value * .pow(10, exponent)
  }
}
