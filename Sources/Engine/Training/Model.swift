/// A graph with its roles told: what goes in, what comes out, what is trained.
public struct Model {
  /// The layers in words, such as "Linear(2, 2) → sigmoid → MSE".
  public let title: String
  /// The computation.
  public let graph: Graph
  /// What training changes.
  public let parameters: [Value]
  /// x: [batch, in]
  public let input: Value
  /// y: [batch, out]
  public let target: Value
  /// z: [batch, out]
  public let preactivation: Value
  /// p: [batch, out]
  public let prediction: Value
  /// The mean squared error: [1]
  public let loss: Value
}

extension Model {
  /// The article's model for one sample: Linear without bias, sigmoid, mean squared error.
  ///
  /// x and y: [1, size], W: [size, size].
  public static func article(size: Int) -> Model {
    let graph = Graph()
    let x = graph.input("x", shape: [1, size])
    let y = graph.input("y", shape: [1, size])
    let weight = graph.parameter("W", shape: [size, size])
    let z = Linear(inputs: size, outputs: size, hasBias: false).add(
      to: graph, x, parameters: [weight], name: "z")
    let p = Sigmoid().add(to: graph, z, parameters: [], name: "p")
    let loss = MSELoss().add(to: graph, p, y, name: "loss")
    return Model(
      title: "Linear(\(size), \(size)) → sigmoid → MSE",
      graph: graph, parameters: [weight], input: x, target: y, preactivation: z,
      prediction: p, loss: loss
    )
  }
}
