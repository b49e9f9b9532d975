import ArgumentParser
import Engine
import Formats
import Languages

/// `viz pool`: the chain of shapes around average pooling.
struct PoolCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pool",
      abstract: say("command.pool", "Print how average pooling changes a tensor's shape, stage by stage."),
      usage: say("command.poolUsage", "viz pool [<options>]"),
      discussion: say(
        "command.poolDiscussion",
        """
        Text is laid out as PyTorch prints tensors.

        Examples:
          viz pool --seed 3 --shape 3,4,5 --kernel 2
          viz pool --values - --kernel 2 < values.json
        """))
  }

  /// How the stages are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json
  }

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.shape", "Lengths of the axes: samples, text, vector. (default: 3,4,5)"), valueName: "a,b,c"),
    transform: OptionParsers.shape)
  var shape: [Int] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.kernel", "Length of the window. (default: \(Self.standardKernel))"), valueName: "k"),
    transform: OptionParsers.whole)
  var kernel: Int?

  private static let standardKernel = 4

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("option.stride", "Step of the window. (default: the kernel)"), valueName: "s"),
    transform: OptionParsers.whole)
  var stride: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("option.padding", "Zeros at both ends of the axis. (default: 0)"), valueName: "p"),
    transform: OptionParsers.whole)
  var padding = 0

  @Flag(help: ArgumentHelp(say("option.ceilMode", "Count a last window that reaches over the end.")))
  var ceilMode = false

  @Flag(help: ArgumentHelp(say("option.excludePadding", "Leave padding out of the mean.")))
  var excludePadding = false

  @Flag(help: ArgumentHelp(say("option.noTranspose", "Pool the last axis as it is, without the swap.")))
  var noTranspose = false

  @Flag(help: ArgumentHelp(say("option.noSqueeze", "Keep axes of length 1.")))
  var noSqueeze = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.poolSeed",
        "Seed of the values, as torch.manual_seed takes it. (default: drawn at random and shown)"),
      valueName: say("value.seed", "seed")),
    transform: OptionParsers.seed)
  var seed: UInt64?

  @Option(
    name: .customLong("values"), parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.values",
        """
        Read the tensor from nested lists in JSON instead: from a file, a pipe, or standard input for -. (default: \
        none)
        """),
      valueName: say("value.file", "file")), completion: .file())
  var valuesPath: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.poolFormat", "How the stages are printed."), valueName: say("value.format", "format")))
  var format = Format.text

  /// Settings that PyTorch would refuse are wrong before anything is read.
  func validate() throws {
    _ = try layer()
    if valuesPath != nil, !shape.isEmpty || seed != nil {
      throw ValidationError(
        say("error.valuesAlone", "--values brings its own shape and numbers: leave out --shape and --seed"))
    }
  }

  func run() throws {
    try DescriptorWriter.print(printed())
  }

  /// All stages as text of the wanted format; a seed that was drawn is told once nothing can go wrong any more.
  func printed() throws -> String {
    let drawnSeed = seed == nil && valuesPath == nil ? TrainingOptions.drawSeed() : nil
    let input = try valuesPath.map(Self.read) ?? generate(seed: seed ?? drawnSeed ?? 0)
    let pipeline: PoolingPipeline
    do {
      pipeline = try PoolingPipeline(
        input, layer: layer(), transposes: !noTranspose, squeeze: noSqueeze ? .none : .all)
    } catch let refusal as AvgPool1d.Refusal {
      throw wrongOption(refusal)
    }
    if let drawnSeed { try DescriptorWriter.tell(say("told.seed", "seed \(drawnSeed)")) }
    return format == .json ? Self.json(pipeline) : Self.text(pipeline)
  }

  private func layer() throws -> AvgPool1d {
    do throws(AvgPool1d.Refusal) {
      return try AvgPool1d(
        kernel: kernel ?? Self.standardKernel, stride: stride, padding: padding, ceilMode: ceilMode,
        countIncludePad: !excludePadding)
    } catch {
      throw wrongOption(error)
    }
  }

  /// A refusal in the words of the command line: it begins with the option and its value.
  private func wrongOption(_ refusal: AvgPool1d.Refusal) -> ValidationError {
    switch refusal {
    case .rank: return ValidationError(say("error.ofShape", "--shape: \(refusal)"))
    case .kernelLongerThanAxis(let longest, let length, _) where kernel == nil:
      return ValidationError(
        say(
          "error.kernelMissing",
          """
          --kernel is missing: its default of \(longest) is longer than the axis of \(length), so no window fits
          """)
      )
    default: return ValidationError("--\(refusal)")
    }
  }

  /// The tensor of a file.
  private static func read(_ path: String) throws -> Tensor {
    let tensor = try TensorFile.read(path)
    guard tensor.rank == 2 || tensor.rank == 3 else {
      throw Failure(
        say(
          "error.poolRank",
          """
          \(TensorFile.name(of: path)) holds a tensor of rank \(tensor.rank): lists of rank 2 or 3 are needed
          """))
    }
    return tensor
  }

  /// The tensor of a seed.
  private func generate(seed: UInt64) -> Tensor {
    var generator = Generator(seed: seed)
    return generator.uniformTensor(shape: shape.isEmpty ? [3, 4, 5] : shape)
  }

  private static func text(_ pipeline: PoolingPipeline) -> String {
    pipeline.stages.enumerated().map { index, stage in
      let size = stage.tensor.shape.map { String($0) }.joined(separator: ", ")
      let name = index == 0 ? say("pool.input", "input") : stage.name
      return "\(name)\n\(stage.tensor)\ntorch.Size([\(size)])\n"
    }.joined(separator: "\n")
  }

  private static func json(_ pipeline: PoolingPipeline) -> String {
    let stages = pipeline.stages.map { stage in
      let shape = stage.tensor.shape.map { String($0) }.joined(separator: ",")
      return "{\"name\":\"\(stage.name)\",\"shape\":[\(shape)],\"values\":\(JSONText.nested(stage.tensor))}"
    }
    return "{\"stages\":[\(stages.joined(separator: ","))]}\n"
  }
}
