import RealModule

/// The article's second witness: the layer and its gradient derived by hand, in float64.
///
/// Model: p = σ(W·x), loss = Σ(p − y)²/n, for one sample. x: [in], y: [out], W: [out, in].
public struct HandDerived: Sendable, Equatable {
  /// x: [in]
  public let input: [Double]
  /// y: [out]
  public let target: [Double]

  /// What one forward and backward pass gives.
  public struct Result: Sendable, Equatable {
    /// p: [out]
    public let prediction: [Double]
    /// The mean squared error.
    public let loss: Double
    /// ∂L/∂W: [out, in], row-major
    public let gradient: [Double]
  }

  /// The witness for one sample.
  public init(input: [Double], target: [Double]) {
    self.input = input
    self.target = target
  }

  /// Forward and backward at `weight`: [out, in], row-major.
  public func evaluate(weight: [Double]) -> Result {
    let (columns, rows) = (input.count, target.count)
    precondition(weight.count == rows * columns, "\(weight.count) weights for [\(rows), \(columns)]")
    var prediction = [Double](repeating: 0, count: rows)
    var gradient = [Double](repeating: 0, count: rows * columns)
    var squares = 0.0
    for i in 0..<rows {
      var z = 0.0
      for j in 0..<columns {
        z += weight[i * columns + j] * input[j]
      }
      let p = Self.sigmoid(z)
      prediction[i] = p
      squares += (p - target[i]) * (p - target[i])

      let lossByPrediction = 2 / Double(rows) * (p - target[i])
      let predictionByZ = p * (1 - p)
      for j in 0..<columns {
        let zByWeight = input[j]
        gradient[i * columns + j] = lossByPrediction * predictionByZ * zByWeight
      }
    }
    return Result(prediction: prediction, loss: squares / Double(rows), gradient: gradient)
  }

  /// σ(z) = 1 / (1 + e⁻ᶻ)
  static func sigmoid(_ z: Double) -> Double {
    1 / (1 + .exp(-z))
  }
}
