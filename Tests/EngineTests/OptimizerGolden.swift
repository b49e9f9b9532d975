import Foundation
import Testing

@testable import Engine

/// PyTorch's numbers for optimizers, schedules and clipping; `about` in the file says how they were made.
struct OptimizerGolden: Decodable {
  struct Optimizer: Decodable, CustomTestStringConvertible {
    let optimizer: String
    let shape: [Int]
    let seed: UInt64
    let steps: Int
    let initial: Golden.Nested
    /// Those of the first two steps.
    let gradients: [Golden.Nested]
    let weights: [String: Golden.Nested]

    var testDescription: String { optimizer }
  }

  struct Schedule: Decodable, CustomTestStringConvertible {
    let schedule: String
    let lr: Double
    let rates: [Double]

    var testDescription: String { schedule }
  }

  struct Clipping: Decodable {
    let maxNorm: Double
    let gradients: [Golden.Nested]
    let totalNorm: Double
    let clipped: [Golden.Nested]
  }

  let optimizers: [Optimizer]
  let schedules: [Schedule]
  let clipping: [Clipping]

  /// The committed reference, or the file that VIZ_GOLDEN_NETWORKS names; the same for every test.
  static let committed: OptimizerGolden = {
    do {
      let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
      let other = ProcessInfo.processInfo.environment["VIZ_GOLDEN_NETWORKS"].map { URL(filePath: $0) }
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let golden = try decoder.decode(
        OptimizerGolden.self, from: Data(contentsOf: other ?? folder.appending(path: "networks.json")))
      // A test of no cases would pass.
      try #require(golden.optimizers.count >= 18 && golden.schedules.count >= 7 && golden.clipping.count >= 2)
      return golden
    } catch {
      fatalError("the reference of optimizers cannot be read: \(error)")
    }
  }()
}

/// `torch.randn` for fewer than 16 numbers a call: Box-Muller in Double, one number kept for the next.
struct SmallNormals {
  private var generator: MersenneTwister
  private var kept: Double?

  init(seed: UInt64) {
    generator = MersenneTwister(seed: seed)
  }

  mutating func next(_ count: Int) -> [Float] {
    (0..<count).map { _ in Float(next()) }
  }

  private mutating func next() -> Double {
    if let kept {
      self.kept = nil
      return kept
    }
    let (first, second) = (uniform(), uniform())
    let radius = (-2 * log1p(-second)).squareRoot()
    kept = radius * sin(2 * Double.pi * first)
    return radius * cos(2 * Double.pi * first)
  }

  private mutating func uniform() -> Double {
    let high = UInt64(generator.next())
    return Double((high << 32 | UInt64(generator.next())) & ((1 << 53) - 1)) * 0x1p-53
  }
}
