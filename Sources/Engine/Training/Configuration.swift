import Languages

/// Everything that decides a run: the same configuration gives the same bits.
///
/// It is checked when it is made, so that whatever comes from it can be trained.
public struct Configuration: Sendable {
  /// The layers and the loss.
  public let architecture: Architecture
  /// The rows to learn from, and those held out.
  public let data: TrainingData
  /// As `torch.manual_seed` before the network is made.
  public let seed: UInt64
  /// The initial weights, one array a parameter, row-major; drawn from the seed where `nil`.
  public let initialWeights: [[Float]]?
  /// Where another run ended that this one goes on with; its weights are `initialWeights`.
  public let start: RunStart?
  /// How many rows a batch has; all of them where `nil`.
  public let batch: Int?
  /// Whether each epoch has an order of its own.
  public let shuffles: Bool
  /// Whether a last batch that is not full is left out.
  public let dropsLast: Bool
  /// Which of `optimizers` runs first.
  public let optimizer: String
  /// Every optimizer that can take over, with the settings that it begins with.
  public let optimizers: [OptimizerChoice]
  /// What moves the rate, step by step.
  public let schedule: SchedulePlan?
  /// What bounds the gradients before each step.
  public let clipping: Clipping
  /// How many threads may compute one step; not a bit depends on it.
  public let threads: Int
  /// What changes during the run, in the order of steps.
  public let events: [Timed]

  /// A run from its parts.
  ///
  /// - Parameters:
  ///   - optimizer: The one that runs first; the others begin with their defaults unless `others` has them.
  ///   - others: Optimizers with other settings than their defaults.
  /// - Throws: `NetworkError`, `SettingError` or `EventError`, which say what does not fit and what would.
  public init(
    _ architecture: Architecture, data: TrainingData, optimizer: OptimizerChoice,
    others: [OptimizerChoice] = [], seed: UInt64, initialWeights: [[Float]]? = nil, start: RunStart? = nil,
    batch: Int? = nil,
    shuffles: Bool = true, dropsLast: Bool = false, schedule: SchedulePlan? = nil,
    clipping: Clipping = .none, threads: Int = 1, events: [Timed] = []
  ) throws {
    self.architecture = architecture
    self.data = data
    self.seed = seed
    self.initialWeights = initialWeights
    self.start = start
    self.batch = batch
    self.shuffles = shuffles
    self.dropsLast = dropsLast
    self.optimizer = optimizer.rule.name
    // The first of a name counts.
    let given = ([optimizer] + others).reduce(into: [OptimizerChoice]()) { choices, choice in
      if !choices.contains(where: { $0.rule == choice.rule }) { choices.append(choice) }
    }
    optimizers =
      Optimizers.all.map { rule in given.first { $0.rule == rule } ?? OptimizerChoice(rule) }
      + given.filter { !Optimizers.all.contains($0.rule) }
    self.schedule = schedule
    self.clipping = clipping
    self.threads = threads
    // Of those after one step, the order stays.
    self.events = events.enumerated().sorted { ($0.element.step, $0.offset) < ($1.element.step, $1.offset) }
      .map(\.element)
    try check()
  }

  /// The optimizer of a name, with the settings that it begins with.
  public func choice(_ name: String) -> OptimizerChoice? { optimizers.first { $0.rule.name == name } }

  /// Whether the network is the article's layer on its one sample, which is derived by hand as well.
  public var isArticleRun: Bool { architecture.isArticleModel && data.sample != nil }

  private func check() throws {
    let rows = data.training.rows
    guard rows > 0, batch ?? 1 > 0 else {
      throw NetworkError(
        say(
          "engine.training.oneRow",
          "a batch has one row at least, and so has a data set; not \(min(rows, batch ?? rows))"))
    }
    guard Sampling.batchesPerEpoch(rows: rows, batch: batch ?? rows, dropsLast: dropsLast) > 0 else {
      throw NetworkError(
        say(
          "engine.training.noFullBatch",
          "\(rows) rows give no full batch of \(batch ?? rows), and the last is dropped"))
    }
    try checkSize(rows: min(rows, batch ?? rows))
    var generator = Generator(seed: 0)
    let network = Network(architecture, &generator)
    try checkProbabilities()
    if type(of: architecture.loss).needsProbabilities,
      let last = architecture.layers.last(where: { $0.layer.givesProbabilities != nil })?.layer,
      last.givesProbabilities == false
    {
      throw NetworkError(
        say(
          "engine.training.probabilitiesNeeded",
          """
          \(architecture.loss.text) takes probabilities, and \(last.text) gives other numbers; a Sigmoid behind it would \
          be right, or bce-with-logits
          """))
    }
    guard !network.parameters.isEmpty else {
      throw NetworkError(
        say(
          "engine.training.nothingLearnt",
          "nothing is learnt: no layer has weights; a Linear or an Embedding has some"))
    }
    let sampling = Sampling(
      rows: rows, batch: batch, shuffles: shuffles, dropsLast: dropsLast, generator: generator)
    let targets = try data.training.allTargets(for: architecture.loss)
    for size in sampling.batchSizes {
      let stage = try network.stage(rows: size)
      let given = [size] + targets.shape.dropFirst()
      guard stage.target.data.count == given.reduce(1, *) else {
        throw NetworkError(
          say(
            "engine.training.otherTargets",
            """
            the network gives \(stage.prediction.shape) for \(size) rows, but the targets are \(Array(given))
            """))
      }
    }
    if let initialWeights {
      let counts = network.parameters.map(\.data.count)
      guard initialWeights.map(\.count) == counts else {
        throw NetworkError(
          say(
            "engine.training.initialWeights",
            "the initial weights have \(initialWeights.map(\.count)) numbers, not \(counts)"))
      }
    }
    try checkNumbers(network)
    if let start {
      guard initialWeights != nil else {
        throw NetworkError(
          say("engine.training.weightsNeeded", "a run that goes on needs the weights it goes on from"))
      }
      try check(start, network)
    }
    var choices = Dictionary(uniqueKeysWithValues: optimizers.map { ($0.rule.name, $0) })
    var running = optimizer
    try choices[running].map { try check($0, network) }
    for event in events {
      do {
        try check(event, &running, &choices, network)
      } catch {
        throw EventError(event: event, description: "\(error)")
      }
    }
  }

  /// Refuses what no memory would hold.
  private func checkSize(rows: Int) throws(NetworkError) {
    let weights = Self.count(architecture.layers.flatMap { $0.layer.parameters.map(\.shape) })
    guard weights <= Self.mostNumbers else {
      throw NetworkError(
        say(
          "engine.training.tooManyWeights",
          "the network has more than \(Self.mostNumbers) weights; fewer would be right"))
    }
    guard Self.count(try architecture.shapes(rows: rows)) <= Self.mostNumbers else {
      throw NetworkError(
        say(
          "engine.training.batchTooLarge",
          "a batch of \(rows) rows takes more than \(Self.mostNumbers) numbers; a smaller one would be right")
      )
    }
  }

  /// The most weights, and the most numbers of a batch.
  private static let mostNumbers = 1 << 27

  /// How many numbers tensors of these shapes have together; the largest number there is, where they are more.
  private static func count(_ shapes: [[Int]]) -> Int {
    func capped(_ result: (partialValue: Int, overflow: Bool)) -> Int {
      result.overflow ? .max : result.partialValue
    }
    return shapes.reduce(0) { sum, shape in
      capped(sum.addingReportingOverflow(shape.reduce(1) { capped($0.multipliedReportingOverflow(by: $1)) }))
    }
  }

  /// Refuses targets that are no probabilities where the loss takes such.
  private func checkProbabilities() throws(NetworkError) {
    guard type(of: architecture.loss).targets == .probabilities, data.training.classCount == nil else {
      return
    }
    for part in [data.training] + (data.heldOut.map { [$0] } ?? []) {
      guard let wrong = part.targets.elements.first(where: { !(0...1).contains($0) }) else { continue }
      throw NetworkError(
        say(
          "engine.training.targetsNeeded",
          """
          \(architecture.loss.text) takes targets from 0 to 1, but \(part.name) has \(SettingText.number(wrong))
          """))
    }
  }

  /// Refuses classes that the network has no score for, and features that are no entries of an Embedding's table.
  private func checkNumbers(_ network: Network) throws(NetworkError) {
    let parts = [data.training] + (data.heldOut.map { [$0] } ?? [])
    let scores = try architecture.shapes(rows: 2).last?.last ?? 0
    if type(of: architecture.loss).targets == .classes, let classes = data.training.classCount,
      scores < classes
    {
      throw NetworkError(
        say(
          "engine.training.tooFewScores",
          """
          the network gives \(scores) score\(ending: scores) a row, but \(data.training.name) has \(classes) classes; \
          \(classes) outputs would be right
          """))
    }
    for part in parts { try architecture.checkEntries(part.allFeatures, of: part.name) }
  }

  private func check(
    _ event: Timed, _ running: inout String, _ choices: inout [String: OptimizerChoice], _ network: Network
  ) throws {
    switch event.command {
    case .optimizer(let name):
      guard let choice = choices[name] else {
        throw SettingError(say("engine.training.noOptimizer", "there is no optimizer \(name)"))
      }
      running = name
      try check(choice, network)
    case .set(let name, let value):
      guard var choice = choices[running] else { return }
      choice.values[try choice.rule.setting(named: name).name] = value
      try choice.rule.check(choice.values)
      choices[running] = choice
    case .edit(let place, let value):
      try network.check(place, sample: data.sample)
      guard Float(value).isFinite else {
        throw SettingError(say("engine.training.notFinite", "\(value) is not a finite float32 number"))
      }
    case .reset, .reseed:
      throw SettingError(
        say(
          "engine.training.startsAgain",
          "a run cannot be told to start again at a step: it would come to that step for ever"))
    }
  }

  private func check(_ choice: OptimizerChoice, _ network: Network) throws(SettingError) {
    try choice.rule.check(choice.values)
    try choice.rule.checkParameters(network.parameters)
    try schedule?.check(for: choice.rule)
  }
}

/// What is wrong with an event of a run, in one line.
public struct EventError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The event.
  public let event: Timed
  /// The line.
  public let description: String
}
