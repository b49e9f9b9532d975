/// The third witness: central differences of the forward pass, in float64. It knows no derivative rule.
///
/// Row i of W moves only z[i], so the sums of the point itself are kept and one weight costs two sigmoids.
public struct FiniteDifference: Sendable {
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
  ///
  /// h is the cube root of float64's precision times the size of w, where rounding and curvature cost alike.
  public func derivative(row: Int, column: Int) -> Double {
    let w = weight[row * layer.input.count + column]
    let h = 6.06e-6 * max(1, abs(w))
    let (above, below) = (w + h, w - h)
    // L(w + h) − L(w − h) = ((p₊ − y)² − (p₋ − y)²)/n, factored so that a large y does not swallow the difference.
    let (higher, lower) = (prediction(row, column, above), prediction(row, column, below))
    let lossDifference =
      (higher - lower) * (higher + lower - 2 * layer.target[row]) / Double(layer.target.count)
    return lossDifference / (above - below)
  }

  /// ∂L/∂W, one difference for each weight: [out, in], row-major.
  public func gradient() -> [Double] {
    layer.target.indices.flatMap { row in
      layer.input.indices.map { derivative(row: row, column: $0) }
    }
  }

  /// p[row] with one weight of that row replaced; no other output depends on it.
  private func prediction(_ row: Int, _ column: Int, _ value: Double) -> Double {
    let moved = value - weight[row * layer.input.count + column]
    return HandDerived.sigmoid(z[row] + moved * layer.input[column])
  }
}
