import Foundation
import Testing

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
