/// A race at one step, as an immutable value.
public struct RaceSnapshot: Sendable {
  /// One of the runs.
  public struct Lane: Sendable {
    /// The optimizer with its settings in force.
    public let choice: OptimizerChoice
    /// How many steps it has taken since the start.
    public let step: Int
    /// Its loss: of the next batch.
    public let loss: Float
    /// Its loss since the start: each the mean of the last `meanSize` ones.
    public let means: LossHistory
    /// The two numbers that the contour is over, from the start on, the newest last.
    public let trail: [TrailPoint]
    /// How far its weights are from those of the first lane: the Euclidean norm of their difference.
    public let distance: Double
    /// Why it cannot go on, if it cannot.
    public let fault: NonFinite?

    /// The optimizer.
    public var optimizer: OptimizerRule { choice.rule }
    /// Its learning rate.
    public var learningRate: Double { choice.values["lr"] }
  }

  /// What the lanes differ in.
  public let kind: RaceKind
  /// The kinds of races there are from these weights.
  public let kinds: [RaceKind]
  /// How many batches an epoch has.
  public let batches: Int
  /// Over how many losses the means go: over an epoch's batches, or the most there are means of.
  public var meanSize: Int { RunningMean.size(batches) }
  /// The step of the run at which it began; `nil` where it began at weights of its own.
  public let firstStep: Int?
  /// The seed of the initial weights, or `nil` where they were given.
  public let seed: UInt64?
  /// The seed that new weights would be drawn from next.
  public let nextSeed: UInt64
  /// At most six; never empty.
  public let lanes: [Lane]
  /// Pairs of weights worth a contour, the usual one first; empty where the network has one number only.
  public let pairs: [PlacePair]
  /// The pair that is looked at, if there is any.
  public let pair: PlacePair?
  /// The loss over that pair, all other weights as at the start, as far as it is found.
  public let surface: LossSurface?
}
