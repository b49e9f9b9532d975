import RealModule
import Testing

@testable import Engine

/// A network with data in which forward and backward have run, ready to be checked.
struct CheckedNetwork {
  let text: String
  let network: Network
  let stage: NetworkGraph

  /// The network that a text describes, its weights and features scaled, with targets as the loss wants them.
  init(
    _ model: String, loss: String, rowShape: [Int], rows: Int, seed: UInt64, scale: Float = 1,
    features: Float = 1, targets: Float = 1
  ) throws {
    let architecture = try Architecture(model, loss: loss, rowShape: rowShape)
    var generator = Generator(seed: seed)
    network = Network(architecture, &generator)
    for parameter in network.parameters {
      for index in 0..<parameter.data.count { parameter.data[index] *= scale }
    }
    let count = rowShape.reduce(rows, *)
    let x: [Float] =
      model.contains("Embedding")
      ? generator.integers(count: count, from: 0, to: 6).map(Float.init)
      : generator.uniform(count: count, from: -features, to: features)
    stage = try network.stage(rows: rows, random: RandomStream(generator))
    stage.input.data.load(x)
    let classes = stage.prediction.shape.last ?? 1
    stage.target.data.load(
      (0..<stage.target.data.count).map { _ in
        switch type(of: architecture.loss).targets {
        case .classes: Float(generator.integer(below: classes))
        case .probabilities: Float(generator.integer(below: 2))
        case .values: (generator.uniform() * 2 - 1) * targets
        }
      })
    text = "\(model), \(loss), \(rows) rows of \(rowShape), seed \(seed), scale \(scale)"
    run()
  }

  /// Forward and backward.
  func run() {
    stage.graph.forward()
    stage.graph.backward(from: stage.loss)
  }

  /// Sets features, targets and the first parameters, then runs.
  func load(x: [Float], y: [Float], _ parameters: [[Float]]) {
    stage.input.data.load(x)
    stage.target.data.load(y)
    for (parameter, numbers) in zip(network.parameters, parameters) { parameter.data.load(numbers) }
    run()
  }

  /// The same stage with other operations in the place of some.
  func changed(_ change: (Engine.Operation) -> Engine.Operation) -> NetworkGraph {
    let graph = Graph()
    stage.graph.values.forEach(graph.add)
    for operation in stage.graph.operations { _ = graph.record(change(operation)) }
    return NetworkGraph(
      graph: graph, input: stage.input, target: stage.target, outputs: stage.outputs, loss: stage.loss)
  }

  /// The check of all parameters.
  func check(step: Int = 0, including place: Place? = nil, budget: Int = GradientCheck.standardBudget)
    -> GradientCheck
  {
    GradientCheck(stage, parameters: network.parameters, step: step, including: place, budget: budget)
  }

  /// Every function of elements, and Softmax.
  static let activations = [
    "Identity", "Sigmoid", "Tanh", "ReLU", "LeakyReLU(0.2)", "ELU(1.5)", "GELU", "GELU(approximate='tanh')",
    "SiLU", "Softplus", "Softplus(2, 1)", "Softmax(dim=-1)",
  ]

  /// Every loss.
  static let losses = [
    "mse", "l1", "smooth-l1", "bce", "bce-with-logits", "cross-entropy", "cross-entropy label_smoothing=0.2",
  ]

  /// A network of random layers, sizes, data and scales.
  static func random(_ generator: inout Generator, seed: UInt64) throws -> CheckedNetwork {
    func pick<Item>(_ items: [Item]) -> Item { items[Int(generator.integer(below: items.count))] }
    func power(_ low: Float, _ high: Float) -> Float { .pow(10, low + (high - low) * generator.uniform()) }
    let outputs = pick([1, 1, 2, 3, 5])
    var rowShape: [Int]
    var layers: [String]
    switch generator.integer(below: 4) {
    case 0:
      let length = pick([3, 4, 6])
      rowShape = [length]
      let pooling = pick(["AvgPool1d(\(length))", "MaxPool1d(\(length))"])
      let padding = pick(["", ", padding_idx=0", ", padding_idx=-1"])
      layers = ["Embedding(6, \(pick([1, 3, 8]))\(padding))", "Transpose(1, 2)", pooling, "Squeeze(-1)"]
    case 1:
      rowShape = [pick([1, 3]), pick([4, 5, 6])]
      let pooling = pick(["AvgPool1d(2, 1)", "MaxPool1d(2)", "MaxPool1d(3, 1, 1)", "AvgPool1d(3, padding=1)"])
      layers = [
        "Linear(\(pick([4, 5])))", "Transpose(1, 2)", pick(activations), "Transpose(-1, 1)", pooling,
        "Flatten",
      ]
    default:
      rowShape = [pick([1, 2, 3, 7, 8, 9, 17, 33])]
      layers = []
    }
    for _ in 0..<Int(generator.integer(below: 3)) {
      layers += ["Linear(\(pick([1, 2, 3, 4, 8, 9])))", pick(activations)]
      if generator.integer(below: 4) == 0 { layers.append("Dropout(\(pick(["0.2", "0.5", "0.9"])))") }
    }
    layers.append("Linear(\(outputs)\(pick(["", ", bias=False"])))")
    let loss = pick(losses)
    if loss == "bce" {
      layers.append("Sigmoid")
    } else if generator.integer(below: 3) == 0 {
      layers.append(pick(activations))
    }
    return try CheckedNetwork(
      layers.joined(separator: ", "), loss: loss, rowShape: rowShape,
      rows: Int(generator.integer(below: 32)) + 1, seed: seed,
      scale: generator.integer(below: 2) == 0 ? 1 : power(-3, 3),
      features: generator.integer(below: 2) == 0 ? 1 : power(-3, 2),
      targets: generator.integer(below: 2) == 0 ? 1 : power(-3, 3))
  }
}
