/// Trains a network on the rows of a data set, batch by batch, with the numbers of the same program in PyTorch.
///
/// Between two steps, loss and gradients are those of the next batch at the present weights. A trainer has no clock and no
/// thread; no step allocates but an epoch's first, which draws a new order.
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
  private let features: RowTable
  private let targets: RowTable
  /// One graph for each number of rows that a batch can have.
  private let batches: [Batch]
  private var current: Batch

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
    batches = try sampling.batchSizes.map { [network, random] rows in
      Batch(rows, try network.stage(rows: rows, random: random))
    }
    features = RowTable(data.features)
    targets = RowTable(try data.targets(for: architecture.loss))
    current = batches[0]
    sampling.next()
    evaluate()
  }

  /// The loss of the next batch at the present weights.
  public var loss: Float { current.loss.data.pointer[0] }

  /// The graph of the next batch, with all its values.
  public var stage: Network.Stage { current.stage }

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
    if current.rows != rows.count, let batch = batches.first(where: { $0.rows == rows.count }) {
      current = batch
    }
    let batch = current
    rows.withUnsafeBufferPointer { rows in
      features.copy(rows, into: batch.input)
      targets.copy(rows, into: batch.target)
    }
    if batch.draws {
      // One generator serves both, as PyTorch's default one does: it is lent to the layers that draw.
      swap(&sampling.generator, &random.generator)
      batch.graph.forward()
      swap(&sampling.generator, &random.generator)
    } else {
      batch.graph.forward()
    }
    let areFinite = batch.graph.backward(from: batch.loss)
    isFinite = isFinite && areFinite && loss.isFinite
  }
}

/// What a step needs of a stage, at hand.
private final class Batch {
  let rows: Int
  let stage: Network.Stage
  let graph: Graph
  let loss: Value
  let input: Buffer
  let target: Buffer
  /// Whether a layer draws, as Dropout does.
  let draws: Bool

  init(_ rows: Int, _ stage: Network.Stage) {
    self.rows = rows
    self.stage = stage
    (graph, loss, input, target) = (stage.graph, stage.loss, stage.input.data, stage.target.data)
    draws = stage.graph.draws
  }
}
