import ArgumentParser
import Engine
import Languages

/// The rows that the options of data ask for.
extension DataOptions {
  /// The rows of the set that is called `name`, unless others are asked for, for a loss that wants targets in a form; and
  /// what a person should know of how they were read.
  func rows(orOf name: String, for form: TargetForm) throws -> (rows: TrainingData, notice: String?) {
    switch source {
    case .file(let path): try rows(ofFile: path, form)
    case .named(let name): (try rows(ofSet: name), nil)
    case nil: (try rows(ofSet: name), nil)
    }
  }

  private func rows(ofFile path: String, _ form: TargetForm) throws -> (rows: TrainingData, notice: String?) {
    try refuse([
      ("--size", size.map { "\($0)" }), ("--input", Self.text(input)), ("--samples", samples.map { "\($0)" }),
      ("--noise", noise.map { "\($0)" }),
    ]) { say("error.notForFileRows", "\($0) means nothing for rows out of a file; leave it out") }
    if let test, let split, split < 1 {
      throw ValidationError(
        say("error.splitAndTest", "--split \(split) and --test \(test) both hold rows out; give one of them"))
    }
    let choice = RowFile.Choice(
      features: features, targets: try target.map(Self.columns) ?? [], header: header ?? .auto)
    let file = try RowFile(path, choice, for: form)
    let other = try test.map { try RowFile($0, choice, for: form, rule: file.rule) }
    let notices = [file.notice, other?.notice].compactMap { $0 }
    let rows = try OptionParsers.naming(
      test.map { "--test \($0)" } ?? "--split \(split.map { "\($0)" } ?? "1")"
    ) {
      try TrainingData(
        .given(file.data, program: file.program), seed: dataSeed ?? 0, trainingFraction: split,
        standardizes: standardize, heldOut: other?.data ?? (split ?? 1 < 1 ? nil : file.heldOut))
    }
    return (rows, notices.isEmpty ? nil : notices.joined(separator: "; "))
  }

  private func rows(ofSet name: String) throws -> TrainingData {
    try refuse([
      ("--features", features.isEmpty ? nil : features.joined(separator: ",")),
      ("--header", header?.rawValue), ("--test", test),
    ]) {
      say(
        "error.onlyForFiles",
        "\($0) means nothing for the data set \(name): it is for a file of one's own; leave it out")
    }
    guard let set = DataSets.named(name) else { return try sample() }
    try refuse([
      ("--size", size.map { "\($0)" }), ("--input", Self.text(input)), ("--target", target),
    ]) {
      say(
        "error.onlyForArticle",
        "\($0) means nothing for the data set \(name): it is for the article's sample; leave it out")
    }
    if set.isShipped {
      try refuse([("--samples", samples.map { "\($0)" })]) {
        say(
          "error.shippedSamples",
          "\($0) means nothing for the data set \(name), which has \(set.samples); leave it out")
      }
    }
    if set.noiseRange.upperBound == 0 {
      try refuse([("--noise", noise.map { "\($0)" })]) {
        say(
          "error.takesNoNoise", "\($0) means nothing for the data set \(name), which takes none; leave it out"
        )
      }
    }
    let option = split.map { "--split \($0)" } ?? say("error.splitOf", "--split of \(name)")
    return try OptionParsers.naming(option) {
      try TrainingData(
        .builtIn(set, samples: samples ?? set.samples, noise: noise ?? set.noise), seed: dataSeed ?? 0,
        trainingFraction: split ?? set.trainingFraction, standardizes: set.standardizes || standardize)
    }
  }

  /// The article's sample: as given, or drawn.
  private func sample() throws -> TrainingData {
    try refuse([
      ("--split", split.flatMap { $0 == 1 ? nil : "\($0)" }), ("--samples", samples.map { "\($0)" }),
      ("--noise", noise.map { "\($0)" }), ("--standardize", standardize ? "" : nil),
    ]) {
      say(
        "error.oneSample",
        "\($0) means nothing for the article's one sample; leave it out, or give a --preset or --data")
    }
    if drawsSample { return try TrainingData(.drawnSample(size: sampleSize), seed: dataSeed ?? 0) }
    let target = try sampleTarget
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
        say(
          "error.dropLast",
          """
          --drop-last: \(rows.training.rows) rows give no full batch of \(size); a --batch of at most \
          \(rows.training.rows) would be right
          """))
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
