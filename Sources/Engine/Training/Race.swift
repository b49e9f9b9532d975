/// Several optimizers, or one with several settings, from the same weights on the same rows, in lockstep, each with empty
/// state.
public final class Race {
  /// One of the runs.
  private struct Lane {
    let trainer: Trainer
    var trail: WeightTrail
    var mean: RunningMean

    /// A lane at its start.
    init(_ trainer: Trainer, _ elements: WeightTrail.Elements?) {
      self.trainer = trainer
      trail = WeightTrail(trainer.network, elements)
      mean = RunningMean(of: trainer.sampling.batchesPerEpoch)
      if trainer.fault == nil { mean.append(trainer.loss) }
    }
  }

  /// What the lanes differ in.
  public let kind: RaceKind
  private var lanes: [Lane]
  /// Where all lanes began.
  private var start: TrainerState
  private var firstStep: Int?
  private let kinds: [RaceKind]
  private var pairs: [PlacePair]
  /// What is looked at of the contour; nothing where none is shown.
  private var interest: ContourInterest?
  private var survey: LossSurvey?
  /// Whether anything was done in it since it began.
  public private(set) var isTouched = false

  /// A race from the present weights, rows and settings of `trainer`, which goes on unchanged.
  public init(from trainer: Trainer, _ kind: RaceKind = .duel) {
    var start = trainer.state
    (start.step, start.lossCount) = (0, 0)
    start.events = []
    self.start = start
    firstStep = trainer.step
    kinds = trainer.raceKinds
    self.kind = kinds.contains(kind) ? kind : .duel
    pairs = PlacePair.suggestions(trainer)
    let choices = trainer.contestants(self.kind, from: start)
    lanes = choices.map { choice in
      let lane = Trainer(trainer.configuration)
      lane.begin(at: start, choice)
      return Lane(lane, nil)
    }
    precondition(!lanes.isEmpty, "the running optimizer fits the network")
  }

  /// Whether no lane can go on.
  public var isOver: Bool { lanes.allSatisfy { $0.trainer.fault != nil } }

  /// How much a step of all lanes costs, as `Trainer.stepCost`.
  public var stepCost: Int { lanes.reduce(0) { $0 + $1.trainer.stepCost } }

  /// One step of each lane that is still finite.
  public func takeStep() {
    isTouched = true
    for index in lanes.indices where lanes[index].trainer.fault == nil {
      lanes[index].trainer.takeStep()
      lanes[index].trail.append()
      if lanes[index].trainer.fault == nil { lanes[index].mean.append(lanes[index].trainer.loss) }
    }
  }

  /// All lanes back to the start, with their present settings.
  public func restart() {
    for index in lanes.indices {
      let trainer = lanes[index].trainer
      let rule = trainer.optimizer.rule
      guard let choice = trainer.optimizers.first(where: { $0.rule == rule }) else { continue }
      trainer.begin(at: start, choice)
      lanes[index] = Lane(trainer, elements)
    }
  }

  /// All lanes at the initial weights of a seed, with their present settings.
  public func reseed(_ seed: UInt64) {
    isTouched = true
    let trainer = lanes[0].trainer
    let choices = lanes.map { $0.trainer.optimizers }
    trainer.restore(start, history: LossHistory())
    trainer.apply(.reseed(seed))
    // Back to where the configuration begins: what happens later in the run is no part of a race.
    trainer.events = []
    start = trainer.state
    (start.step, start.lossCount) = (0, 0)
    firstStep = nil
    for (lane, choices) in zip(lanes, choices) { lane.trainer.optimizers = choices }
    pairs = PlacePair.suggestions(trainer)
    survey = nil
    restart()
  }

  /// Carries out a command in one lane, by its place.
  public func apply(_ command: Command, inLane lane: Int) {
    guard lanes.indices.contains(lane), lanes[lane].trainer.apply(command) else { return }
    isTouched = true
  }

  /// Looks at the contour over a pair of weights, or at none.
  public func look(at interest: ContourInterest?) {
    guard interest != self.interest else { return }
    let before = pair
    self.interest = interest
    if pair != before { survey = nil }
    for index in lanes.indices { lanes[index].trail.look(at: elements) }
  }

  /// The pair that is looked at, or the usual one in place of one that there is not.
  private var pair: PlacePair? {
    let network = lanes[0].trainer.network
    if let wanted = interest?.pair, wanted.first != wanted.second,
      WeightTrail.Elements(wanted, in: network) != nil
    {
      return wanted
    }
    return pairs.first
  }

  private var elements: WeightTrail.Elements? {
    pair.flatMap { WeightTrail.Elements($0, in: lanes[0].trainer.network) }
  }

  /// Whether there is more to find of the contour that is looked at.
  public var needsSurvey: Bool {
    guard interest != nil, let pair else { return false }
    guard let survey else { return LossSurvey.isPossible(pair, from: start, lanes[0].trainer) }
    return !survey.isComplete || survey.isLeft(by: trails)
  }

  /// Finds a part of the contour, for a millisecond or two.
  public func surveyPart() {
    guard interest != nil, let pair else { return }
    if survey == nil { survey = LossSurvey(pair, from: start, lanes[0].trainer) }
    survey?.include(trails)
    survey?.advance()
  }

  private var trails: [[TrailPoint]] { lanes.map(\.trail.points) }

  /// A copy of all that one frame needs.
  public var snapshot: RaceSnapshot {
    let trainer = lanes[0].trainer
    return RaceSnapshot(
      kind: kind, kinds: kinds, batches: trainer.sampling.batchesPerEpoch, firstStep: firstStep,
      seed: start.seed,
      nextSeed: (start.seed ?? trainer.configuration.seed) &+ 1,
      lanes: lanes.map { lane in
        let optimizer = lane.trainer.optimizer
        return RaceSnapshot.Lane(
          choice: OptimizerChoice(optimizer.rule, optimizer.values), step: lane.trainer.step,
          loss: lane.trainer.loss, means: lane.mean.history, trail: lane.trail.points,
          distance: distance(trainer, lane.trainer), fault: lane.trainer.fault)
      },
      pairs: pairs, pair: pair, surface: survey?.surface)
  }

  private func distance(_ one: Trainer, _ other: Trainer) -> Double {
    zip(one.network.parameters, other.network.parameters).reduce(0) { sum, pair in
      let distance = pair.0.data.distance(to: pair.1.data)
      return sum + distance * distance
    }.squareRoot()
  }
}
