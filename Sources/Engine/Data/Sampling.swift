import Languages

/// Which rows come in which batch, as from a `torch.utils.data.DataLoader` with `num_workers=0`.
///
/// A value: a copy kept at any moment goes on as the original did, over the ends of epochs too. It shares the
/// order of its epoch with the original, so that keeping many of one epoch costs little.
public struct Sampling: Sendable, Equatable, Codable {
  /// The number of rows to sample.
  public let rows: Int
  /// The rows in a batch that is not the last.
  public let batchSize: Int
  /// Whether each epoch has a random order; else rows come by number.
  public let shuffles: Bool
  /// Whether a last batch that is not full is left out.
  public let dropsLast: Bool
  /// How many batches an epoch has.
  public let batchesPerEpoch: Int
  /// Whether the generator is the loader's own, `generator=`; else it is PyTorch's default one.
  public let ownsGenerator: Bool
  /// What the order is drawn from. The default generator serves all: dropout draws its masks from here too.
  public var generator: Generator

  /// The number of the epoch of the batch in use, from 0 on.
  public private(set) var epoch = 0
  /// How many batches of this epoch have been given.
  public private(set) var position = 0
  /// The rows of this epoch in their order; empty before the first.
  private var order: [Int32] = []

  /// Starts before the first batch; nothing is drawn yet. Without `batch` every batch is the whole.
  ///
  /// An epoch must have a batch: see ``batchesPerEpoch(rows:batch:dropsLast:)``.
  public init(
    rows: Int, batch: Int? = nil, shuffles: Bool = true, dropsLast: Bool = false, generator: Generator,
    ownsGenerator: Bool = false
  ) {
    let batch = batch ?? rows
    precondition(rows > 0 && batch > 0, "\(rows) rows in batches of \(batch)")
    batchesPerEpoch = Self.batchesPerEpoch(rows: rows, batch: batch, dropsLast: dropsLast)
    precondition(batchesPerEpoch > 0, "\(rows) rows give no batch of \(batch)")
    self.rows = rows
    batchSize = min(batch, rows)
    self.shuffles = shuffles
    self.dropsLast = dropsLast
    self.generator = generator
    self.ownsGenerator = ownsGenerator
  }

  /// How many batches an epoch of such a sampling has; none if the only one is left out.
  public static func batchesPerEpoch(rows: Int, batch: Int, dropsLast: Bool) -> Int {
    rows / batch + (dropsLast || rows % batch == 0 ? 0 : 1)
  }

  /// Whether every batch is all rows in their order.
  public var isFixed: Bool { (!shuffles || rows == 1) && batchSize == rows }

  /// The sizes of batch that can come, the largest first.
  public var batchSizes: [Int] {
    let last = rows % batchSize
    return last == 0 || dropsLast ? [batchSize] : [batchSize, last]
  }

  /// The rows of the batch in use; none before the first.
  public var batch: ArraySlice<Int32> { order[places] }

  /// Where in the order the batch in use is.
  private var places: Range<Int> {
    position > 0 ? (position - 1) * batchSize..<min(position * batchSize, rows) : 0..<0
  }

  /// How many rows the batch in use has.
  var batchCount: Int { places.count }

  /// Hands out the rows of the batch in use without counting a reference to them.
  @inline(__always)
  func withBatch(_ body: (UnsafeBufferPointer<Int32>) -> Void) {
    order.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[places])) }
  }

  /// Whether the batch in use is the last of its epoch.
  public var endsEpoch: Bool { position == batchesPerEpoch }

  /// What the value takes in memory, the order included that copies of the same epoch share.
  public var byteCount: Int {
    MemoryLayout<Sampling>.stride - MemoryLayout<Generator>.stride + Generator.byteCount
      + order.count * MemoryLayout<Int32>.stride
  }

  /// Goes on to the next batch, in a new epoch after the last one.
  @discardableResult
  public mutating func next() -> (rows: ArraySlice<Int32>, endsEpoch: Bool) {
    var scratch = Generator(seed: 0)
    advance(&scratch)
    return (batch, endsEpoch)
  }

  /// The same without asking for memory, nor counting a reference to the rows: an epoch's order is drawn by `scratch`,
  /// whatever it held.
  mutating func advance(_ scratch: inout Generator) {
    if endsEpoch {
      epoch += 1
      position = 0
    }
    if position == 0 { beginEpoch(&scratch) }
    position += 1
    if endsEpoch && shuffles && ownsGenerator {
      // PyTorch's sampler begins another permutation before it finds that all rows have been given.
      for _ in 1..<rows { _ = generator.next32() }
    }
  }

  /// Draws what `for batch in loader` draws before its first batch.
  private mutating func beginEpoch(_ scratch: inout Generator) {
    // A seed for worker processes, drawn without any and unshuffled too.
    _ = generator.next64()
    if !shuffles {
      if order.isEmpty { order = (0..<Int32(rows)).map { $0 } }
    } else if ownsGenerator {
      generator.permute(rows, into: &order)
    } else {
      scratch.seed(generator.next64())
      scratch.permute(rows, into: &order)
    }
  }
}

extension Sampling {
  /// Whether it is one of the same kind over the same number of rows, at a place that there is.
  func fits(_ other: Sampling) -> Bool {
    guard rows == other.rows, batchSize == other.batchSize, shuffles == other.shuffles,
      dropsLast == other.dropsLast, ownsGenerator == other.ownsGenerator,
      batchesPerEpoch == other.batchesPerEpoch, RunStart.canBe(epoch),
      (1...batchesPerEpoch).contains(position),
      order.count == rows, generator.isWhole
    else { return false }
    var isTaken = [Bool](repeating: false, count: rows)
    for row in order {
      guard (0..<Int32(rows)).contains(row), !isTaken[Int(row)] else { return false }
      isTaken[Int(row)] = true
    }
    return true
  }

  /// What is sampled, for people: "250 rows in batches of 10".
  var words: String {
    switch (shuffles, dropsLast) {
    case (true, false): say("engine.data.batches", "\(rows) rows in batches of \(batchSize)")
    case (true, true):
      say("engine.data.fullBatches", "\(rows) rows in batches of \(batchSize), the last dropped")
    case (false, false):
      say("engine.data.unshuffledBatches", "\(rows) rows in unshuffled batches of \(batchSize)")
    case (false, true):
      say(
        "engine.data.fullUnshuffledBatches",
        "\(rows) rows in unshuffled batches of \(batchSize), the last dropped")
    }
  }
}
