/// The path of one weight through the graph and back, with the graph's own float32 numbers.
///
/// x[j] → z[i] → p[i] → L forward, and ∂L/∂W[i][j] = ∂L/∂p[i] · ∂p[i]/∂z[i] · ∂z[i]/∂W[i][j] back.
public struct ChainRule: Sendable, Equatable {
  /// i: the weight's row, which is its output.
  public let row: Int
  /// j: the weight's column, which is its input.
  public let column: Int
  /// x[j]
  public let input: Float
  /// W[i][j]
  public let weight: Float
  /// z[i]
  public let preactivation: Float
  /// p[i]
  public let prediction: Float
  /// y[i]
  public let target: Float
  /// L
  public let loss: Float
  /// ∂L/∂p[i], from the graph's backward pass.
  public let lossByPrediction: Float
  /// ∂p[i]/∂z[i] = p·(1 − p)
  public let predictionByPreactivation: Float
  /// ∂z[i]/∂W[i][j] = x[j]
  public let preactivationByWeight: Float
  /// ∂L/∂W[i][j], from the graph's backward pass.
  public let automatic: Float

  /// The product of the three factors.
  public var product: Double {
    Double(lossByPrediction) * Double(predictionByPreactivation) * Double(preactivationByWeight)
  }

  /// Whether the product is autograd's gradient, but for the few roundings in which both differ.
  public var agrees: Bool {
    abs(product - Double(automatic)) <= 8 * RoundingBounds.unit * abs(product)
      + Double(Float.leastNormalMagnitude)
  }

  /// The chain of the weight at `place` of a trainer's model, at its present weights.
  public init(_ trainer: Trainer, at place: Place) {
    let (model, layer) = (trainer.model, trainer.layer)
    (row, column) = (place.row, place.column)
    let index = row * layer.input.count + column
    input = model.input.data[column]
    weight = model.parameters[0].data[index]
    preactivation = model.preactivation.data[row]
    prediction = model.prediction.data[row]
    target = model.target.data[row]
    loss = model.loss.data[0]
    lossByPrediction = model.prediction.gradient?[row] ?? .nan
    predictionByPreactivation = (1 - prediction) * prediction
    preactivationByWeight = input
    automatic = model.parameters[0].gradient?[index] ?? .nan
  }
}
