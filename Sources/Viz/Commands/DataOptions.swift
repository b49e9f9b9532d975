import ArgumentParser
import Engine

/// The options that say from which rows a network learns, and in which order.
struct DataOptions: ParsableArguments {
  /// How many rows a batch has.
  enum Batch: Equatable, CustomStringConvertible {
    case rows(Int)
    case all

    /// As it is given.
    var description: String {
      switch self {
      case .rows(let count): "\(count)"
      case .all: "all"
      }
    }
  }

  /// The sets there are, by name.
  static var names: [String] { [DataSet.sampleName] + DataSets.all.map(\.name) }

  @Option(
    name: .customLong("data"), parsing: .unconditional,
    help: ArgumentHelp(
      "Data set to learn from: \(Self.names.joined(separator: ", ")). (default: the preset's)",
      valueName: "name"),
    completion: .list(Self.names), transform: Self.set)
  var name: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Part of the rows to learn from; the rest is held out. 1: all. (default: the data set's)",
      valueName: "part"),
    transform: Self.split)
  var split: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Seed of the data and of the split. (default: 0)", valueName: "seed"),
    transform: OptionParsers.seed)
  var dataSeed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("How many rows are made. (default: the data set's)", valueName: "n"),
    transform: Self.samples)
  var samples: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Noise of the data in percent, from 0 to 50. (default: the data set's)", valueName: "percent"),
    transform: Self.noise)
  var noise: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Rows in a batch, or all. (default: the preset's; \(Self.standardBatch) without one)", valueName: "n"),
    completion: .list(["10", "32", "all"]), transform: Self.batch)
  var batch: Batch?

  /// The rows in a batch where nothing says how many.
  static let standardBatch = 32

  @Flag(help: "Take the rows in their order in each epoch.")
  var noShuffle = false

  @Flag(help: "Leave out a last batch that is not full.")
  var dropLast = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Length of the article's input and target; alone, it draws both from --data-seed. (default: 2)",
      valueName: "n"),
    transform: OptionParsers.size)
  var size: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The article's input x, as many numbers as --size. (default: -0.5,0.1)", valueName: "a,b,…"),
    transform: OptionParsers.numbers)
  var input: [Double] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "The article's target y, as many numbers as --size. (default: 0.1,0.2)", valueName: "a,b,…"),
    transform: OptionParsers.numbers)
  var target: [Double] = []

  /// The length of the article's input and target.
  var sampleSize: Int { size ?? Configuration.articleInput.count }

  /// Whether the article's sample is drawn.
  private var drawsSample: Bool { size != nil && input.isEmpty && target.isEmpty }

  /// Lists must have the lengths that the size asks for.
  func validate() throws {
    for (option, values) in [("--input", input), ("--target", target)] {
      if values.isEmpty, sampleSize != 2, !drawsSample {
        throw ValidationError(
          "\(option) is missing: with --size \(sampleSize) it needs \(sampleSize) numbers")
      }
      if !values.isEmpty, values.count != sampleSize {
        let hint = values.count == 2 * sampleSize ? "; decimals are written with a point" : ""
        throw ValidationError(
          "\(option) has \(values.count) numbers but --size is \(sampleSize): it needs \(sampleSize)\(hint)")
      }
    }
  }

  /// The rows of the set that is called `name`.
  func rows(of name: String) throws -> TrainingData {
    guard let set = DataSets.named(name) else { return try sample() }
    try refuse([
      ("--size", size.map { "\($0)" }), ("--input", Self.text(input)), ("--target", Self.text(target)),
    ]) {
      "\($0) means nothing for the data set \(name): it is for the article's sample; leave it out"
    }
    if set.noiseRange.upperBound == 0 {
      try refuse([("--noise", noise.map { "\($0)" })]) {
        "\($0) means nothing for the data set \(name), which takes none; leave it out"
      }
    }
    if set.isShipped {
      try refuse([("--samples", samples.map { "\($0)" })]) {
        "\($0) means nothing for the data set \(name), which has \(set.samples); leave it out"
      }
    }
    return try OptionParsers.naming("--split \(split.map { "\($0)" } ?? "of \(name)")") {
      try TrainingData(
        .builtIn(set, samples: samples ?? set.samples, noise: noise ?? set.noise), seed: dataSeed ?? 0,
        trainingFraction: split ?? set.trainingFraction, standardizes: set.standardizes)
    }
  }

  /// The article's sample: as given, or drawn.
  private func sample() throws -> TrainingData {
    try refuse([
      ("--split", split.flatMap { $0 == 1 ? nil : "\($0)" }), ("--samples", samples.map { "\($0)" }),
      ("--noise", noise.map { "\($0)" }),
    ]) { "\($0) means nothing for the article's one sample; leave it out, or give a --preset or --data" }
    if drawsSample { return try TrainingData(.drawnSample(size: sampleSize), seed: dataSeed ?? 0) }
    return try TrainingData(
      .sample(
        input: input.isEmpty ? Configuration.articleInput : input,
        target: target.isEmpty ? Configuration.articleTarget : target))
  }

  /// How many rows of `rows` a batch has, all where `nil`: as asked for, else as the preset has it.
  func batchSize(_ preset: Preset?, _ rows: TrainingData) throws -> Int? {
    if rows.sample != nil { return nil }
    let standard = preset.flatMap { DataSets.named($0.data)?.batch } ?? Self.standardBatch
    let size: Int? =
      switch batch {
      case .all: nil
      case .rows(let count): count
      case nil: standard
      }
    if let size, dropLast, rows.training.rows < size {
      throw ValidationError(
        "--drop-last: \(rows.training.rows) rows give no full batch of \(size); a --batch of at most "
          + "\(rows.training.rows) would be right")
    }
    return size
  }

  /// Throws for the first option that has a value; `why` is told both.
  private func refuse(_ options: [(name: String, value: String?)], _ why: (String) -> String) throws {
    for (name, value) in options {
      if let value { throw ValidationError(why(value.isEmpty ? name : "\(name) \(value)")) }
    }
  }

  /// Numbers as they are given; `nil` where there are none.
  private static func text(_ numbers: [Double]) -> String? {
    numbers.isEmpty ? nil : numbers.map { "\($0)" }.joined(separator: ",")
  }
}

extension DataOptions {
  /// The most rows that are made.
  private static let mostSamples = 10_000_000

  private static func set(_ text: String) throws -> String {
    guard names.contains(text.lowercased()) else {
      throw ValidationError("the data sets are: \(names.joined(separator: ", "))")
    }
    return text.lowercased()
  }

  private static func split(_ text: String) throws -> Double {
    let value = try OptionParsers.finite(text)
    guard value > 0, value <= 1 else {
      throw ValidationError("a number above 0 and up to 1 is needed, such as 0.8")
    }
    return value
  }

  private static func samples(_ text: String) throws -> Int {
    guard let count = try? OptionParsers.positive(text), count <= mostSamples else {
      throw ValidationError("a whole number from 1 to \(mostSamples) is needed, such as 500")
    }
    return count
  }

  private static func noise(_ text: String) throws -> Double {
    let value = try OptionParsers.finite(text)
    guard (0...50).contains(value) else {
      throw ValidationError("a number from 0 to 50 is needed, such as 10")
    }
    return value
  }

  private static func batch(_ text: String) throws -> Batch {
    if text.lowercased() == "all" { return .all }
    guard let count = try? OptionParsers.positive(text) else {
      throw ValidationError("a whole number of 1 or more is needed, such as 32, or all")
    }
    return .rows(count)
  }
}
