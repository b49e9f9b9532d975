import ArgumentParser
import Engine
import Glibc
import Languages

/// The options that say what is trained, and from which numbers.
struct NetworkOptions: ParsableArguments {
  private static var layerNames: String { Layers.all.map { $0.name }.joined(separator: ", ") }
  private static var lossNames: [String] { Losses.all.map { $0.name } }

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.preset",
        """
        Network, data and optimizer that go together: \(Preset.all.map(\.name).joined(separator: ", ")). What else \
        is given overrides it. (default: article)
        """), valueName: say("value.name", "name")),
    completion: .list(Preset.all.map(\.name)), transform: Self.preset)
  var preset: Preset?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.model",
        """
        Layers in PyTorch's notation, such as "Linear(2, 8), Tanh, Linear(8, 1)", or as print shows an \
        nn.Sequential: \(Self.layerNames). (default: the preset's)
        """),
      valueName: say("value.layers", "layers")))
  var model: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.loss",
        """
        Loss by its name or PyTorch's, options behind it, such as "cross-entropy label_smoothing=0.1": \
        \(Self.lossNames.joined(separator: ", ")). (default: the preset's)
        """), valueName: say("value.name", "name")),
    completion: .list(Self.lossNames), transform: Self.loss)
  var loss: String?

  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.seed",
        """
        Seed of the initial weights and the order of rows, as torch.manual_seed takes it. (default: drawn at random \
        and shown; 0 for render)
        """), valueName: say("value.seed", "seed")),
    transform: OptionParsers.seed)
  var seed: UInt64?

  @Option(
    name: .customLong("weights"), parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.weights",
        """
        A file with the initial weights, by the names of PyTorch's state dict: .safetensors, .npz, an object of lists in \
        JSON, or .npy of a single tensor; of the article also its numbers, row by row. (default: drawn from the seed)
        """),
      valueName: say("value.fileOrNumbers", "file|a,b;c,d")), completion: .file(), transform: Self.weights)
  var initialWeights: Weights?

  /// Where the initial weights come from.
  enum Weights: Equatable {
    /// A file.
    case file(String)
    /// The article's numbers.
    case numbers([[Double]])
  }

  /// The numbers of the article's weights; none where they are not given.
  var weights: [[Double]] {
    guard case .numbers(let rows) = initialWeights else { return [] }
    return rows
  }

  /// The file with the initial weights.
  var weightFile: String? {
    guard case .file(let path) = initialWeights else { return nil }
    return path
  }

  /// The option and its value for messages, on one line and of bounded length.
  var modelWords: String {
    guard let model else { return "--model" }
    let line = model.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return "--model \"\(line.count > 60 ? line.prefix(59) + "…" : line)\""
  }

  private static func weights(_ text: String) throws -> Weights {
    // A file may be called anything, but numbers begin with a figure, a sign or a point.
    let isNumbers = text.allSatisfy { "0123456789+-.,;eE ".contains($0) }
    if access(text, F_OK) == 0 { return .file(text) }
    if isNumbers || text.contains(";") { return .numbers(try OptionParsers.matrix(text)) }
    throw ValidationError(
      say(
        "error.noWeightFile",
        "there is no such file; of the article, numbers such as 0.5,-0.2;0.1,0.3 are taken too"))
  }

  private static func preset(_ text: String) throws -> Preset {
    guard let preset = Preset.named(text) else {
      throw ValidationError(
        say("error.presets", "the presets are: \(Preset.all.map(\.name).joined(separator: ", "))"))
    }
    return preset
  }

  private static func loss(_ text: String) throws -> String {
    do {
      _ = try Architecture.loss(text)
    } catch {
      throw ValidationError("\(error)")
    }
    return text
  }
}
