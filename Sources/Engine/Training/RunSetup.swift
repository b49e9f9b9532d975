import Languages

/// What of a run is changed by making another run of it: the controls of a playground, and what they stand at.
public struct RunSetup: Sendable, Equatable {
  /// The data set's name.
  public internal(set) var data: String
  /// The noise of a set that is made by a rule, in percent, and what it may be; from 0 to 0 where it takes none.
  public internal(set) var noise: Double
  /// What the noise may be.
  public internal(set) var noiseRange: ClosedRange<Double>
  /// What the rows and their split are drawn from.
  public internal(set) var dataSeed: UInt64
  /// Whether another data seed gives other rows or another split.
  public internal(set) var drawsData: Bool
  /// The rows in a batch.
  public internal(set) var batch: Int
  /// The rows to learn from.
  public internal(set) var rows: Int
  /// The units of each hidden layer, where the network is Linear layers with activations between them; else `nil`.
  public internal(set) var hidden: [Int]?
  /// The activation behind the hidden layers, where there is one and it is the same for all.
  public internal(set) var activation: String?
  /// What moves the learning rate, if anything does.
  public internal(set) var schedule: SchedulePlan?
  /// The bounds of the gradients.
  public internal(set) var clipping: Clipping

  /// The sizes that a hidden layer may be given.
  public static let units = 1...64
  /// The most hidden layers that a network may be given.
  public static let mostLayers = 6
  /// The activations to choose among.
  public static let activations = [
    "Tanh", "ReLU", "Sigmoid", "LeakyReLU", "ELU", "GELU", "SiLU", "Softplus", "Identity",
  ]
}

extension RunSetup {
  /// What the controls stand at after a change, as far as it says that.
  public func after(_ change: SetupChange) -> RunSetup {
    var setup = self
    switch change {
    case .data(let name): setup.data = name
    case .noise(let percent): setup.noise = percent
    case .dataSeed(let seed): setup.dataSeed = seed
    case .batch(let rows): setup.batch = rows
    case .hidden(let sizes): setup.hidden = sizes
    case .activation(let name): setup.activation = name
    case .schedule(let plan): setup.schedule = plan
    case .clipping(let bounds): setup.clipping = bounds
    }
    return setup
  }
}

/// A change that makes another run: it says what holds afterwards.
public enum SetupChange: Sendable, Equatable {
  /// Another data set, by its name; with the network of its preset where the present one does not fit.
  case data(String)
  /// Another noise, in percent.
  case noise(Double)
  /// Other rows, drawn from this seed.
  case dataSeed(UInt64)
  /// So many rows in a batch.
  case batch(Int)
  /// So many units in each hidden layer.
  case hidden([Int])
  /// Another activation behind the hidden layers.
  case activation(String)
  /// What moves the learning rate, or nothing.
  case schedule(SchedulePlan?)
  /// Other bounds of the gradients.
  case clipping(Clipping)
}

extension Configuration {
  /// What the controls stand at.
  public var setup: RunSetup {
    var noise = (value: 0.0, range: 0.0...0.0)
    if case .builtIn(let set, _, let percent) = data.origin { noise = (percent, set.noiseRange) }
    let plain = PlainNetwork(architecture)
    return RunSetup(
      data: data.training.name, noise: noise.value, noiseRange: noise.range, dataSeed: data.seed,
      drawsData: data.sample == nil && (noise.range.upperBound > 0 || data.isDrawn),
      batch: min(batch ?? data.training.rows, data.training.rows),
      rows: data.training.rows, hidden: plain?.hidden, activation: plain?.activation,
      schedule: schedule, clipping: clipping)
  }

  /// The run with one change, from its first step, with the same seed, optimizer and settings.
  ///
  /// - Throws: What does not go together.
  public func changed(_ change: SetupChange) throws -> Configuration {
    switch change {
    case .data(let name): return try withData(name)
    case .noise(let noise): return try changing(data: data.remade(seed: data.seed, noise: noise))
    case .dataSeed(let seed): return try changing(data: data.remade(seed: seed))
    case .batch(let batch): return try changing(batch: batch)
    case .hidden(let hidden): return try with(network: PlainNetwork(architecture)?.with(hidden: hidden))
    case .activation(let name): return try with(network: PlainNetwork(architecture)?.with(activation: name))
    case .schedule(let plan): return try changing(schedule: .some(plan))
    case .clipping(let bounds): return try changing(clipping: bounds)
    }
  }

  /// The same with other rows: those of the set with a name, under the network there is or that of the set's preset.
  private func withData(_ name: String) throws -> Configuration {
    guard let preset = Preset.named(name) else {
      throw NetworkError(say("engine.training.noPreset", "there is no preset \(name)"))
    }
    guard let set = DataSets.named(preset.data) else { return try Configuration(preset, seed: seed) }
    let data = try TrainingData(
      .builtIn(set, samples: set.samples, noise: set.noise), seed: data.seed,
      trainingFraction: set.trainingFraction, standardizes: set.standardizes)
    // The network stays where it fits, as a playground's does.
    if data.training.rowShape == architecture.rowShape, let same = try? changing(data: data) { return same }
    return try Configuration(preset, seed: seed, dataSeed: self.data.seed)
  }

  /// The same with another seed, optimizer and settings: those that a trainer has come to.
  func beginning(as trainer: Trainer) -> Configuration {
    let running = trainer.optimizers.first { $0.rule == trainer.optimizer.rule }
    let same = try? changing(
      optimizer: running ?? OptimizerChoice(trainer.optimizer.rule), others: trainer.optimizers,
      seed: trainer.seed ?? seed, initialWeights: .some(trainer.seed == nil ? trainer.initialWeights : nil),
      events: events)
    return same ?? self
  }

  private func with(network: PlainNetwork?) throws -> Configuration {
    guard let network else {
      throw NetworkError(
        say("engine.training.plainOnly", "only networks of Linear layers with activations can be changed"))
    }
    return try changing(architecture: network.architecture)
  }

  /// The same with some parts changed. Initial weights that were given stay with their network; events do not stay by
  /// themselves, for they name steps and places of the run that is left.
  ///
  /// - Throws: What does not go together.
  func changing(
    architecture: Architecture? = nil, data: TrainingData? = nil, optimizer: OptimizerChoice? = nil,
    others: [OptimizerChoice]? = nil, seed: UInt64? = nil, initialWeights: [[Float]]?? = nil,
    batch: Int? = nil,
    schedule: SchedulePlan?? = nil, clipping: Clipping? = nil, events: [Timed] = []
  ) throws -> Configuration {
    guard let first = optimizer ?? choice(self.optimizer) else {
      throw SettingError(say("engine.training.noOptimizer", "there is no optimizer \(self.optimizer)"))
    }
    return try Configuration(
      architecture ?? self.architecture, data: data ?? self.data, optimizer: first,
      others: others ?? optimizers,
      seed: seed ?? self.seed,
      initialWeights: initialWeights ?? (architecture == nil ? self.initialWeights : nil),
      batch: batch ?? self.batch, shuffles: shuffles, dropsLast: dropsLast,
      schedule: schedule ?? self.schedule,
      clipping: clipping ?? self.clipping, threads: threads, events: events)
  }
}

/// A network of Linear layers, each hidden one with the same activation behind it.
private struct PlainNetwork {
  private let original: Architecture
  private(set) var hidden: [Int] = []
  private(set) var activation: String?
  private var outputs = 0
  /// What stands behind the last Linear layer.
  private var ending: String?

  /// `nil` where it is another one.
  init?(_ architecture: Architecture) {
    original = architecture
    guard architecture.rowShape.count == 1 else { return nil }
    var sizes: [Int] = []
    var between: [String] = []
    for named in architecture.layers {
      if let linear = named.layer as? Linear {
        guard linear.hasBias, between.count == sizes.count else { return nil }
        sizes.append(linear.outputs)
      } else {
        let name = type(of: named.layer).name
        guard RunSetup.activations.contains(name), named.layer.argumentText.isEmpty,
          between.count < sizes.count
        else { return nil }
        between.append(name)
      }
    }
    guard let outputs = sizes.last else { return nil }
    self.outputs = outputs
    hidden = sizes.dropLast()
    ending = between.count == sizes.count ? between.last : nil
    let hiddenActivations = Set(between.prefix(hidden.count))
    guard hiddenActivations.count <= 1 else { return nil }
    activation = hiddenActivations.first
  }

  func with(hidden: [Int]) -> PlainNetwork {
    var network = self
    network.hidden = hidden
    if network.activation == nil { network.activation = ending ?? "Tanh" }
    return network
  }

  func with(activation: String) -> PlainNetwork {
    var network = self
    network.activation = activation
    return network
  }

  var architecture: Architecture {
    get throws {
      var layers: [String] = []
      var inputs = original.rowShape[0]
      for size in hidden {
        layers += ["Linear(\(inputs), \(size))", "\(activation ?? "Tanh")()"]
        inputs = size
      }
      layers.append("Linear(\(inputs), \(outputs))")
      if let ending { layers.append("\(ending)()") }
      return try Architecture(
        layers.joined(separator: ", "), loss: original.loss.text, rowShape: original.rowShape)
    }
  }
}
