import Engine
import Formats
import Languages

/// Rows out of a file or folder of one's own, and how a program in Python gets the same.
struct RowFile {
  /// Which part of a file is wanted.
  struct Choice: Equatable {
    /// Columns by name or number, or the name of an array; none for what there is.
    var features: [String] = []
    /// The same of the targets.
    var targets: [String] = []
    /// Whether a table's first record names its columns.
    var header = Table.Header.auto
  }

  /// The rows, in the file's order.
  let data: DataSet
  /// Rows that the file itself holds out.
  let heldOut: DataSet?
  /// What its targets mean.
  let rule: TargetRule
  /// Lines that leave the features in `x` and the targets in `y`.
  let program: [String]
  /// What a person should know of how it was read.
  let notice: String?

  /// Reads what is at `path`, for a loss that wants targets in a form. Rows held out are read by the rule of those to learn
  /// from.
  init(_ path: String, _ choice: Choice, for form: TargetForm, rule: TargetRule? = nil) throws {
    do {
      self = try Self.read(path, choice, form, rule)
    } catch let error as FileRowError {
      throw Failure(
        say("file.cannotLearn", "cannot learn from \(ByteInput.name(of: path)): \(error.line)"))
    }
  }

  private static func read(
    _ path: String, _ choice: Choice, _ form: TargetForm, _ rule: TargetRule?
  ) throws -> RowFile {
    if ImageFolder.isFolder(path) { return try ImageFolder(path).rows(choice, form, rule) }
    let progress = ReadingProgress(ByteInput.name(of: path))
    defer { progress.end() }
    let input = try ByteInput(path: path, progress: progress.note)
    let isCompressed = input.isCompressed
    guard try hasArrays(input) else {
      return try TableRows(Table.read(input, choice.selection), path, choice, isCompressed: isCompressed)
        .rows(form, rule)
    }
    return try ArrayRows(ArrayFile.read(input), path, choice, isCompressed: isCompressed).rows(form, rule)
  }

  /// Whether what comes holds arrays, or begins as no text does: that is told by those who read arrays.
  static func hasArrays(_ input: ByteInput) throws -> Bool {
    let start = try input.peek(2)
    // A zero, a pickle, HDF5.
    return try ArrayFile.Kind(recognizing: input) != nil || start.contains(0) || start.first == 0x80
      || start.first == 0x89
  }

  /// Rows of features and targets.
  init(
    name: String, featureNames: [String], features: Tensor, targets: FileTargets, _ form: TargetForm,
    _ known: TargetRule?, areNames: Bool, picture: PictureSize? = nil, notice: String? = nil,
    program: (TargetRule) -> [String]
  ) throws {
    // Before targets are looked at: of none, nothing can be said.
    guard features.shape[0] > 0 else { throw FileRowError(say("file.noRows", "it has no rows")) }
    guard features.shape[0] == targets.rowCount else {
      throw FileRowError(
        say(
          "file.rowCounts",
          "\(features.shape[0]) rows of features and \(targets.rowCount) of targets; as many are needed"))
    }
    let rule = try known ?? TargetRule(of: targets, for: form, areNames: areNames)
    let tensor = try rule.tensor(targets)
    data = DataSet(
      name: name, featureNames: featureNames, features: features, targets: tensor, kind: rule.kind,
      lowLabel: rule.lowLabel, picture: picture)
    heldOut = nil
    self.rule = rule
    self.notice = notice
    self.program = program(rule)
  }

  /// The same with rows held out.
  func holdingOut(_ rows: DataSet?) -> RowFile {
    RowFile(data: data, heldOut: rows, rule: rule, program: program, notice: notice)
  }

  private init(data: DataSet, heldOut: DataSet?, rule: TargetRule, program: [String], notice: String?) {
    (self.data, self.heldOut, self.rule, self.program, self.notice) = (data, heldOut, rule, program, notice)
  }

  /// The last part of a path.
  static func name(of path: String) -> String {
    let name = ByteInput.name(of: path)
    return name.split(separator: "/").last.map(String.init) ?? name
  }
}

extension RowFile.Choice {
  /// The columns of a table that are meant.
  var selection: Table.Selection {
    Table.Selection(
      features: features.isEmpty ? nil : features.map(Table.Column.init),
      targets: targets.isEmpty ? nil : targets.map(Table.Column.init), header: header)
  }
}
