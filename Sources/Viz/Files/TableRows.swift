import Engine
import Formats
import Languages

/// The rows of a table: CSV, TSV and the like.
struct TableRows {
  private let table: Table
  private let path: String
  private let choice: RowFile.Choice
  /// Whether the file is compressed by gzip.
  private let isCompressed: Bool

  init(_ table: Table, _ path: String, _ choice: RowFile.Choice, isCompressed: Bool) {
    (self.table, self.path, self.choice, self.isCompressed) = (table, path, choice, isCompressed)
  }

  /// Features and targets.
  func rows(_ form: TargetForm, _ rule: TargetRule?) throws -> RowFile {
    guard !table.targets.isEmpty else {
      throw FileRowError(
        say("file.oneColumn", "it has one column; features and a target are needed"))
    }
    guard !table.featureNames.isEmpty else {
      throw FileRowError(say("file.noFeatures", "no column is left for features"))
    }
    return try RowFile(
      name: RowFile.name(of: path), featureNames: table.featureNames, features: features,
      targets: FileTargets(table), form, rule, areNames: true, notice: notice
    ) { program($0, form) }
  }

  /// [rows, columns]
  var features: Tensor { Tensor(table.features, shape: [table.rowCount, table.featureNames.count]) }

  /// How many rows were left out, and why.
  var notice: String? {
    guard table.droppedRowCount > 0 else { return nil }
    let columns = table.missingCounts.map { "\($0.column) (\($0.count))" }.joined(separator: ", ")
    let count = table.droppedRowCount
    return say(
      "file.leftOut",
      """
      \(RowFile.name(of: path)): \(count) row\(ending: count) \("is", or: "are", for: count) left out, \
      with nothing in \(columns)
      """)
  }

  /// The same in Python.
  private func program(_ rule: TargetRule, _ form: TargetForm) -> [String] {
    let target = hasKeys ? table.targetNames.map(Python.text) : table.targetColumns.map { "\($0)" }
    var lines = readingLines
    if isListed {
      let features = hasKeys ? table.featureNames.map(Python.text) : table.featureColumns.map { "\($0)" }
      lines.append("columns = [\(features.joined(separator: ", "))]")
    }
    if table.droppedRowCount > 0 {
      let used = isListed ? "columns + [\(target.joined(separator: ", "))]" : "row"
      lines += [
        "missing = {\(Table.missingWords.map(Python.text).joined(separator: ", "))}",
        "rows = [row for row in rows if not any(row[name].strip() in missing for name in \(used))]",
      ]
    }
    let features =
      isListed
      ? "for name in columns" : "for name in row if name not in [\(target.joined(separator: ", "))]"
    lines.append("x = torch.tensor([[float(row[name]) \(features)] for row in rows])")
    if case .words = rule {
      lines += [
        "names = sorted({row[\(target[0])].strip() for row in rows})",
        "y = torch.tensor([names.index(row[\(target[0])].strip()) for row in rows])",
      ]
    } else {
      let numbers = target.map { "float(row[\($0)])" }.joined(separator: ", ")
      lines.append("y = torch.tensor([[\(numbers)] for row in rows])")
    }
    let code = rule.code(for: form)
    return lines + (code == "y" ? [] : ["y = \(code)"])
  }

  /// Whether the columns are few enough to be named, or not all there are.
  private var isListed: Bool {
    table.featureNames.count <= 12 || !choice.features.isEmpty || !hasKeys
  }

  /// Leaves the records in `rows`: by name where there is a header.
  private var readingLines: [String] {
    let separator = String(UnicodeScalar(table.separator))
    let delimiter = separator == "," ? "" : ", delimiter=\(Python.text(separator))"
    let list =
      hasKeys
      ? "rows = list(csv.DictReader(file\(delimiter)))"
      : "rows = [row for row in csv.reader(file\(delimiter)) if row]\(table.hasHeader ? "[1:]" : "")"
    let isStream = ByteInput.isStandardInput(path)
    let source = isStream ? "sys.stdin.buffer" : Python.text(path)
    let open =
      isCompressed
      ? "gzip.open(\(source), \"rt\"" : isStream ? "io.TextIOWrapper(\(source)" : "open(\(source)"
    return ["with \(open), newline=\"\", encoding=\"utf-8-sig\") as file:", Python.indented(list)]
  }

  /// Whether a record's fields are found by their names: of two columns with one name, Python's reader keeps one.
  private var hasKeys: Bool { table.hasHeader && table.hasUniqueNames }
}
