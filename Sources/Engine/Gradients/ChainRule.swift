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

  /// The chain of the weight at `row`, `column` of a snapshot of the article's model.
  public init(_ snapshot: Snapshot, row: Int, column: Int) {
    func value(_ name: String) -> Snapshot.Value? { snapshot.values.first { $0.name == name } }
    let parameter = snapshot.parameters[0]
    self.row = row
    self.column = column
    input = value("x")?.data[0, column] ?? 0
    weight = parameter.value[row, column]
    preactivation = value("z")?.data[0, row] ?? 0
    prediction = snapshot.prediction[0, row]
    target = value("y")?.data[0, row] ?? 0
    loss = snapshot.loss
    lossByPrediction = value("p")?.gradient?[0, row] ?? 0
    predictionByPreactivation = (1 - prediction) * prediction
    preactivationByWeight = input
    automatic = parameter.gradient[row, column]
  }
}
