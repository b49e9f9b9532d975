/// The rows of the training part on their way into a graph: one stage for each number of rows that a batch can have.
struct TrainingBatches {
  /// Whether a layer draws, as Dropout does.
  let draws: Bool
  /// Whether every batch is all rows in their order and nothing is drawn: then it is loaded once.
  let isFixed: Bool
  private let all: [Feed]
  private var feed: Feed
  private let random: RandomStream
  /// Draws the order of each epoch; kept because a new one would need memory.
  private var scratch = Generator(seed: 0)

  init(_ network: Network, _ data: DataSet, _ sampling: Sampling, _ team: Team) throws {
    let random = RandomStream(sampling.generator)
    self.random = random
    let features = RowTable(data.allFeatures, numbers: data.numbers)
    let targets = RowTable(try data.allTargets(for: network.architecture.loss), numbers: data.numbers)
    all = try sampling.batchSizes.map { rows in
      let stage = try network.stage(rows: rows, random: random, team: team)
      return Feed(stage, rows: rows, features: features, targets: targets)
    }
    feed = all[0]
    draws = feed.stage.graph.draws
    isFixed = sampling.isFixed && !draws
  }

  /// The stage of the batch in use.
  var current: NetworkGraph { feed.stage }

  /// Goes on to the next batch and loads its rows; tells whether another stage is in use now.
  @discardableResult
  mutating func load(_ sampling: inout Sampling) -> Bool {
    sampling.advance(&scratch)
    return select(sampling)
  }

  /// Loads the rows of the batch that `sampling` is at; tells whether another stage is in use now.
  @discardableResult
  mutating func select(_ sampling: Sampling) -> Bool {
    let count = sampling.batchCount
    let isOther = feed.rows != count
    if isOther, let other = all.first(where: { $0.rows == count }) { feed = other }
    feed.load(sampling)
    return isOther
  }

  /// Forward of the batch in use, where a layer draws.
  func forward(_ sampling: inout Sampling) {
    // One generator serves both, as PyTorch's default one does: it is lent to the layers that draw.
    swap(&sampling.generator, &random.generator)
    feed.stage.graph.forward()
    swap(&sampling.generator, &random.generator)
  }

  /// A stage and what is loaded into it: constants of one object, so that one reference is counted at each step.
  private final class Feed {
    let stage: NetworkGraph
    let rows: Int
    private let input: Buffer
    private let target: Buffer
    private let features: RowTable
    private let targets: RowTable

    init(_ stage: NetworkGraph, rows: Int, features: RowTable, targets: RowTable) {
      (self.stage, self.rows) = (stage, rows)
      (input, target) = (stage.input.data, stage.target.data)
      (self.features, self.targets) = (features, targets)
    }

    func load(_ sampling: Sampling) {
      sampling.withBatch { rows in
        features.copy(rows, into: input)
        targets.copy(rows, into: target)
      }
    }
  }
}
