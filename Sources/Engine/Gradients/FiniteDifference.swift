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
    return (rowLoss(row, column, above) - rowLoss(row, column, below)) / (above - below)
  }

  /// ∂L/∂W, one difference for each weight: [out, in], row-major.
  public func gradient() -> [Double] {
    layer.target.indices.flatMap { row in
      layer.input.indices.map { derivative(row: row, column: $0) }
    }
  }

  /// The part of the loss that depends on `row`, with one of its weights replaced.
  private func rowLoss(_ row: Int, _ column: Int, _ value: Double) -> Double {
    let moved = value - weight[row * layer.input.count + column]
    let p = HandDerived.sigmoid(z[row] + moved * layer.input[column])
    let error = p - layer.target[row]
    return error * error / Double(layer.target.count)
  }
}
