/// Trains a model step by step; the same configuration and commands at the same steps give the same bits.
///
/// Between two steps, prediction, loss and gradient are always those at the present weights. A trainer has no clock
/// and no thread: whoever owns it decides when a step is taken.
public final class Trainer {
  /// What the run was started with.
  public let configuration: Configuration
  /// The model that is trained.
  public let model: Model
  /// The same layer derived by hand, in float64, over the present sample.
  public private(set) var layer: HandDerived
  /// The seed of the initial weights, or `nil` where they were given.
  public private(set) var seed: UInt64?
  /// The optimizer that runs.
  public private(set) var optimizerKind: OptimizerKind
  /// How many steps were taken.
  public var step: Int { progress.step }
  /// The loss of all steps so far, with marks.
  public var history: LossHistory { progress.history }
  /// Why training cannot go on, if it cannot.
  public var fault: NonFinite? { progress.fault }

  /// Private as a whole and changed by one call a step, because every access from outside is checked at run time.
  private var progress = Progress(toggles: [])
  private let optimizers: [OptimizerKind: Optimizer]
  private var optimizer: Optimizer
  private var initialWeight: [Float]

  /// A run at step 0, with prediction, loss and gradient at the initial weights.
  public init(_ configuration: Configuration) {
    self.configuration = configuration
    let model = Model.article(size: configuration.size)
    self.model = model
    layer = HandDerived(input: configuration.input, target: configuration.target)
    optimizerKind = configuration.optimizer
    let current = configuration.optimizer.make(configuration.settings, parameters: model.parameters)
    optimizer = current
    var optimizers = [configuration.optimizer: current]
    for kind in OptimizerKind.allCases where kind != configuration.optimizer {
      optimizers[kind] = kind.make(configuration.settings, parameters: model.parameters)
    }
    self.optimizers = optimizers
    seed = configuration.initialWeight == nil ? configuration.seed : nil
    initialWeight =
      configuration.initialWeight ?? Self.drawWeight(seed: configuration.seed, size: configuration.size)
    loadSample()
    restart()
  }

  /// The learning rate in force.
  public var learningRate: Double { optimizer.learningRate }

  /// Whether all weights are finite; loss or gradient at them may still not be.
  public var hasFiniteWeights: Bool { model.parameters.allSatisfy(\.data.isFinite) }

  /// Takes one step, unless a number has stopped being finite.
  public func takeStep() {
    run(until: step + 1)
  }

  /// Takes steps until `target` of them are taken in all, or a number stops being finite.
  public func run(until target: Int) {
    while progress.run(until: target, of: model, by: optimizer) { toggleAsScheduled() }
  }

  /// Carries out a command and returns what it changed beside the numbers themselves.
  @discardableResult
  public func apply(_ command: Command) -> Change? {
    switch command {
    case .step:
      takeStep()
      return nil
    case .toggleOptimizer:
      return toggleOptimizer()
    case .raiseLearningRate:
      return setLearningRate(LearningRateLadder.above(learningRate))
    case .lowerLearningRate:
      return setLearningRate(LearningRateLadder.below(learningRate))
    case .reset:
      restart()
      return .reset
    case .reseed:
      let next = (seed ?? configuration.seed) &+ 1
      seed = next
      initialWeight = Self.drawWeight(seed: next, size: configuration.size)
      restart()
      return .seed(next)
    case .edit(let place, let value):
      return edit(place, value)
    }
  }

  /// A copy of all that one frame needs; of large tensors, as much as can be shown.
  public func snapshot(_ interest: Interest = Interest()) -> Snapshot {
    let values = model.graph.values.map { value in
      Snapshot.Value(
        name: value.name, data: ReducedTensor(value.data, shape: value.shape),
        gradient: value.gradient.map { ReducedTensor($0, shape: value.shape) })
    }
    return Snapshot(
      model: model.title, seed: seed, step: step,
      optimizer: optimizerKind, settings: settings, optimizerStep: optimizer.stepCount,
      layer: layer, values: values,
      parameters: model.parameters.indices.compactMap { parameter(at: $0, among: values) },
      inspection: Inspection(self, at: interest.place),
      prediction: model.prediction.tensor, loss: model.loss.data[0],
      history: history, fault: fault
    )
  }

  /// What the running optimizer remembers of some of the weights.
  func memory(of elements: Range<Int>) -> Optimizer.Memory { optimizer.memory(of: elements, parameter: 0) }

  /// The present state as a value, and back to it. Setting it needs a history that reaches as far.
  var state: TrainerState {
    TrainerState(
      step: step, seed: seed, initialWeight: initialWeight, layer: layer,
      parameters: model.parameters.map(\.data.elements), optimizerKind: optimizerKind,
      memory: optimizer.memory,
      learningRates: optimizers.mapValues(\.learningRate), toggles: progress.toggles, fault: fault,
      lossCount: history.count, latestLoss: history.latest, bestLoss: history.best)
  }

  /// Takes over `state`, with `history` as the losses that led to it.
  func restore(_ state: TrainerState, history: LossHistory) {
    progress.step = state.step
    seed = state.seed
    initialWeight = state.initialWeight
    progress.toggles = state.toggles
    layer = state.layer
    loadSample()
    for (parameter, elements) in zip(model.parameters, state.parameters) { parameter.data.load(elements) }
    for (kind, optimizer) in optimizers {
      optimizer.reset()
      optimizer.learningRate = state.learningRates[kind] ?? optimizer.learningRate
      if kind == state.optimizerKind {
        optimizer.memory = state.memory
        self.optimizer = optimizer
      }
    }
    optimizerKind = state.optimizerKind
    progress.history = history
    model.graph.forward()
    model.graph.backward(from: model.loss)
    progress.fault = state.fault
  }

  /// Takes over a finer record of the same losses.
  func adopt(_ history: LossHistory) {
    progress.history = history
  }

  /// The settings of every optimizer, with the rates in force.
  var settings: OptimizerSettings {
    var settings = configuration.settings
    if let sgd = optimizers[.sgd] { settings.sgd.learningRate = sgd.learningRate }
    if let adam = optimizers[.adam] { settings.adam.learningRate = adam.learningRate }
    return settings
  }

  private func parameter(at index: Int, among values: [Snapshot.Value]) -> Snapshot.Parameter? {
    let parameter = model.parameters[index]
    guard let value = values.first(where: { $0.name == parameter.name }), let gradient = value.gradient else {
      return nil
    }
    let state = optimizer.state.map { state in
      Snapshot.State(
        symbol: state.symbol, meaning: state.meaning, isSigned: state.isSigned,
        value: ReducedTensor(state.buffers[index], shape: parameter.shape))
    }
    return Snapshot.Parameter(name: value.name, value: value.data, gradient: gradient, state: state)
  }

  private static func drawWeight(seed: UInt64, size: Int) -> [Float] {
    var generator = Generator(seed: seed)
    return generator.linearWeight(inputs: size, outputs: size)
  }

  /// Step 0 again, with empty optimizer state and an empty history.
  private func restart() {
    progress = Progress(toggles: configuration.toggles[...])
    for optimizer in optimizers.values { optimizer.reset() }
    model.parameters[0].data.load(initialWeight)
    progress.evaluate(model, isNewStep: true)
    toggleAsScheduled()
  }

  /// Puts the sample into the graph, rounded to float32.
  private func loadSample() {
    model.input.data.load(layer.input.map(Float.init))
    model.target.data.load(layer.target.map(Float.init))
  }

  private func edit(_ place: Place, _ value: Double) -> Change? {
    var (input, goal) = (layer.input, layer.target)
    switch (place.tensor, place.index.count) {
    case ("layer.weight", 2):
      guard goal.indices.contains(place.row), input.indices.contains(place.column) else { return nil }
      model.parameters[0].data[place.row * input.count + place.column] = Float(value)
    case ("x", 1):
      guard input.indices.contains(place.column) else { return nil }
      input[place.column] = value
    case ("y", 1):
      guard goal.indices.contains(place.row) else { return nil }
      goal[place.row] = value
    default:
      return nil
    }
    layer = HandDerived(input: input, target: goal)
    loadSample()
    progress.fault = nil
    progress.evaluate(model, isNewStep: false)
    progress.history.mark(.edit(place, value), at: step)
    return .edit(place, value)
  }

  private func toggleAsScheduled() {
    while progress.isToggleDue {
      progress.toggles.removeFirst()
      toggleOptimizer()
    }
  }

  @discardableResult
  private func toggleOptimizer() -> Change? {
    let kind = optimizerKind.next
    guard let next = optimizers[kind] else { return nil }
    next.reset()
    optimizer = next
    optimizerKind = kind
    progress.history.mark(.optimizer(kind), at: step)
    return .optimizer(kind)
  }

  private func setLearningRate(_ rate: Double) -> Change? {
    guard rate != learningRate else { return nil }
    optimizer.learningRate = rate
    progress.history.mark(.learningRate(rate), at: step)
    return .learningRate(rate)
  }
}
