/// What one step of the running optimizer makes of the loss, over the rate it is taken with: too small, good, too big.
public struct RateCurve: Sendable {
  /// What a step makes of the loss.
  public enum Effect: Sendable {
    /// Nothing that the precision tells.
    case none
    /// It falls by less than a thousandth of itself.
    case hardly
    /// It falls by a thousandth of itself or more.
    case falls
    /// It rises, or is no longer a number.
    case rises
  }

  /// The step at one rate.
  public struct Point: Sendable {
    /// The rate.
    public let rate: Double
    /// The loss after the step less the present one, both in the same precision.
    public let change: Double
    /// What that amounts to.
    public let effect: Effect
  }

  /// At which step.
  public let step: Int
  /// The present loss of the batch in use, computed without Dropout, as in `eval()`.
  public let present: Double
  /// The rate in force.
  public let rate: Double
  /// The step at each rate, from the smallest to the largest.
  public let points: [Point]

  /// What the rate in force is multiplied by, for a network that costs little and for a large one.
  static let factors = (exact: factors([1, 2, 3, 5]), rounded: factors([1, 3]))
  /// A loss that falls by a smaller share of itself hardly moves.
  public static let least = 1e-3

  /// Numbers from a thousandth to a thousand: some figures times powers of ten.
  private static func factors(_ figures: [Double]) -> [Double] {
    [0.001, 0.01, 0.1, 1, 10, 100].flatMap { power in figures.map { $0 * power } } + [1000]
  }

  /// The curve at a trainer's present weights, whose loss `probe` tells; `nil` where the loss is not finite.
  init?(_ trainer: Trainer, _ probe: LossProbe) {
    guard let present = probe.loss(), present.isFinite else { return nil }
    (step, self.present, rate) = (trainer.step, present, trainer.learningRate)
    // Both losses are off by their roundings: those of the weights where all else is float64.
    let rounding = probe.isExact ? 0x1p-24 : 0x1p-20
    points = (probe.isExact ? Self.factors.exact : Self.factors.rounded).map { factor in
      let previews = trainer.network.parameters.indices.map {
        StepPreview(trainer, parameter: $0, rateFactor: factor)
      }
      let change = previews.contains(where: \.moves) ? probe.loss(at: previews.map(\.next)) - present : 0
      let effect: Effect
      if change.isNaN {
        // NaN is no improvement.
        effect = .rises
      } else if abs(change) <= rounding * max(present, present + change) {
        effect = .none
      } else if change > 0 {
        effect = .rises
      } else {
        effect = -change < Self.least * present ? .hardly : .falls
      }
      return Point(rate: factor * trainer.learningRate, change: change, effect: effect)
    }
  }

  /// The step at the rate in force.
  public var now: Point? { points.first { $0.rate == rate } }
}
