/// Numbers and classes from a table of text: what is left of it when columns are chosen and gaps dropped.
public struct Table: Sendable {
  /// A column by its name or its number, counted from 0, or from the end by -1, -2, ….
  public enum Column: Equatable, Sendable, CustomStringConvertible {
    /// A column with this name in the header.
    case name(String)
    /// A column at this place.
    case number(Int)

    /// A column as it is written: a whole number is a place, everything else a name.
    public init(_ text: String) {
      self = Int(text).map { .number($0) } ?? .name(text)
    }

    /// The column as it is written.
    public var description: String {
      switch self {
      case .name(let name): name
      case .number(let number): "\(number)"
      }
    }
  }

  /// Whether the first record names the columns.
  public enum Header: String, CaseIterable, Sendable {
    /// It does where it has a word in a column in which the second record has a number or a missing value.
    case auto
    /// It does.
    case yes
    /// It is data.
    case no
  }

  /// What happens to a row with a missing value in a column that is used.
  public enum Gaps: Sendable {
    /// It is left out and counted.
    case drop
    /// It is an error.
    case refuse
  }

  /// What to read.
  public struct Selection: Sendable {
    /// The columns with features; all that are no targets where there is no choice.
    public var features: [Column]?
    /// The columns with targets; the last one where there is no choice.
    public var targets: [Column]?
    /// Whether the first record names the columns.
    public var header: Header
    /// What happens to rows with missing values.
    public var gaps: Gaps
    /// What separates fields; found from the first record where there is no choice.
    public var separator: UInt8?

    /// Creates a selection.
    public init(
      features: [Column]? = nil, targets: [Column]? = nil, header: Header = .auto, gaps: Gaps = .drop,
      separator: UInt8? = nil
    ) {
      (self.features, self.targets, self.header) = (features, targets, header)
      (self.gaps, self.separator) = (gaps, separator)
    }
  }

  /// The values of a column with targets.
  public enum Target: Equatable, Sendable {
    /// Numbers, one a row.
    case numbers([Float])
    /// Words: the index of each row's, and the different words in sorted order.
    case words(indices: [Int32], words: [String])
  }

  /// The texts that stand for a missing value.
  public static var missingWords: [String] { FieldValue.missingWords }

  /// How many rows there are.
  public internal(set) var rowCount = 0
  /// The names of the features; the columns' numbers where there is no header.
  public internal(set) var featureNames: [String] = []
  /// The names of the targets.
  public internal(set) var targetNames: [String] = []
  /// The numbers of the columns with features, from 0 on.
  public internal(set) var featureColumns: [Int] = []
  /// The numbers of the columns with targets.
  public internal(set) var targetColumns: [Int] = []
  /// Whether the header has no name twice.
  public internal(set) var hasUniqueNames = true
  /// The features, row by row.
  public internal(set) var features: [Float] = []
  /// The targets, column by column.
  public internal(set) var targets: [Target] = []
  /// How many rows were left out because of a missing value.
  public internal(set) var droppedRowCount = 0
  /// In how many of these rows each column had one, for those that had any.
  public internal(set) var missingCounts: [(column: String, count: Int)] = []
  /// Whether the first record was a header.
  public internal(set) var hasHeader = false
  /// What separates fields.
  public internal(set) var separator = UInt8(ascii: ",")

  /// Reads a table from a file, a pipe or a device; "-" is standard input. What is wrong is a `FormatError`.
  public static func read(
    _ path: String, _ selection: Selection = Selection(), progress: ByteInput.Progress? = nil
  ) throws -> Table {
    try read(ByteInput(path: path, progress: progress), selection)
  }

  /// Reads a table from bytes that are called `name` in messages.
  public static func parse(_ bytes: [UInt8], name: String, _ selection: Selection = Selection()) throws
    -> Table
  {
    try read(ByteInput(bytes, name: name), selection)
  }

  /// Reads a table from what comes.
  public static func read(_ input: ByteInput, _ selection: Selection = Selection()) throws -> Table {
    var reader = try TableReader(input, selection)
    return try reader.table()
  }
}
