/// A run to start with: a network, a data set and an optimizer that go together.
public struct Preset: Sendable, Equatable {
  /// The name on the command line.
  public let name: String
  /// The layers, in PyTorch's notation.
  public let model: String
  /// The loss by its name.
  public let loss: String
  /// The set it learns from, by its name.
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

  /// The article's layer on its one sample.
  public static let article = Preset(
    name: "article", model: articleModel(inputs: 2, outputs: 2), loss: "mse", data: DataSet.sampleName,
    optimizer: "sgd lr=0.1")

  /// The article's layer for a sample of any lengths.
  public static func articleModel(inputs: Int, outputs: Int) -> String {
    "layer: Linear(\(inputs), \(outputs), bias=False), Sigmoid"
  }

  /// The preset with a name; capitals make no difference.
  public static func named(_ name: String) -> Preset? { all.first { $0.name == name.lowercased() } }

  /// All of them, in the order in which they are offered.
  public static let all = [
    article, playground("circle", [4, 2]), playground("xor", [4, 2]), playground("gauss", [4, 2]),
    playground("spiral", [8, 8], "adam lr=0.01"), playground("plane", [6]), playground("gaussians", [6]),
    Preset(
      name: "text",
      model:
        "embedding: Embedding(28, 20), Transpose(1, 2), AvgPool1d(6), Squeeze, Linear(20, 1), Sigmoid",
      loss: "mse", data: "text", optimizer: "adam lr=0.005"),
    Preset(
      name: "digits", model: "Linear(64, 32), ReLU, Linear(32, 10)", loss: "cross-entropy", data: "digits",
      optimizer: "adam lr=0.001"),
    Preset(
      name: "penguins", model: "Linear(4, 16), ReLU, Linear(16, 3)", loss: "cross-entropy", data: "penguins",
      optimizer: "adam lr=0.01"),
  ]
}

extension Configuration {
  /// The article's sample, input part.
  public static let articleInput = [-0.5, 0.1]
  /// The article's sample, target part.
  public static let articleTarget = [0.1, 0.2]

  /// The article's run from `seed`, but for what is given. x: [in], y: [out], W: [out, in], row-major.
  public static func article(
    seed: UInt64, input: [Double] = articleInput, target: [Double] = articleTarget,
    initialWeight: [Float]? = nil, optimizer: OptimizerChoice? = nil, others: [OptimizerChoice] = [],
    events: [Timed] = []
  ) throws -> Configuration {
    try Configuration(
      Architecture(
        Preset.articleModel(inputs: input.count, outputs: target.count), loss: Preset.article.loss,
        rowShape: [input.count]),
      data: TrainingData(.sample(input: input, target: target)),
      optimizer: optimizer ?? Optimizers.parse(Preset.article.optimizer), others: others, seed: seed,
      initialWeights: initialWeight.map { [$0] }, shuffles: false, events: events)
  }

  /// A preset's run from `seed`, with its own data, but for what is given.
  ///
  /// - Throws: What does not go together.
  public init(
    _ preset: Preset, seed: UInt64, dataSeed: UInt64 = 0, optimizer: OptimizerChoice? = nil,
    schedule: SchedulePlan? = nil, clipping: Clipping = .none, events: [Timed] = []
  ) throws {
    guard let set = DataSets.named(preset.data) else {
      self = try .article(seed: seed, optimizer: optimizer, events: events)
      return
    }
    let data = try TrainingData(
      .builtIn(set, samples: set.samples, noise: set.noise), seed: dataSeed,
      trainingFraction: set.trainingFraction, standardizes: set.standardizes)
    try self.init(
      Architecture(
        preset.model, loss: preset.loss, rowShape: data.training.rowShape),
      data: data, optimizer: optimizer ?? Optimizers.parse(preset.optimizer), seed: seed, batch: set.batch,
      schedule: schedule, clipping: clipping, events: events)
  }
}
