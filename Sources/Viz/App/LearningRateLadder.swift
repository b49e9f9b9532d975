/// The learning rates that keys walk along: 1, 2 and 5 times the powers of ten from 10⁻¹² to 10⁶.
enum LearningRateLadder {
  /// All rates, ascending; each is the float64 nearest to its decimal form.
  static let rates: [Double] = (-12...6).flatMap { exponent in
    [1.0, 2.0, 5.0].map { exponent < 0 ? $0 / powerOfTen(-exponent) : $0 * powerOfTen(exponent) }
  }.filter { $0 <= 1e6 }

  /// The next higher rate, or `rate` itself at the upper end.
  static func above(_ rate: Double) -> Double {
    rates.first { $0 > rate } ?? rate
  }

  /// The next lower rate, or `rate` itself at the lower end.
  static func below(_ rate: Double) -> Double {
    rates.last { $0 < rate } ?? rate
  }

  // Powers of ten up to 10²² are exact in float64, and one division or product rounds once.
  private static func powerOfTen(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }
}
