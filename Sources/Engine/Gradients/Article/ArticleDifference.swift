import RealModule

/// The third witness: central differences of the forward pass, in float64. It knows no derivative rule.
///
/// A weight moves only the output of its row, so one difference costs two sigmoids once z is known.
public struct ArticleDifference: Sendable {
  /// One difference, and how far it may be from the derivative.
  struct Result {
    let derivative: Double
    /// What curvature and rounding leave.
    let bound: Double
  }

  /// How far z is moved to either side: about the cube root of float64's precision, where rounding and curvature cost
  /// alike.
  private static let distance = 6.06e-6

  private let layer: HandDerived
  private let weight: [Double]
  /// z = W·x at the point: [out]
  private let z: [Double]

  /// Differences around `weight`: [out, in], row-major.
  public init(_ layer: HandDerived, weight: [Double]) {
    let columns = layer.input.count
    precondition(weight.count == layer.target.count * columns, "the weight does not fit the layer")
    self.layer = layer
    self.weight = weight
    z = layer.target.indices.map { row in
      layer.input.indices.reduce(0) { $0 + weight[row * columns + $1] * layer.input[$1] }
    }
  }

  /// (L(w + h) − L(w − h)) / 2h for the weight at `row`, `column`.
  public func derivative(row: Int, column: Int) -> Double {
    Self.derivative(
      at: weight[row * layer.input.count + column], preactivation: z[row], input: layer.input[column],
      target: layer.target[row], count: layer.target.count
    ).derivative
  }

  /// ∂L/∂W, one difference for each weight: [out, in], row-major.
  public func gradient() -> [Double] {
    layer.target.indices.flatMap { row in
      layer.input.indices.map { derivative(row: row, column: $0) }
    }
  }

  /// The central difference of the loss of `count` outputs by a weight `w` on the way from the input `x` to the output with
  /// the sum `z` and the target `y`.
  static func derivative(
    at w: Double, preactivation z: Double, input x: Double, target y: Double, count: Int
  ) -> Result {
    // A step of w that moves z by the wanted distance, but never so small that w cannot tell it.
    let h = max(distance / max(abs(x), 1e-30) * max(1, abs(z) / 64), 8 * w.ulp)
    let (above, below) = (w + h, w - h)
    // L(w + h) − L(w − h) = ((p₊ − y)² − (p₋ − y)²)/n, factored so that a large y does not swallow the difference.
    let higher = HandDerived.sigmoid(z + (above - w) * x)
    let lower = HandDerived.sigmoid(z + (below - w) * x)
    let share = 1 / Double(count)
    let derivative = (higher - lower) * (higher + lower - 2 * y) * share / (above - below)
    // What is left out: curvature, as the square of the distance, and roundings, as its inverse.
    let (moved, p) = (h * abs(x), max(higher, lower))
    let size = 2 * share * abs(x) * (abs(p - y) + p)
    let slope = HandDerived.sigmoid(z) * HandDerived.sigmoid(-z)
    let curvature = moved * moved * slope * .exp(min(moved, 700))
    let rounding = (8 * p + abs(z) * slope) * 0x1p-52 / max(moved, .leastNormalMagnitude)
    return Result(derivative: derivative, bound: size * (curvature + (moved == 0 ? 0 : rounding)))
  }
}
