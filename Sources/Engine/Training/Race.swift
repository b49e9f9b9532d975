/// Every optimizer from the same weights on the same sample, in lockstep, each with empty state and a rate of its own.
public final class Race {
  /// One optimizer's run.
  private struct Lane {
    let kind: OptimizerKind
    var trainer: Trainer
    var trail: WeightTrail
  }

  private var lanes: [Lane]
  /// The loss along the first weights of each row, around the start.
  private let slices: [LossSlice]

  /// A race from the present weights, sample and rates of `trainer`, which goes on unchanged.
  public init(from trainer: Trainer) {
    var start = trainer.configuration
    start.input = trainer.layer.input
    start.target = trainer.layer.target
    let weight = trainer.model.parameters[0].data.elements
    start.initialWeight = weight
    start.settings = trainer.settings
    start.toggles = []
    slices = LossSlice.alongFirstWeights(trainer.layer, weight: weight.map(Double.init))
    lanes = OptimizerKind.allCases.map { Self.lane($0, start) }
  }

  /// Whether no lane can go on.
  public var isOver: Bool { lanes.allSatisfy { $0.trainer.fault != nil } }

  /// One step of each lane that is still finite.
  public func takeStep() {
    for index in lanes.indices {
      lanes[index].trainer.takeStep()
      lanes[index].trail.append(lanes[index].trainer)
    }
  }

  /// Both lanes back to the start, with their present rates.
  public func restart() {
    for index in lanes.indices {
      lanes[index].trainer.apply(.reset)
      lanes[index].trail = WeightTrail(lanes[index].trainer)
    }
  }

  /// Moves the rate of one lane, by the command that raises or lowers it.
  public func changeLearningRate(ofLane kind: OptimizerKind, by command: Command) {
    for lane in lanes where lane.kind == kind { lane.trainer.apply(command) }
  }

  /// A copy of all that one frame needs.
  public var snapshot: RaceSnapshot {
    let weights = lanes.map { $0.trainer.model.parameters[0].data }
    return RaceSnapshot(
      layer: lanes[0].trainer.layer, slices: slices,
      lanes: lanes.map { lane in
        RaceSnapshot.Lane(
          kind: lane.kind, step: lane.trainer.step, learningRate: lane.trainer.learningRate,
          loss: lane.trainer.model.loss.data[0], history: lane.trainer.history,
          trail: lane.trail.kept + [WeightTrail.point(lane.trainer)], fault: lane.trainer.fault)
      },
      distance: weights[0].distance(to: weights[1]))
  }

  private static func lane(_ kind: OptimizerKind, _ start: Configuration) -> Lane {
    var configuration = start
    configuration.optimizer = kind
    let trainer = Trainer(configuration)
    return Lane(kind: kind, trainer: trainer, trail: WeightTrail(trainer))
  }
}

/// A race at one step, as an immutable value.
public struct RaceSnapshot: Sendable {
  /// One optimizer's run.
  public struct Lane: Sendable {
    /// The optimizer.
    public let kind: OptimizerKind
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

  /// The sample, and the layer derived by hand over it.
  public let layer: HandDerived
  /// The loss along the first weights of each row, at most two, around the start.
  public let slices: [LossSlice]
  /// One lane an optimizer, in the order of `OptimizerKind`.
  public let lanes: [Lane]
  /// How far the lanes' weights are apart: the Euclidean norm of their difference.
  public let distance: Double
}

/// The first weights of each row along a run, at equal distances that double when there are too many.
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
    let (data, columns) = (trainer.model.parameters[0].data, trainer.layer.input.count)
    let shown = min(2, columns)
    return trainer.layer.target.indices.flatMap { data.elements($0 * columns..<$0 * columns + shown) }
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
