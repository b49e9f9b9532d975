import ArgumentParser
import Engine
import Formats
import Glibc
import Languages

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

  /// Where rows come from.
  enum Source: Equatable {
    /// A set with a name of its own.
    case named(String)
    /// A file or folder of one's own, or standard input.
    case file(String)
  }

  /// The sets there are, by name.
  static var names: [String] { [DataSet.sampleName] + DataSets.all.map(\.name) }

  @Option(
    name: .customLong("data"), parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.data",
        """
        Data set to learn from: \(Self.names.joined(separator: ", ")); or a file of one's own: CSV or TSV, .npy, \
        .npz, .safetensors, a folder with MNIST's files, - for standard input. (default: the preset's)
        """),
      valueName: say("value.nameOrFile", "name|file")),
    completion: .file(), transform: Self.source)
  var source: Source?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.features",
        """
        A file's columns to learn from, by name or number, counted from 0 and from the end by -1; in .npz and \
        .safetensors the array's name. (default: all but the target; x)
        """), valueName: say("value.columns", "columns")),
    transform: Self.columns)
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
    completion: .list(Table.Header.allCases.map(\.rawValue)), transform: Self.header)
  var header: Table.Header?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.test",
        "A file whose rows are held out; one of the same form. (default: none; a folder's t10k)"),
      valueName: say("value.file", "file")),
    completion: .file())
  var test: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "option.standardize",
        """
        Bring each feature to mean 0 and standard deviation 1 by the rows to learn from: divided by n - 1 as \
        torch.std, a constant column stays 0.
        """)))
  var standardize = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.split",
        "Part of the rows to learn from; the rest is held out. 1: all. (default: the data set's)"),
      valueName: say("value.part", "part")),
    transform: Self.split)
  var split: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.dataSeed", "Seed of the data and of the split. (default: 0)"),
      valueName: say("value.seed", "seed")),
    transform: OptionParsers.seed)
  var dataSeed: UInt64?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.samples", "How many rows are made. (default: the data set's)"), valueName: "n"),
    transform: Self.samples)
  var samples: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.noise", "Noise of the data in percent, from 0 to 50. (default: the data set's)"),
      valueName: say("value.percent", "percent")),
    transform: Self.noise)
  var noise: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.batch", "Rows in a batch, or all. (default: the preset's; \(Self.standardBatch) without one)"),
      valueName: "n"),
    completion: .list(["10", "32", "all"]), transform: Self.batch)
  var batch: Batch?

  /// The rows in a batch where nothing says how many.
  static let standardBatch = 32

  @Flag(help: ArgumentHelp(say("option.noShuffle", "Take the rows in their order in each epoch.")))
  var noShuffle = false

  @Flag(help: ArgumentHelp(say("option.dropLast", "Leave out a last batch that is not full.")))
  var dropLast = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.size",
        "Length of the article's input and target; alone, it draws both from --data-seed. (default: 2)"),
      valueName: "n"),
    transform: OptionParsers.size)
  var size: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.input", "The article's input x, as many numbers as --size. (default: -0.5,0.1)"),
      valueName: "a,b,…"),
    transform: OptionParsers.numbers)
  var input: [Double] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.targetColumns",
        """
        A file's columns with targets, by name or number, or an array's name; of the article the target y, as many \
        numbers as --size. (default: the last column; y; 0.1,0.2)
        """), valueName: "a,b,…"))
  var target: String?

  /// The length of the article's input and target.
  var sampleSize: Int { size ?? Configuration.articleInput.count }

  /// Whether the article's sample is drawn.
  var drawsSample: Bool { size != nil && input.isEmpty && target == nil }

  /// The article's target; empty where none is given, or where it names columns.
  var sampleTarget: [Double] {
    get throws {
      guard let target, file == nil else { return [] }
      do {
        return try OptionParsers.numbers(target)
      } catch {
        let option = "--target <a,b,…>"
        throw ValidationError(
          say("parser.invalidValueWhy", "The value '\(target)' is invalid for '\(option)': \(error)"))
      }
    }
  }

  /// The file of one's own that rows come from.
  var file: String? {
    guard case .file(let path) = source else { return nil }
    return path
  }

  /// Lists must have the lengths that the size asks for.
  func validate() throws {
    for (option, values) in [("--input", input), ("--target", try sampleTarget)] where file == nil {
      if values.isEmpty, sampleSize != 2, !drawsSample {
        throw ValidationError(
          say(
            "error.listMissing",
            "\(option) is missing: with --size \(sampleSize) it needs \(sampleSize) numbers"))
      }
      if !values.isEmpty, values.count != sampleSize {
        throw ValidationError(
          values.count == 2 * sampleSize
            ? say(
              "error.twiceSize",
              "\(option) has \(values.count) numbers but --size is \(sampleSize): it needs \(sampleSize); decimals are written with a point"
            )
            : say(
              "error.notSize",
              "\(option) has \(values.count) numbers but --size is \(sampleSize): it needs \(sampleSize)"))
      }
    }
  }
}

extension DataOptions {
  /// The most rows that are made.
  private static let mostSamples = 10_000_000

  private static func source(_ text: String) throws -> Source {
    if names.contains(text.lowercased()) { return .named(text.lowercased()) }
    guard text == "-" || !text.isEmpty && access(text, F_OK) == 0 else {
      throw ValidationError(
        say(
          "error.noDataFile", "there is no such file, and the data sets are: \(names.joined(separator: ", "))"
        ))
    }
    return .file(text)
  }

  static func columns(_ text: String) throws -> [String] {
    let columns = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed }
    guard columns.allSatisfy({ !$0.isEmpty }) else {
      throw ValidationError(
        say(
          "error.columnNames",
          "names or numbers of columns are needed, with commas between, such as height,weight"))
    }
    return columns
  }

  static func header(_ text: String) throws -> Table.Header {
    guard let header = Table.Header(rawValue: text.lowercased()) else {
      throw ValidationError(say("error.header", "one of auto, yes and no is needed"))
    }
    return header
  }

  private static func split(_ text: String) throws -> Double {
    let value = try OptionParsers.finite(text)
    guard value > 0, value <= 1 else {
      throw ValidationError(say("error.split", "a number above 0 and up to 1 is needed, such as 0.8"))
    }
    return value
  }

  private static func samples(_ text: String) throws -> Int {
    guard let count = try? OptionParsers.positive(text), count <= mostSamples else {
      throw ValidationError(
        say("error.samples", "a whole number from 1 to \(mostSamples) is needed, such as 500"))
    }
    return count
  }

  private static func noise(_ text: String) throws -> Double {
    let value = try OptionParsers.finite(text)
    guard (0...50).contains(value) else {
      throw ValidationError(say("error.noise", "a number from 0 to 50 is needed, such as 10"))
    }
    return value
  }

  private static func batch(_ text: String) throws -> Batch {
    if text.lowercased() == "all" { return .all }
    guard let count = try? OptionParsers.positive(text) else {
      throw ValidationError(say("error.batch", "a whole number of 1 or more is needed, such as 32, or all"))
    }
    return .rows(count)
  }
}
