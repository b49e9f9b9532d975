/// The rows of the training part on their way into a graph: one stage for each number of rows that a batch can have.
struct TrainingBatches {
  /// The stage of the batch in use.
  private(set) var current: Network.Stage
  /// Whether a layer draws, as Dropout does.
  let draws: Bool
  /// Whether every batch is all rows in their order and nothing is drawn: then it is loaded once.
  let isFixed: Bool
  private let all: [(rows: Int, stage: Network.Stage)]
  private var rows: Int
  /// What of the stage in use is loaded.
  private var input: Buffer
  private var target: Buffer
  private let random: RandomStream
  /// Draws the order of each epoch; kept because a new one would need memory.
  private var scratch = Generator(seed: 0)
  private let features: RowTable
  private let targets: RowTable

  init(_ network: Network, _ data: DataSet, _ sampling: Sampling, _ team: Team) throws {
    let random = RandomStream(sampling.generator)
    self.random = random
    all = try sampling.batchSizes.map { ($0, try network.stage(rows: $0, random: random, team: team)) }
    (rows, current) = all[0]
    (input, target) = (current.input.data, current.target.data)
    draws = current.graph.draws
    isFixed = sampling.isFixed && !draws
    features = RowTable(data.allFeatures, numbers: data.numbers)
    targets = RowTable(try data.allTargets(for: network.architecture.loss), numbers: data.numbers)
  }

  /// Goes on to the next batch and loads its rows; tells whether another stage is in use now.
  @discardableResult
  mutating func load(_ sampling: inout Sampling) -> Bool {
    sampling.next(&scratch)
    return select(sampling)
  }

  /// Loads the rows of the batch that `sampling` is at; tells whether another stage is in use now.
  @discardableResult
  mutating func select(_ sampling: Sampling) -> Bool {
    let order = sampling.batch
    let isOther = rows != order.count
    if isOther, let batch = all.first(where: { $0.rows == order.count }) {
      (rows, current) = batch
      (input, target) = (current.input.data, current.target.data)
    }
    // Not from the stage: for each of its values a reference would be counted.
    order.withUnsafeBufferPointer { [input, target] order in
      features.copy(order, into: input)
      targets.copy(order, into: target)
    }
    return isOther
  }

  /// Forward of the batch in use, where a layer draws.
  func forward(_ sampling: inout Sampling) {
    // One generator serves both, as PyTorch's default one does: it is lent to the layers that draw.
    swap(&sampling.generator, &random.generator)
    current.graph.forward()
    swap(&sampling.generator, &random.generator)
  }
}
