/// Holds three witnesses of one gradient against each other: automatic, by hand, by differences.
public struct GradientCheck: Sendable, Equatable {
  /// How far one witness is from automatic differentiation.
  public struct Comparison: Sendable, Equatable {
    /// The largest absolute difference over all elements.
    public let largestDifference: Double
    /// The row and column of that element.
    public let worst: (row: Int, column: Int)
    /// The difference that float32's rounding explains.
    public let tolerance: Double

    /// Whether the witnesses agree.
    public var agrees: Bool { largestDifference <= tolerance }

    /// Whether all figures are the same.
    public static func == (left: Comparison, right: Comparison) -> Bool {
      left.largestDifference == right.largestDifference && left.worst == right.worst
        && left.tolerance == right.tolerance
    }
  }

  /// Autograd's float32 against the hand-derived float64.
  public let hand: Comparison
  /// Autograd's float32 against central differences in float64.
  public let difference: Comparison

  /// Whether all three agree.
  public var agrees: Bool { hand.agrees && difference.agrees }

  /// Checks `gradient`, automatic differentiation's, at `weight`; both [out, in].
  public init(layer: HandDerived, weight: Tensor, gradient: Tensor) {
    let columns = layer.input.count
    let exactWeight = weight.elements.map(Double.init)
    let automatic = gradient.elements
    let byHand = layer.evaluate(weight: exactWeight).gradient
    let byDifference = FiniteDifference(layer, weight: exactWeight).gradient()
    hand = Self.compare(automatic, byHand, columns: columns)
    difference = Self.compare(automatic, byDifference, columns: columns)
  }

  /// The difference allowed between a float32 result and a float64 one of the given size: a few roundings.
  public static func tolerance(forMagnitude magnitude: Double) -> Double {
    1e-6 * max(1, magnitude)
  }

  private static func compare(_ automatic: [Float], _ witness: [Double], columns: Int) -> Comparison {
    var largest = 0.0
    var place = 0
    var magnitude = 0.0
    for index in automatic.indices {
      magnitude = max(magnitude, abs(witness[index]))
      let difference = abs(Double(automatic[index]) - witness[index])
      // A NaN is worse than any number, and the first one stays the worst.
      if difference > largest || (difference.isNaN && !largest.isNaN) {
        largest = difference
        place = index
      }
    }
    return Comparison(
      largestDifference: largest,
      worst: (row: place / max(1, columns), column: place % max(1, columns)),
      tolerance: tolerance(forMagnitude: magnitude)
    )
  }
}
