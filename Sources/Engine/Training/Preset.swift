/// A run to start with: a network, a data set and an optimizer that go together.
public struct Preset: Sendable, Equatable {
  /// The name on the command line.
  public let name: String
  /// The layers, in PyTorch's notation.
  public let model: String
  /// The loss by its name.
  public let loss: String
  /// The generated set it learns from.
  public let data: String
  /// The optimizer with its settings.
  public let optimizer: String

  /// The network of TensorFlow Playground with these layers of neurons, each with a tanh behind it.
  private static func playground(_ data: String, _ neurons: [Int], _ optimizer: String = "sgd lr=0.03")
    -> Preset
  {
    let model = zip([2] + neurons, neurons + [1]).map { "Linear(\($0), \($1)), Tanh" }
    return Preset(
      name: data, model: model.joined(separator: ", "), loss: "mse", data: data, optimizer: optimizer)
  }

  /// All of them, in the order in which they are offered.
  public static let all = [
    playground("circle", [4, 2]), playground("xor", [4, 2]), playground("gauss", [4, 2]),
    playground("spiral", [8, 8], "adam lr=0.01"), playground("plane", [6]), playground("gaussians", [6]),
    Preset(
      name: "text",
      model:
        "embedding: Embedding(28, 20), Transpose(1, 2), AvgPool1d(6), Squeeze, Linear(20, 1), Sigmoid",
      loss: "mse", data: "text", optimizer: "adam lr=0.005"),
  ]
}
