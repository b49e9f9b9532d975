/// Trains a network on the rows of a data set, batch by batch; the same configuration and commands at the same steps give
/// the same bits, which are those of the same program in PyTorch as far as float32 leaves them open.
///
/// Between two steps, prediction, loss and gradients are those of the next batch at the present weights. A trainer has no
/// clock, and no threads but those that help with a large step: whoever owns it decides when a step is taken, and none
/// allocates but an epoch's first, which draws a new order.
public final class Trainer {
  /// What the run was started with.
  public let configuration: Configuration
  /// What is trained.
  public let network: Network
  /// The one sample as it is at present, where there is but one.
  public internal(set) var sample: Sample?
  /// The seed of the initial weights, or `nil` where they were given.
  public internal(set) var seed: UInt64?
  /// Every optimizer with its settings as they were set; what a schedule makes of them is not among them.
  public internal(set) var optimizers: [OptimizerChoice]
  /// The optimizer that was in use before the running one, which a key goes back to.
  public internal(set) var partner: OptimizerRule
  /// What moves the weights.
  @exclusivity(unchecked) public internal(set) var optimizer: Optimizer
  /// How many steps were taken.
  @exclusivity(unchecked) public internal(set) var step = 0
  /// The loss of all steps so far, with marks.
  @exclusivity(unchecked) public internal(set) var history = LossHistory()
  /// Why training cannot go on, if it cannot.
  @exclusivity(unchecked) public internal(set) var fault: NonFinite?
  /// Which rows come next.
  @exclusivity(unchecked) public internal(set) var sampling: Sampling
  /// What moves the optimizer's rate, if anything does.
  @exclusivity(unchecked) public internal(set) var schedule: Schedule?
  /// The norm of all gradients before they were clipped, at the last step that clipped by norm.
  @exclusivity(unchecked) public internal(set) var gradientNorm: Float?
  /// The events of the configuration that are still to come.
  @exclusivity(unchecked) var events: ArraySlice<Timed>

  /// What the controls of a playground stand at.
  public private(set) lazy var setup = configuration.setup

  /// Where the run goes on from; `nil` where it begins at step 0.
  private var start: RunStart?
  var initialWeights: [[Float]]
  /// What the order of rows is drawn from at the start: the generator as the initial weights left it.
  var initialGenerator: Generator
  @exclusivity(unchecked) private var batches: TrainingBatches
  /// The threads that help with a large step.
  private let team: Team

  /// A run at step 0, with prediction, loss and gradients of the first batch at the initial weights.
  public init(_ configuration: Configuration) {
    self.configuration = configuration
    var generator = Generator(seed: configuration.seed)
    network = Network(configuration.architecture, &generator)
    seed = configuration.initialWeights == nil ? configuration.seed : nil
    initialWeights = configuration.initialWeights ?? network.parameters.map(\.data.elements)
    initialGenerator = generator
    start = configuration.start
    optimizers = start?.optimizers ?? configuration.optimizers
    sample = configuration.data.sample
    events = []
    sampling = start?.sampling ?? configuration.sampling(generator)
    team = Team(threads: configuration.threads)
    do {
      let running = start?.optimizer ?? configuration.optimizer
      guard let choice = optimizers.first(where: { $0.rule.name == running }) else {
        preconditionFailure("there is no optimizer \(running)")
      }
      optimizer = try choice.make(parameters: network.parameters)
      batches = try TrainingBatches(network, configuration.data.training, sampling, team)
      partner =
        optimizers.first { [start] in $0.rule.name == start?.partner }?.rule
        ?? Optimizers.partner(of: choice.rule)
    } catch {
      preconditionFailure("a configuration is checked when it is made: \(error)")
    }
    restart()
  }

  /// The loss of the next batch at the present weights.
  public var loss: Float { stage.loss.data.pointer[0] }

  /// The graph of the next batch, with all its values.
  public var stage: NetworkGraph { batches.current }

  /// The layer derived by hand over the present sample, where the network is the article's.
  public var handDerived: HandDerived? {
    guard configuration.isArticleRun else { return nil }
    return sample.map { HandDerived(input: $0.input, target: $0.target) }
  }

  /// The running optimizer, and the one that was in use before it, in the order of the list.
  public var contenders: [OptimizerRule] {
    optimizers.map(\.rule).filter { $0 == optimizer.rule || $0 == partner }
  }

  /// Why optimizers of the list cannot take over, by their names; those that can are not among them.
  public var refusals: [String: String] {
    optimizers.reduce(into: [:]) { refusals, choice in
      do {
        try choice.rule.checkParameters(network.parameters)
        try configuration.schedule?.check(for: choice.rule)
      } catch {
        refusals[choice.rule.name] = "\(error)"
      }
    }
  }

  /// The learning rate in force.
  public var learningRate: Double { optimizer.learningRate }

  /// Which epoch the next step belongs to, from 1 on.
  public var epoch: Int { batches.isFixed ? step + 1 : sampling.epoch + 1 }

  /// Whether the next step is the last one of its epoch.
  public var endsEpoch: Bool { sampling.endsEpoch }

  /// How many steps there are until the present epoch is over.
  public var stepsLeftInEpoch: Int { batches.isFixed ? 1 : sampling.batchesPerEpoch - sampling.position + 1 }

  /// Whether all weights are finite; loss or gradients at them may still not be.
  public var hasFiniteWeights: Bool { network.parameters.allSatisfy(\.data.isFinite) }

  /// Takes one step, unless a number has stopped being finite.
  public func takeStep() {
    run(until: step + 1)
  }

  /// Takes steps until `target` of them are taken in all, or a number stops being finite.
  public func run(until target: Int) {
    while step < target, fault == nil {
      takeSteps(until: min(target, events.first?.step ?? .max))
      carryOutEvents()
    }
  }

  /// Takes one step, unless a number has stopped being finite; `note` is called when its numbers are there and the events
  /// after it have not acted yet.
  public func takeStep(then note: () -> Void) {
    guard fault == nil else { return }
    takeSteps(until: step + 1)
    note()
    carryOutEvents()
  }

  /// Takes steps between which there is no event.
  ///
  /// What a step needs is at hand in variables of its own: the smallest networks' steps cost less than asking an object for
  /// it.
  private func takeSteps(until end: Int) {
    let (optimizer, isFixed, draws) = (optimizer, batches.isFixed, batches.draws)
    let (clips, isScheduled) = (configuration.clipping != .none, schedule != nil)
    var (step, history) = (step, LossHistory.none)
    var (graph, loss) = (batches.current.graph, batches.current.loss)
    swap(&history, &self.history)
    defer {
      self.step = step
      swap(&history, &self.history)
    }
    while step < end {
      if clips { gradientNorm = configuration.clipping.apply(to: network.parameters) }
      let weightsAreFinite = optimizer.step()
      if isScheduled { schedule?.advance(optimizer) }
      step += 1
      if !weightsAreFinite {
        fault = firstNonFinite(of: .weight, step)
        if fault != nil { return }
      }
      if !isFixed, batches.load(&sampling) {
        (graph, loss) = (batches.current.graph, batches.current.loss)
      }
      if draws { batches.forward(&sampling) } else { graph.forward() }
      let gradientsAreFinite = graph.backward(from: loss)
      let number = loss.data.pointer[0]
      if !number.isFinite {
        fault = NonFinite(step: step, role: .loss, place: nil, value: number)
        return
      }
      history.append(number)
      if !gradientsAreFinite {
        fault = firstNonFinite(of: .gradient, step)
        if fault != nil { return }
      }
    }
  }

  /// Carries out a command; tells whether it changed anything.
  @discardableResult
  public func apply(_ command: Command) -> Bool {
    switch command {
    case .optimizer(let name):
      guard switchOptimizer(to: name) else { return false }
    case .set(let name, let value):
      guard set(name, value) else { return false }
    case .edit(let place, let value):
      guard edit(place, value) else { return false }
    case .reset:
      restart()
      return true
    case .reseed(let seed):
      var generator = Generator(seed: seed)
      self.seed = seed
      start = nil
      initialWeights = network.architecture.layers.flatMap { $0.layer.drawParameters(&generator) }
      initialGenerator = generator
      restart()
      return true
    }
    history.mark(Timed(step: step, command))
    return true
  }

  /// The first step again, with empty optimizer state, or that of the run that is gone on with, and an empty history.
  private func restart() {
    step = start?.step ?? 0
    fault = nil
    gradientNorm = nil
    history = LossHistory(firstStep: step)
    history.firstOptimizer = optimizer.rule.name
    // Those of the step that a run ended with have acted in it.
    events = start == nil ? configuration.events[...] : configuration.events.drop { $0.step <= step }
    for (parameter, weights) in zip(network.parameters, initialWeights) { parameter.data.load(weights) }
    sampling = start?.sampling ?? configuration.sampling(initialGenerator.detached)
    if start == nil { batches.load(&sampling) } else { batches.select(sampling) }
    loadSample()
    renewOptimizer()
    if let start {
      takeUp(start)
    } else {
      evaluate(isNew: true)
    }
    carryOutEvents()
  }

  /// Goes on with what another run left, at its weights and rows.
  private func takeUp(_ start: RunStart) {
    if start.optimizer == optimizer.rule.name {
      optimizer.memory = start.memory
      schedule = start.schedule
      schedule?.write(to: optimizer)
    }
    stage.graph.drawn = start.drawn
    evaluate(isNew: false)
  }

  /// Empty state, the settings as they were set, and the schedule from its beginning.
  private func renewOptimizer() {
    optimizer.team = team
    optimizer.reset()
    if let choice = optimizers.first(where: { $0.rule == optimizer.rule }) { optimizer.put(choice.values) }
    schedule = configuration.schedule.map { Schedule($0, rate: optimizer.learningRate) }
    schedule?.write(to: optimizer)
  }

  private func carryOutEvents() {
    while let next = events.first, next.step <= step {
      events.removeFirst()
      apply(next.command)
    }
  }

  private func switchOptimizer(to name: String) -> Bool {
    guard let choice = optimizers.first(where: { $0.rule.name == name }),
      (try? configuration.schedule?.check(for: choice.rule)) != nil || configuration.schedule == nil,
      let next = try? choice.make(parameters: network.parameters)
    else { return false }
    if choice.rule != optimizer.rule { partner = optimizer.rule }
    optimizer = next
    renewOptimizer()
    return true
  }

  private func set(_ name: String, _ value: Double) -> Bool {
    guard let name = (try? optimizer.rule.setting(named: name))?.name else { return false }
    let choice = optimizers.firstIndex { $0.rule == optimizer.rule }
    // A schedule may have brought the setting there, and then it would not come back.
    let isNew =
      optimizer.values[name] != value || choice.map { optimizers[$0].values[name] != value } ?? false
    guard isNew, (try? optimizer.set(name, value)) != nil else { return false }
    if let choice { optimizers[choice].values[name] = value }
    return true
  }

  private func edit(_ place: Place, _ value: Double) -> Bool {
    guard (try? network.check(place, sample: sample)) != nil, Float(value).isFinite else { return false }
    if let parameter = network.parameters.first(where: { $0.name == place.tensor }),
      let element = parameter.element(at: place.index)
    {
      parameter.data[element] = Float(value)
    } else if place.tensor == "x" {
      sample?.input[place.column] = value
    } else {
      sample?.target[place.row] = value
    }
    loadSample()
    evaluate(isNew: false)
    return true
  }

  /// Puts the sample into the graph, rounded to float32, where an edit may have changed it.
  func loadSample() {
    guard let sample else { return }
    stage.input.data.load(sample.input.map(Float.init))
    stage.target.data.load(sample.target.map(Float.init))
  }

  /// Computes prediction, loss and gradients of the batch in use and records the loss.
  ///
  /// - Parameter isNew: Whether it is a batch that was not computed before.
  private func evaluate(isNew: Bool) {
    if isNew, batches.draws { batches.forward(&sampling) } else { stage.graph.forward(redraws: false) }
    let areFinite = stage.graph.backward(from: stage.loss)
    guard loss.isFinite else {
      fault = NonFinite(step: step, role: .loss, place: nil, value: loss)
      return
    }
    if isNew || history.count <= step { history.append(loss) } else { history.amend(loss) }
    fault = areFinite ? nil : firstNonFinite(of: .gradient, step)
  }

  /// The graph of the batch that `sampling` is at, loaded and computed, with what a layer drew for it.
  func resume(_ drawn: [[Float]]) {
    batches.select(sampling)
    loadSample()
    stage.graph.drawn = drawn
    stage.graph.forward(redraws: false)
    stage.graph.backward(from: stage.loss)
  }

  /// How much a step costs, roughly, in multiplications of a few numbers at a time.
  public var stepCost: Int {
    let weights = network.parameters.reduce(0) { $0 + $1.data.count }
    return weights * max(1, sampling.batchSize / 4)
  }

  /// The first weight, or its gradient, that is not finite.
  private func firstNonFinite(of role: NonFinite.Role, _ step: Int) -> NonFinite? {
    for parameter in network.parameters {
      guard let elements = role == .weight ? parameter.data : parameter.gradient,
        let index = elements.firstNonFinite
      else { continue }
      let place = Place(tensor: parameter.name, index: parameter.index(of: index))
      return NonFinite(step: step, role: role, place: place, value: elements[index])
    }
    return nil
  }
}
