/// Two optimizers from the same weights on the same rows, in lockstep, each with empty state and a rate of its own.
public final class Race {
  /// One optimizer's run.
  private struct Lane {
    let trainer: Trainer
    var trail: WeightTrail
  }

  private var lanes: [Lane]
  /// Where all lanes began.
  private let start: TrainerState
  /// The loss along the first weights of each row, around the start; only of the article's layer.
  private let slices: [LossSlice]

  /// A race from the present weights, rows and settings of `trainer`, which goes on unchanged: its optimizer against the one
  /// that was in use before.
  public init(from trainer: Trainer) {
    var start = trainer.state
    (start.step, start.lossCount) = (0, 0)
    start.events = []
    self.start = start
    slices =
      trainer.handDerived.map {
        LossSlice.alongFirstWeights($0, weight: trainer.network.parameters[0].data.elements.map(Double.init))
      } ?? []
    lanes = trainer.contenders.map { rule in
      let lane = Trainer(trainer.configuration)
      lane.begin(at: start, rule, start.optimizers)
      return Lane(trainer: lane, trail: WeightTrail(lane))
    }
  }

  /// Whether no lane can go on.
  public var isOver: Bool { lanes.allSatisfy { $0.trainer.fault != nil } }

  /// One step of each lane that is still finite.
  public func takeStep() {
    for index in lanes.indices where lanes[index].trainer.fault == nil {
      lanes[index].trainer.takeStep()
      lanes[index].trail.append(lanes[index].trainer)
    }
  }

  /// All lanes back to the start, with their present settings.
  public func restart() {
    for index in lanes.indices {
      let trainer = lanes[index].trainer
      trainer.begin(at: start, trainer.optimizer.rule, trainer.optimizers)
      lanes[index].trail = WeightTrail(lanes[index].trainer)
    }
  }

  /// Carries out a command in the lane of one optimizer.
  public func apply(_ command: Command, inLane rule: OptimizerRule) {
    for lane in lanes where lane.trainer.optimizer.rule == rule { lane.trainer.apply(command) }
  }

  /// A copy of all that one frame needs.
  public var snapshot: RaceSnapshot {
    RaceSnapshot(
      layer: lanes[0].trainer.handDerived, slices: slices,
      lanes: lanes.map { lane in
        RaceSnapshot.Lane(
          optimizer: lane.trainer.optimizer.rule, step: lane.trainer.step,
          learningRate: lane.trainer.learningRate, loss: lane.trainer.loss, history: lane.trainer.history,
          trail: lane.trail.kept + [WeightTrail.point(lane.trainer)], fault: lane.trainer.fault)
      },
      distance: distance)
  }

  /// How far the weights of the first lane and of the last are apart.
  private var distance: Double {
    let parameters = lanes.map(\.trainer.network.parameters)
    return zip(parameters[0], parameters[parameters.count - 1]).reduce(0) { sum, pair in
      let distance = pair.0.data.distance(to: pair.1.data)
      return sum + distance * distance
    }.squareRoot()
  }
}

extension Trainer {
  /// Begins at another trainer's weights and rows, with an optimizer of empty state.
  fileprivate func begin(at start: TrainerState, _ rule: OptimizerRule, _ choices: [OptimizerChoice]) {
    restore(start, history: LossHistory())
    optimizers = choices
    apply(.optimizer(rule.name))
    history = LossHistory()
    history.firstOptimizer = rule.name
    if fault == nil { history.append(loss) }
  }
}

/// A race at one step, as an immutable value.
public struct RaceSnapshot: Sendable {
  /// One optimizer's run.
  public struct Lane: Sendable {
    /// The optimizer.
    public let optimizer: OptimizerRule
    /// How many steps it has taken since the start.
    public let step: Int
    /// Its learning rate.
    public let learningRate: Double
    /// Its loss.
    public let loss: Float
    /// Its loss since the start.
    public let history: LossHistory
    /// The first weights of each row, at most two, from the start on, the newest last; each [out, 1 or 2], row-major.
    public let trail: [[Float]]
    /// Why it cannot go on, if it cannot.
    public let fault: NonFinite?
  }

  /// The sample, and the layer derived by hand over it, where the network is the article's.
  public let layer: HandDerived?
  /// The loss along the first weights of each row, at most two, around the start; only of the article's layer.
  public let slices: [LossSlice]
  /// One lane an optimizer, in the order of the list.
  public let lanes: [Lane]
  /// How far the lanes' weights are apart: the Euclidean norm of their difference.
  public let distance: Double
}

/// The first weights of each row of the article's layer along a run, at equal distances that double when there are too many.
struct WeightTrail {
  private let capacity: Int
  private(set) var kept: [[Float]]
  private var distance = 1
  private var count = 1

  init(_ trainer: Trainer) {
    let point = Self.point(trainer)
    // Half a megabyte, but at least a handful of points.
    capacity = min(512, max(8, (1 << 19) / (4 * max(1, point.count))))
    kept = [point]
  }

  /// The first weights of each row at present.
  static func point(_ trainer: Trainer) -> [Float] {
    guard let layer = trainer.handDerived else { return [] }
    let (data, columns) = (trainer.network.parameters[0].data, layer.input.count)
    let shown = min(2, columns)
    return layer.target.indices.flatMap { data.elements($0 * columns..<$0 * columns + shown) }
  }

  /// Adds the trainer's present weights.
  mutating func append(_ trainer: Trainer) {
    if count % distance == 0 {
      if kept.count == capacity {
        kept = kept.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
        distance *= 2
      }
      if count % distance == 0 { kept.append(Self.point(trainer)) }
    }
    count += 1
  }
}
