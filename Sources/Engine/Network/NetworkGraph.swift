/// A graph of a network for some number of rows, with its values by their roles.
public struct NetworkGraph {
  /// The computation.
  public let graph: Graph
  /// The features: [rows, …]
  public let input: Value
  /// The targets, shaped as the loss wants them.
  public let target: Value
  /// What comes out of each layer; the last is the prediction.
  public let outputs: [Value]
  /// The mean loss: [1]
  public let loss: Value

  /// What the last layer gives.
  public var prediction: Value { outputs[outputs.count - 1] }
}
