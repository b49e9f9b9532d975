import ArgumentParser
import Engine
import Formats
import Glibc
import Languages

/// `viz predict`: what a trained network makes of rows that it has not seen.
struct PredictCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "predict",
      abstract: say(
        "command.predict", "Print what trained weights predict for rows of your own, as JSON Lines."),
      usage: say("command.predictUsage", "viz predict --weights <file> --data <rows> [<options>]"),
      discussion: say(
        "command.predictDiscussion",
        """
        The network is described as for training, by --preset or --model and --loss. Rows come from a file as for training, \
        without a target, or stand in --data itself: numbers with commas between them and semicolons between rows, or words \
        where the network takes letters. Features are brought to the scale of the rows that were learnt from, as \
        .safetensors files of viz export keep it.

        Examples:
          viz predict --preset spiral --weights spiral.safetensors --data "0.5,2;-3,1"
          viz predict --preset text --weights text.npz --data "abcdef xyzxyz"
          viz predict --preset penguins --weights penguins.safetensors --data birds.csv
        """))
  }

  @OptionGroup(title: say("option.networkTitle", "Network"))
  var network: NetworkOptions

  @Option(
    name: .customLong("data"), parsing: .unconditional,
    help: ArgumentHelp(
      say("option.predictData", "Rows to predict for: a file, - for standard input, numbers, or words."),
      valueName: say("value.fileOrRows", "file|rows")),
    completion: .file())
  var rows: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.predictFeatures",
        """
        A file's columns with features, by name or number, or the array's name. (default: the preset's, or all; x)
        """),
      valueName: say("value.columns", "columns")),
    transform: DataOptions.columns)
  var features: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.header",
        """
        Whether the first row of a table names its columns. (default: auto, yes where it has a word above numbers)
        """),
      valueName: "auto|yes|no"),
    completion: .list(Table.Header.allCases.map(\.rawValue)), transform: DataOptions.header)
  var header = Table.Header.auto

  /// What is missing or means nothing is told before a file is read.
  func validate() throws {
    guard network.initialWeights != nil else {
      throw ValidationError(
        say("error.weightsMissing", "--weights is missing: a file with trained weights is needed"))
    }
    if network.model != nil, network.loss == nil, network.preset == nil {
      throw ValidationError(
        say("error.lossMissing", "--loss is missing beside --model; or give a --preset, which has both"))
    }
    if let seed = network.seed {
      throw ValidationError(
        say(
          "error.seedWithWeights",
          "--seed \(seed) means nothing for weights that are there already; leave it out"))
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
      try architecture.checkEntries(given.features, of: say("error.theData", "the data"))
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
        say(
          "told.standardizationGuessed",
          "the weights do not say how their rows were standardized; taken is what data seed 0 gives"))
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
        say(
          "error.weightNumbers",
          "--weights has \(numbers.count) numbers, but the network has \(counts); a file would be right"))
    }
    return ([numbers], nil)
  }
}
