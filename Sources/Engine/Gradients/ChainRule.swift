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

  /// The chain of the weight at `place` of a trainer's layer, at its present weights.
  init(_ trainer: Trainer, _ layer: HandDerived, at place: Place) {
    let (stage, parameter) = (trainer.stage, trainer.network.parameters[0])
    (row, column) = (place.row, place.column)
    let index = row * layer.input.count + column
    input = stage.input.data[column]
    weight = parameter.data[index]
    preactivation = stage.outputs[0].data[row]
    prediction = stage.prediction.data[row]
    target = stage.target.data[row]
    loss = trainer.loss
    lossByPrediction = stage.prediction.gradient?[row] ?? .nan
    predictionByPreactivation = (1 - prediction) * prediction
    preactivationByWeight = input
    automatic = parameter.gradient?[index] ?? .nan
  }
}
