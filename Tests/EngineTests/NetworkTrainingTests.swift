import Testing

@testable import Engine

/// Whole runs of networks against PyTorch's: data and first weights to the bit, losses and weights within what float32
/// itself leaves open, which the file tells for each run.
@Suite struct NetworkTrainingTests {
  struct Run: Decodable {
    let seed: UInt64
    let title: String
    let data: [Part]
    let dataSeed: UInt64
    let loss: String
    let optimizer: String
    let batch: Int
    let shuffle: Bool
    let dropLast: Bool
    let schedule: String?
    let clip: Double?
    let steps: Int
    let x: NetworkGolden.Brief
    let y: NetworkGolden.Brief
    let initial: [NetworkGolden.Brief]
    let firstGradients: [Near]?
    let losses: [Double]
    let batchSizes: [Int]
    let norms: [Double]?
    let weights: [String: [Near]]
    let fromFloat64: Distance

    struct Distance: Decodable {
      let loss: Double
      let weights: [String: Double]
    }
  }

  /// A word, number or flag of a data set's description.
  enum Part: Decodable {
    case text(String)
    case number(Double)
    case flag(Bool)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        self = .flag(flag)
      } else if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .text(try container.decode(String.self))
      }
    }

    var text: String { if case .text(let text) = self { text } else { "" } }
    var number: Double { if case .number(let number) = self { number } else { 0 } }
    var whole: Int { Int(number) }
    var isOn: Bool { if case .flag(let flag) = self { flag } else { false } }
  }

  /// A tensor in full, or its ends, sum and sum of squares.
  struct Near: Decodable {
    let shape: [Int]
    let values: [Double]?
    let first: [Double]?
    let last: [Double]?
    let sumOfSquares: Double?

    /// The largest difference of what is known, and how far the norm is off.
    func difference(from elements: [Float]) -> Double {
      let numbers = elements.map(Double.init)
      if let values { return zip(values, numbers).map { abs($0 - $1) }.max() ?? 0 }
      let ends =
        zip(first ?? [], numbers).map { abs($0 - $1) }
        + zip((last ?? []).reversed(), numbers.reversed()).map { abs($0 - $1) }
      let norm = numbers.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return max(
        ends.max() ?? 0,
        abs(norm - (sumOfSquares ?? 0).squareRoot()) / Double(max(1, elements.count)).squareRoot())
    }
  }

  /// The layers by the title, which says their sizes, as the script that made the file has them.
  private static func model(_ run: Run) -> String {
    if run.title.hasPrefix("text") {
      let (dimension, outputs) = (run.initial[0].shape[1], run.initial[1].shape[0])
      let padding = run.title.contains("padding_idx=0") ? ", padding_idx=0" : ""
      let end = run.loss == "cross_entropy" ? "" : ", Sigmoid"
      return
        "embedding: Embedding(28, \(dimension)\(padding)), Transpose(1, 2), AvgPool1d(6), Squeeze, Linear(\(outputs))\(end)"
    }
    let words = run.title.split(separator: " ").map { String($0.trimmingSuffix(",")) }
    let sizes = words[0].split(separator: "-")
    var layers: [String] = []
    for size in sizes.dropFirst() { layers += ["Linear(\(size))", words[1]] }
    if !run.title.contains("output") { layers.removeLast() }
    return layers.joined(separator: ", ")
  }

  private static func data(_ run: Run) throws -> DataSet {
    var generator = Generator(seed: run.dataSeed)
    let parts = run.data
    switch parts[0].text {
    case "playground":
      let set = try #require(DataSets.named(parts[1].text))
      return set.make(samples: parts[2].whole, noise: parts[3].number * 100, generator: &generator)
    case "text":
      return try #require(DataSets.named("text")).make(
        samples: parts[1].whole, noise: 0, generator: &generator)
    default:
      return blobs(parts, &generator)
    }
  }

  /// The file's `blobs`: clouds, pictures of few values, or values.
  private static func blobs(_ parts: [Part], _ generator: inout Generator) -> DataSet {
    let (rows, inputs, outputs) = (parts[1].whole, parts[2].whole, parts[3].whole)
    var features: [Float]
    var targets = Tensor([], shape: [0])
    var kind = DataSet.Kind.classes(names: (0..<outputs).map { "\($0)" })
    switch parts[4].text {
    case "class":
      let classes = generator.integers(count: rows, from: 0, to: outputs)
      features = generator.normal(count: rows * inputs)
      let centres = generator.normal(count: outputs * inputs)
      for place in features.indices {
        features[place] += centres[classes[place / inputs] * inputs + place % inputs] * 2
      }
      targets = Tensor(classes.map(Float.init), shape: [rows])
    case "pixels":
      let classes = generator.integers(count: rows, from: 0, to: outputs)
      features = generator.integers(count: rows * inputs, from: 0, to: 17).map(Float.init)
      let centres = generator.integers(count: outputs * inputs, from: 0, to: 17).map(Float.init)
      for place in features.indices {
        features[place] = (features[place] + centres[classes[place / inputs] * inputs + place % inputs]) / 32
      }
      targets = Tensor(classes.map(Float.init), shape: [rows])
    default:
      features = generator.normal(count: rows * inputs)
      targets = Tensor((0..<rows * outputs).map { _ in generator.uniform() }, shape: [rows, outputs])
      kind = .values
    }
    return DataSet(
      name: "blobs", featureNames: (0..<inputs).map { "x\($0)" },
      features: Tensor(features, shape: [rows, inputs]),
      targets: targets, kind: kind)
  }

  @Test func everyRunFollowsPyTorchs() throws {
    for run in try NetworkGolden.section("training", as: [Run].self) {
      let data = try Self.data(run)
      let model = Self.model(run)
      let architecture = try Architecture(
        model, loss: run.loss, rowShape: Array(data.features.shape.dropFirst()))
      #expect(run.x.isEqual(to: data.features.elements), "\(run.title): features")
      let targets = try #require(data.targets(as: type(of: architecture.loss).targets))
      #expect(run.y.isEqual(to: targets.elements), "\(run.title): targets")
      let trainer = Trainer(
        try Configuration(
          architecture, data: TrainingData(.given(data)), optimizer: try Optimizers.parse(run.optimizer),
          seed: run.seed, batch: run.batch, shuffles: run.shuffle, dropsLast: run.dropLast,
          schedule: try run.schedule.map { try Schedules.parse($0) }, clipping: try Clipping(norm: run.clip)))
      #expect(
        zip(run.initial, trainer.network.parameters).allSatisfy { $0.isEqual(to: $1.data.elements) },
        "\(run.title)")
      for (parameter, expected) in zip(trainer.network.parameters, run.firstGradients ?? []) {
        let gradient = try #require(parameter.gradient).elements
        let largest = gradient.map { abs(Double($0)) }.max() ?? 0
        #expect(
          expected.difference(from: gradient) <= 2e-6 + 1e-5 * largest, "\(run.title): \(parameter.name)")
      }
      for step in 0..<run.steps {
        if step < run.batchSizes.count { #expect(trainer.sampling.batch.count == run.batchSizes[step]) }
        let difference = abs(Double(trainer.loss) - run.losses[step])
        #expect(difference <= 1e-6 + 10 * run.fromFloat64.loss, "\(run.title), step \(step)")
        trainer.takeStep()
        if let norms = run.norms {
          #expect(
            abs(Double(trainer.gradientNorm ?? 0) - norms[step]) <= 1e-6 + 1e-5 * norms[step], "\(run.title)")
        }
        guard let weights = run.weights["\(trainer.step)"],
          let distance = run.fromFloat64.weights["\(trainer.step)"]
        else {
          continue
        }
        for (parameter, expected) in zip(trainer.network.parameters, weights) {
          let difference = expected.difference(from: parameter.data.elements)
          #expect(
            difference <= 1e-6 + 10 * distance, "\(run.title), step \(trainer.step): \(parameter.name)")
        }
      }
    }
  }
}

extension StringProtocol {
  fileprivate func trimmingSuffix(_ suffix: String) -> SubSequence {
    hasSuffix(suffix) ? dropLast(suffix.count) : self[...]
  }
}
