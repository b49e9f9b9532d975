/// Trains a network on the rows of a data set, batch by batch, with the numbers of the same program in PyTorch.
///
/// Between two steps, loss and gradients are those of the next batch at the present weights. A trainer has no clock and no
/// thread; a step allocates nothing.
public final class NetworkTrainer {
  /// What is trained.
  public let network: Network
  /// What it learns from.
  public let data: DataSet
  /// Which rows come next.
  public private(set) var sampling: Sampling
  /// What moves the weights.
  public private(set) var optimizer: Optimizer
  /// What moves the optimizer's rate, if anything does.
  public private(set) var schedule: Schedule?
  /// What bounds the gradients before each step.
  public let clipping: Clipping
  /// The norm of all gradients before they were clipped, at the last step that clipped by norm.
  public private(set) var gradientNorm: Float?
  /// How many steps were taken.
  public private(set) var step = 0
  /// Whether all numbers so far were finite; no step is taken from others.
  public private(set) var isFinite = true

  private let random: RandomStream
  private let features: Rows
  private let targets: Rows
  /// One graph for each number of rows that a batch can have.
  private let stages: [(rows: Int, stage: Network.Stage)]
  private var current: Network.Stage

  /// A trainer before its first step.
  ///
  /// - Parameters:
  ///   - architecture: What is trained.
  ///   - data: The rows to learn from.
  ///   - optimizer: What moves the weights.
  ///   - seed: As `torch.manual_seed` before the network is made.
  ///   - batch: How many rows a batch has; all of them where `nil`.
  ///   - shuffles: Whether each epoch has an order of its own.
  ///   - dropsLast: Whether a smaller last batch is left out.
  ///   - schedule: What moves the rate, step by step.
  ///   - clipping: What bounds the gradients.
  public init(
    _ architecture: Architecture, data: DataSet, optimizer: OptimizerChoice, seed: UInt64, batch: Int? = nil,
    shuffles: Bool = true, dropsLast: Bool = false, schedule: SchedulePlan? = nil, clipping: Clipping = .none
  ) throws {
    var generator = Generator(seed: seed)
    network = Network(architecture, &generator)
    self.data = data
    random = RandomStream(generator)
    self.optimizer = try optimizer.make(parameters: network.parameters)
    self.schedule = try schedule.map { [optimizer = self.optimizer] in try Schedule($0, for: optimizer) }
    self.clipping = clipping
    sampling = Sampling(
      rows: data.rows, batch: batch, shuffles: shuffles, dropsLast: dropsLast, generator: generator)
    stages = try sampling.batchSizes.map { [network, random] rows in
      (rows, try network.stage(rows: rows, random: random))
    }
    features = Rows(data.features)
    targets = Rows(try data.targets(for: architecture.loss))
    current = stages[0].stage
    sampling.next()
    evaluate()
  }

  /// The loss of the next batch at the present weights.
  public var loss: Float { current.loss.data[0] }

  /// The graph of the next batch, with all its values.
  public var stage: Network.Stage { current }

  /// Moves the weights by one step, then takes the next batch; tells whether all numbers are finite.
  @discardableResult
  public func takeStep() -> Bool {
    guard isFinite else { return false }
    gradientNorm = clipping.apply(to: network.parameters)
    isFinite = optimizer.step()
    schedule?.advance(optimizer)
    step += 1
    sampling.next()
    evaluate()
    return isFinite
  }

  /// Loads the batch in use and computes its loss and gradients.
  private func evaluate() {
    let rows = sampling.batch
    if current.input.shape[0] != rows.count, let stage = stages.first(where: { $0.rows == rows.count }) {
      current = stage.stage
    }
    features.copy(rows, into: current.input.data)
    targets.copy(rows, into: current.target.data)
    // One generator serves both, as PyTorch's default one does: it is lent to the layers that draw.
    swap(&sampling.generator, &random.generator)
    current.graph.forward()
    swap(&sampling.generator, &random.generator)
    let areFinite = current.graph.backward(from: current.loss)
    isFinite = isFinite && areFinite && loss.isFinite
  }
}
