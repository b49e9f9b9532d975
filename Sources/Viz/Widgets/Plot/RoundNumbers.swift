import RealModule

/// Numbers that a person would write: where an axis or a scale of colours ends, and what stands along it.
enum RoundNumbers {
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

  /// Where the colours of numbers end: their largest finite magnitude rounded up, so that it moves rarely.
  static func colorLimit(of numbers: some Sequence<Float>) -> Double {
    niceCeiling(Double(numbers.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }))
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

  /// The numbers from `low` to `high` that are one of `figures` times a power of ten.
  static func decimalTicks(_ figures: [Double], from low: Double, to high: Double) -> [Double] {
    guard low > 0, high.isFinite, high >= low else { return [] }
    let exponents = Int(Double.log10(low).rounded(.down))...Int(Double.log10(high).rounded(.up))
    let range = low * (1 - 1e-9)...high * (1 + 1e-9)
    let all: [Double] = exponents.flatMap { exponent in figures.map { scaled($0, exponent) } }
    return all.filter(range.contains)
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

  /// The ways to part an axis from 0 to `limit` evenly at multiples of 1, 2 or 5 times a power of ten, the finest first;
  /// the last one has the ends alone.
  static func evenTicks(limit: Double) -> [[Double]] {
    guard limit > 0, limit.isFinite else { return [[0]] }
    return stride(from: 12, through: 1, by: -1).filter { count in
      let distance = limit / Double(count)
      return count == 1 || abs(niceCeiling(distance * (1 - 1e-9)) / distance - 1) < 1e-6
    }.map { count in (0...count).map { Double($0) * limit / Double(count) } }
  }

  /// Sets of multiples of 1, 2 or 5 times a power of ten between two whole numbers, at most `finest` parts, the finest
  /// first; none near an end, whose own number stands there. The last set is empty.
  static func roundTicks(from low: Double, to high: Double, finest: Int) -> [[Double]] {
    guard high > low, high.isFinite else { return [[]] }
    var sets: [[Double]] = []
    var unit = max(1, niceCeiling((high - low) / Double(max(1, finest))))
    while unit < high - low {
      let distance = unit * 0.5
      let from = ((low + distance) / unit).rounded(.up)
      let to = ((high - distance) / unit).rounded(.down)
      if from <= to { sets.append(stride(from: from, through: to, by: 1).map { $0 * unit }) }
      unit = niceCeiling(unit * 1.01)
    }
    return sets + [[]]
  }

  /// The powers of ten from `low` to `high`, each `distance` from the next, downward from the highest.
  static func decadeTicks(from low: Double, to high: Double, distance: Int) -> [Int] {
    let (first, last) = (
      Int((Double.log10(low) - 1e-9).rounded(.up)), Int((Double.log10(high) + 1e-9).rounded(.down))
    )
    return first > last ? [] : Array(stride(from: last, through: first, by: -distance))
  }

  private static func scaled(_ value: Double, _ exponent: Int) -> Double {
    exponent < 0 ? value / .pow(10, -exponent) : value * .pow(10, exponent)
  }
}
