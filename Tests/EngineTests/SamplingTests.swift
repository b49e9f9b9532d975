import Engine
import Testing

/// Batches are held to those of PyTorch's DataLoader.
@Suite struct SamplingTests {
  struct Loader: Decodable {
    let seed: UInt64
    let n: Int
    let batch: Int
    let shuffle: Bool
    let dropLast: Bool
    let generatorSeed: UInt64?
    let epochs: [[[Int]]]?
    let fnv: [String]
    let batches: [Int]
    let nextRand: [Double]
  }

  @Test func batchesAreThoseOfADataLoader() throws {
    for golden in try NetworkGolden.section("loader", as: [Loader].self) {
      let name = "seed \(golden.seed), \(golden.n) by \(golden.batch)"
      var generator = Generator(seed: golden.seed)
      _ = generator.linearWeight(inputs: 2, outputs: 3)
      _ = generator.linearBias(inputs: 2, outputs: 3)
      var sampling = Sampling(
        rows: golden.n, batch: golden.batch, shuffles: golden.shuffle, dropsLast: golden.dropLast,
        generator: golden.generatorSeed.map(Generator.init) ?? generator,
        ownsGenerator: golden.generatorSeed != nil)
      for (epoch, hash) in golden.fnv.enumerated() {
        let batches = Self.epoch(of: &sampling)
        #expect(sampling.epoch == epoch && batches.count == golden.batches[epoch], "\(name)")
        #expect(NetworkGolden.hash(batches.flatMap { $0 }) == hash, "\(name), epoch \(epoch)")
        if let epochs = golden.epochs { #expect(batches == epochs[epoch], "\(name), epoch \(epoch)") }
      }
      if golden.generatorSeed == nil { generator = sampling.generator }
      #expect([generator.uniform()] == golden.nextRand.map(Float.init), "\(name)")
    }
  }

  /// Every size of set and batch up to nine, in every manner.
  static let all: [Sampling] = (1...9).flatMap { rows in
    ([nil] + (1...10).map(Optional.init)).flatMap { (batch: Int?) in
      (0..<8).compactMap { manner in
        let dropsLast = manner & 2 != 0
        guard Sampling.batchesPerEpoch(rows: rows, batch: batch ?? rows, dropsLast: dropsLast) > 0 else {
          return nil
        }
        return Sampling(
          rows: rows, batch: batch, shuffles: manner & 1 != 0, dropsLast: dropsLast,
          generator: Generator(seed: UInt64(rows)), ownsGenerator: manner & 4 != 0)
      }
    }
  }

  @Test func aCopyGoesOnAsTheOriginalDidWheneverItWasTaken() {
    for start in Self.all {
      var original = start
      var copies = [start]
      for _ in 0..<3 * start.batchesPerEpoch + 1 {
        original.next()
        copies.append(original)
      }
      for (taken, copy) in copies.enumerated() {
        var again = copy
        for later in copies[taken...].dropFirst() {
          let (rows, endsEpoch) = again.next()
          #expect(rows == later.batch && endsEpoch == later.endsEpoch)
          #expect(again == later)
        }
      }
    }
  }

  @Test func anEpochGivesEveryRowOnceButThoseLeftOut() {
    for start in Self.all {
      var sampling = start
      var sizes: Set<Int> = []
      for _ in 0..<3 {
        let batches = Self.epoch(of: &sampling)
        sizes.formUnion(batches.map(\.count))
        let rows = batches.flatMap { $0 }
        #expect(Set(rows).count == rows.count && rows.allSatisfy { (0..<start.rows).contains($0) })
        #expect(rows.count == (start.dropsLast ? start.rows / start.batchSize * start.batchSize : start.rows))
        #expect(batches.count == start.batchesPerEpoch)
        if !start.shuffles { #expect(rows == Array(0..<rows.count)) }
      }
      #expect(sizes.sorted(by: >) == start.batchSizes)
    }
  }

  @Test func nothingIsDrawnBeforeTheFirstBatchAndOnceAnEpoch() {
    for start in Self.all where !start.ownsGenerator {
      var sampling = start
      var generator = sampling.generator
      #expect(sampling.batch.isEmpty && sampling.position == 0 && !sampling.endsEpoch)
      for _ in 0..<2 {
        _ = generator.next64()
        if start.shuffles { _ = generator.next64() }
        for _ in 0..<start.batchesPerEpoch {
          sampling.next()
          #expect(sampling.generator == generator)
        }
      }
    }
  }

  @Test func theSizeInMemoryGrowsWithTheOrder() {
    var sampling = Sampling(rows: 10_000, batch: 100, generator: Generator(seed: 0))
    #expect((2_496..<3_000).contains(sampling.byteCount))
    sampling.next()
    #expect((42_496..<43_000).contains(sampling.byteCount))
  }

  /// The batches of the next whole epoch.
  private static func epoch(of sampling: inout Sampling) -> [[Int]] {
    var batches: [[Int]] = []
    while true {
      let (rows, endsEpoch) = sampling.next()
      batches.append(rows.map { Int($0) })
      if endsEpoch { return batches }
    }
  }
}
