import Foundation

/// PyTorch's own numbers; `made_by` in the file says from which versions.
struct Golden: Decodable {
  typealias Matrix = [[Double]]

  struct InitialWeights: Decodable {
    let seed: UInt64
    let n: Int
    let bias: Bool
    let parameters: [Parameter]
  }

  /// A weight's rows or a bias, row-major.
  struct Parameter: Decodable {
    let elements: [Float]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      let numbers = try (try? container.decode(Matrix.self).flatMap { $0 }) ?? container.decode([Double].self)
      elements = numbers.map(Float.init)
    }
  }

  struct Hand: Decodable {
    let prediction: [Double]
    let loss: Double
    let gradient: Matrix
  }

  struct Article: Decodable {
    let seed: UInt64
    let x: [Double]
    let y: [Double]
    let weight: Matrix
    let prediction: [Double]
    let loss: Double
    let gradient: Matrix
    let after: [String: Matrix]
    let diy: Hand
  }

  struct Trajectory: Decodable {
    let seed: UInt64
    let optimizer: String
    let n: Int
    let x: [Double]
    let y: [Double]
    let steps: Int
    let losses: [Double]
    let weights: [String: Matrix]
  }

  struct Toggle: Decodable {
    let seed: UInt64
    let losses: [Double]
    let weightsAfterEachBlock: [Matrix]
  }

  /// The numbers of lists within lists of any depth.
  struct Nested: Decodable {
    let elements: [Double]

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let lists = try? container.decode([Nested].self) {
        elements = lists.flatMap(\.elements)
      } else {
        elements = [try container.decode(Double.self)]
      }
    }
  }

  struct Pool: Decodable {
    let seed: UInt64
    let shape: [Int]
    let kernel: Int
    let stride: Int?
    let padding: Int
    let ceilMode: Bool
    let countIncludePad: Bool
    let pipeline: Bool
    let input: Nested
    let error: String?
    let transposedShape: [Int]?
    let pooledShape: [Int]?
    let pooled: Nested?
    let squeezedShape: [Int]?
    let squeezed: Nested?
  }

  let avgpool1d: [Pool]
  let initialWeights: [InitialWeights]
  let article: [Article]
  let trajectories: [Trajectory]
  let toggles: [Toggle]

  /// The committed reference; the same for every test.
  static let committed: Golden = {
    do {
      let folder = try #require(Bundle.module.url(forResource: "Golden", withExtension: nil))
      let decoder = JSONDecoder()
      decoder.keyDecodingStrategy = .convertFromSnakeCase
      let golden = try decoder.decode(
        Golden.self, from: Data(contentsOf: folder.appending(path: "golden.json")))
      // A test of no cases would pass.
      let counts = [
        golden.avgpool1d.count, golden.initialWeights.count, golden.article.count, golden.trajectories.count,
        golden.toggles.count,
      ]
      try #require(counts.allSatisfy { $0 > 0 })
      return golden
    } catch {
      fatalError("the golden numbers cannot be read: \(error)")
    }
  }()
}

import Testing
