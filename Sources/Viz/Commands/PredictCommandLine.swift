import ArgumentParser
import Engine
import Formats
import Glibc

/// `viz predict`: what a trained network makes of rows that it has not seen.
struct PredictCommandLine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Print what trained weights predict for rows of your own, as JSON Lines.",
    usage: "viz predict --weights <file> --data <rows> [<options>]",
    discussion: """
      The network is described as for training, by --preset or --model and --loss. Rows come from a file as for training, \
      without a target, or stand in --data itself: numbers with commas between them and semicolons between rows, or words \
      where the network takes letters. Features are brought to the scale of the rows that were learnt from, as \
      .safetensors files of viz export keep it.

      Examples:
        viz predict --preset spiral --weights spiral.safetensors --data "0.5,2;-3,1"
        viz predict --preset text --weights text.npz --data "abcdef xyzxyz"
        viz predict --preset penguins --weights penguins.safetensors --data birds.csv
      """)

  @OptionGroup(title: "Network")
  var network: NetworkOptions

  @Option(
    name: .customLong("data"), parsing: .unconditional,
    help: ArgumentHelp(
      "Rows to predict for: a file, - for standard input, numbers, or words.", valueName: "file|rows"),
    completion: .file())
  var rows: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "A file's columns with features, by name or number, or the array's name. (default: the preset's, or all; x)",
      valueName: "columns"),
    transform: DataOptions.columns)
  var features: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Whether the first row of a table names its columns. (default: auto, yes where it has a word above numbers)",
      valueName: "auto|yes|no"),
    completion: .list(Table.Header.allCases.map(\.rawValue)), transform: DataOptions.header)
  var header = Table.Header.auto

  /// What is missing or means nothing is told before a file is read.
  func validate() throws {
    guard network.initialWeights != nil else {
      throw ValidationError("--weights is missing: a file with trained weights is needed")
    }
    if network.model != nil, network.loss == nil, network.preset == nil {
      throw ValidationError("--loss is missing beside --model; or give a --preset, which has both")
    }
    if let seed = network.seed {
      throw ValidationError("--seed \(seed) means nothing for weights that are there already; leave it out")
    }
  }

  func run() throws {
    var output = DescriptorWriter(descriptor: STDOUT_FILENO, name: "stdout")
    try predict(to: &output)
  }

  /// Writes a line for each row.
  func predict(to output: inout DescriptorWriter) throws {
    let set = network.model == nil || network.preset != nil ? DataSets.named(preset.data) : nil
    var generator = Generator(seed: 0)
    let known = set?.make(samples: set?.samples ?? 0, noise: set?.noise ?? 0, generator: &generator)
    let given = try PredictedRows(rows, features: features, header: header, set: set, known: known)
    let architecture = try OptionParsers.naming(network.model == nil ? "--data \(rows)" : network.modelWords)
    {
      let architecture = try Architecture(
        network.model ?? preset.model, loss: network.loss ?? preset.loss, rowShape: given.rowShape)
      try architecture.checkEntries(given.features, of: "the data")
      return architecture
    }
    let (weights, record) = try weights(architecture)
    var scale = record?.standardization
    if record == nil, let set, set.standardizes {
      scale = try TrainingData(
        .builtIn(set, samples: set.samples, noise: set.noise), trainingFraction: set.trainingFraction,
        standardizes: true
      ).standardization
      try DescriptorWriter.tell(
        "the weights do not say how their rows were standardized; taken is what data seed 0 gives")
    }
    let names = record == nil ? known?.classNames : record?.classes
    let lowLabel = record?.lowLabel ?? known?.lowLabel ?? -1
    let classes = PredictedClass(architecture.loss, names: names, lowLabel: lowLabel)
    let predictor = try Predictor(architecture, weights: weights, rows: given.features, scale: scale)
    try predictor.forEachRow { row, prediction in
      let name = classes.name(of: prediction).map { ",\"class\":\($0)" } ?? ""
      try output.write("{\"row\":\(row),\"prediction\":\(JSONText.list(prediction))\(name)}\n")
    }
    try output.flush()
  }

  private var preset: Preset { network.preset ?? .article }

  /// The weights, and what their file keeps of the rows that they were learnt from.
  private func weights(_ architecture: Architecture) throws -> ([[Float]], DataRecord?) {
    if let path = network.weightFile {
      let file = try WeightFile(path)
      return (try file.weights(of: architecture), try file.data)
    }
    let numbers = network.weights.flatMap { $0 }.map(Float.init)
    let counts = architecture.parameters.map { $0.shape.reduce(1, *) }
    guard counts == [numbers.count] else {
      throw ValidationError(
        "--weights has \(numbers.count) numbers, but the network has \(counts); a file would be right")
    }
    return ([numbers], nil)
  }
}

/// Rows of features that a person wants a prediction for.
struct PredictedRows {
  /// [rows, …]
  let features: Tensor

  /// The shape of one row.
  var rowShape: [Int] { Array(features.shape.dropFirst()) }

  /// The rows of a file, or those that the text itself is.
  init(_ text: String, features: [String], header: Table.Header, set: (any BuiltInSet)?, known: DataSet?)
    throws
  {
    if text == "-" || !text.isEmpty && access(text, F_OK) == 0 {
      self.features = try Self.file(text, features, header, set, known)
      return
    }
    guard features.isEmpty else {
      throw ValidationError("--features is for the columns of a file, and --data has the rows; leave it out")
    }
    if let set, set.row("") != nil {
      let words = text.split(whereSeparator: \.isWhitespace)
      guard !words.isEmpty else { throw ValidationError("--data '': a word is needed, such as abcdef") }
      let numbers = words.flatMap { set.row(String($0)) ?? [] }
      self.features = Tensor(numbers, shape: [words.count, numbers.count / words.count])
      return
    }
    do {
      let matrix = try OptionParsers.matrix(text)
      self.features = Tensor(matrix.flatMap { $0 }.map(Float.init), shape: [matrix.count, matrix[0].count])
    } catch {
      throw ValidationError(
        "--data \(text.isEmpty ? "''" : text): there is no such file, and as numbers: \(error)")
    }
  }

  private static func file(
    _ path: String, _ features: [String], _ header: Table.Header, _ set: (any BuiltInSet)?, _ known: DataSet?
  ) throws -> Tensor {
    let progress = ReadingProgress(ByteInput.name(of: path))
    defer { progress.end() }
    let input = try ByteInput(path: path, progress: progress.note)
    if try RowFile.hasArrays(input) {
      do {
        return try ArrayRows.features(of: ArrayFile.read(input), features)
      } catch let error as FileRowError {
        throw Failure("cannot predict for \(ByteInput.name(of: path)): \(error.line)")
      }
    }
    // Words and letters, a row a line.
    if let set, set.row("") != nil, features.isEmpty {
      var bytes: [UInt8] = []
      while let byte = try input.next() { bytes.append(byte) }
      let words = String(decoding: bytes, as: UTF8.self).split(
        whereSeparator: \.isWhitespace)
      let numbers = words.flatMap { set.row(String($0)) ?? [] }
      guard !words.isEmpty else {
        throw Failure("cannot predict for \(ByteInput.name(of: path)): it has no words")
      }
      return Tensor(numbers, shape: [words.count, numbers.count / words.count])
    }
    // A preset knows what its columns are called; of a table with other names all are taken.
    let columns = features.isEmpty && set?.isShipped == true ? known?.featureNames ?? [] : features
    var choice = RowFile.Choice(features: columns, header: header).selection
    choice.targets = []
    choice.gaps = .refuse
    let table = try Table.read(input, choice)
    return Tensor(table.features, shape: [table.rowCount, table.featureNames.count])
  }
}

/// The class that a prediction stands for, as JSON.
struct PredictedClass {
  private let threshold: Float?
  private let names: [String]?
  private let takesLargest: Bool

  /// Classes by their names, as far as they are known; of a loss for classes their numbers else.
  init(_ loss: any Loss, names: [String]?, lowLabel: Float) {
    let form = type(of: loss).targets
    takesLargest = form == .classes
    self.names = names ?? (form == .probabilities ? ["0", "1"] : nil)
    threshold = loss.threshold(lowLabel: lowLabel)
  }

  /// The class of one row's prediction; `nil` where there are no classes.
  func name(of prediction: [Float]) -> String? {
    let number: Int
    if takesLargest {
      number = prediction.firstIndex(of: prediction.max() ?? 0) ?? 0
    } else {
      guard let threshold, names?.count == 2, prediction.count == 1 else { return nil }
      number = prediction[0] >= threshold ? 1 : 0
    }
    guard let names, names.indices.contains(number) else { return "\(number)" }
    let isNumber = names[number].wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/) != nil
    return isNumber ? names[number] : JSONText.text(names[number])
  }
}

/// A network with given weights, over rows that have no target.
struct Predictor {
  private let network: Network
  private let features: Tensor
  private let scale: Standardization?

  /// At most so many rows at once.
  private static let rowsAtOnce = 1024

  /// A network over rows; throws where they do not go together.
  init(_ architecture: Architecture, weights: [[Float]], rows: Tensor, scale: Standardization?) throws {
    var generator = Generator(seed: 0)
    network = Network(architecture, &generator)
    for (parameter, numbers) in zip(network.parameters, weights) { parameter.data.load(numbers) }
    (features, self.scale) = (rows, scale)
    let width = rows.shape.dropFirst().reduce(1, *)
    if let scale, scale.mean.count != width {
      throw Failure("the weights were learnt from \(scale.mean.count) features a row, but there are \(width)")
    }
  }

  /// Calls `body` with each row's number and prediction.
  func forEachRow(_ body: (Int, [Float]) throws -> Void) throws {
    let (all, count) = (features.elements, features.shape[0])
    let width = features.shape.dropFirst().reduce(1, *)
    var stage: Network.Stage?
    for first in stride(from: 0, to: count, by: Self.rowsAtOnce) {
      let rows = min(Self.rowsAtOnce, count - first)
      let current = try stage.flatMap { $0.input.shape[0] == rows ? $0 : nil } ?? network.stage(rows: rows)
      stage = current
      let part = Array(all[first * width..<(first + rows) * width])
      current.input.data.load(scale?.applied(to: part) ?? part)
      current.graph.forward()
      let prediction = current.prediction.tensor.elements
      let outputs = prediction.count / rows
      for row in 0..<rows { try body(first + row, Array(prediction[row * outputs..<(row + 1) * outputs])) }
    }
  }
}
