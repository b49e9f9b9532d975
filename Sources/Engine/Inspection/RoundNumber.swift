import RealModule

/// Numbers that read well along an axis.
enum RoundNumber {
  /// The smallest of 1, 2 and 5 times a power of ten that is not below a number above 0.
  static func notBelow(_ value: Double) -> Double {
    let power = Double.pow(10, Double.log10(value).rounded(.down))
    return [1.0, 2, 5].map { $0 * power }.first { $0 >= value } ?? 10 * power
  }
}
