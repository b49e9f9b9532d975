import Languages

/// Reads a table in one pass, record by record, with no more memory than what it gives and one piece of the input.
struct TableReader {
  /// After how many bytes the number of rows is estimated.
  private static let sampleLength = 1 << 20
  /// Rows that are made room for beyond the estimate, as a part of it.
  private static let margin = 64
  /// The most numbers that are made room for before they come.
  private static let largestRoom = 1 << 28

  private let input: ByteInput
  private let records: RecordReader
  private let selection: Table.Selection
  private var result = Table()
  /// How many fields a record has, and what their columns are called.
  private var width = 0
  private var columnNames: [String] = []
  private var features: [Int] = []
  private var targets: [Int] = []
  private var targetColumns: [TargetColumn] = []
  /// In how many rows each column had a missing value.
  private var missing: [Int] = []
  private var rowBytes = 0
  private var isEstimated = false

  /// Prepares to read what `input` gives.
  init(_ input: ByteInput, _ selection: Table.Selection) throws {
    (self.input, self.selection) = (input, selection)
    records = try RecordReader(input, separator: selection.separator)
  }

  /// Reads to the end.
  mutating func table() throws -> Table {
    guard try records.advance() else {
      throw input.error(
        say("format.tables.empty", "it is empty"),
        right: say("format.tables.rowsNeeded", "rows of numbers are needed"))
    }
    width = records.fieldCount
    let first = FieldCopy(records)
    let firstRow = records.row
    var hasSecond = try advance()
    result.hasHeader =
      switch selection.header {
      case .yes: true
      case .no: false
      case .auto: hasSecond && isHeader(first)
      }
    columnNames = try (0..<width).map {
      result.hasHeader ? try first.text($0, row: firstRow, input) : "\($0)"
    }
    try choose()
    if !result.hasHeader { try add(first, row: firstRow) }
    while hasSecond {
      try add(records, row: records.row)
      if !isEstimated { estimate() }
      hasSecond = try advance()
    }
    guard result.rowCount > 0 else {
      throw input.error(
        result.droppedRowCount == 0
          ? say("format.tables.onlyHeader", "it has no rows but its header")
          : say("format.tables.allMissing", "every row has a missing value"),
        right: say("format.tables.rowsNeeded", "rows of numbers are needed"))
    }
    return try finished()
  }

  /// Reads the next record that has as many fields as the first; false at the end.
  private func advance() throws -> Bool {
    while try records.advance() {
      if records.fieldCount == width { return true }
      // A line of blanks is as good as none.
      if records.fieldCount == 1, records.bytes(0).allSatisfy(FieldValue.isBlank) { continue }
      throw input.error(
        say(
          "format.tables.fields",
          "\(records.fieldCount) field\(ending: records.fieldCount) where \(width) are expected"),
        at: say("format.tables.row", "row \(records.row)"),
        right: say("format.tables.asFirst", "every row needs as many fields as the first"))
    }
    return false
  }

  private func isHeader(_ first: FieldCopy) -> Bool {
    (0..<width).contains { column in
      guard first.with(column, { FieldValue($0) }) == .word else { return false }
      return FieldValue(records.bytes(column)) != .word
    }
  }

  // MARK: Columns

  private mutating func choose() throws {
    let targetChoice = selection.targets ?? (width > 1 ? [.number(-1)] : [])
    targets = try targetChoice.map { try index(of: $0) }
    features =
      try selection.features?.map { try index(of: $0) } ?? (0..<width).filter { !targets.contains($0) }
    result.featureNames = features.map { columnNames[$0] }
    result.targetNames = targets.map { columnNames[$0] }
    (result.featureColumns, result.targetColumns) = (features, targets)
    result.hasUniqueNames = Set(columnNames).count == columnNames.count
    result.separator = records.separator
    targetColumns = targets.map { _ in TargetColumn() }
    missing = Array(repeating: 0, count: width)
    if features.isEmpty && targets.isEmpty {
      throw input.error(say("format.tables.noneChosen", "no column is chosen"))
    }
  }

  private func index(of column: Table.Column) throws -> Int {
    switch column {
    case .number(let number):
      guard number >= -width, number < width else {
        throw input.error(
          say("format.tables.noNumber", "there is no column \(number)"),
          right: say("format.tables.columns", "it has \(width) columns, from 0 to \(width - 1)"))
      }
      return number < 0 ? width + number : number
    case .name(let name):
      let matches = columnNames.indices.filter {
        columnNames[$0] == name || FieldText.trimmed(columnNames[$0]) == name
      }
      guard result.hasHeader, let index = matches.first else {
        let names =
          columnNames.prefix(8).map { FormatError.quoted($0) }.joined(separator: ", ")
          + (width > 8 ? ", …" : "")
        throw input.error(
          say("format.tables.noName", "there is no column \(FormatError.quoted(name))"),
          right: result.hasHeader
            ? say("format.tables.names", "it has \(names)")
            : say(
              "format.tables.noHeader",
              "it has no header; columns are chosen by their numbers, from 0 to \(width - 1)"))
      }
      guard matches.count == 1 else {
        throw input.error(
          say(
            "format.tables.sameName", "\(matches.count) columns are called \(FormatError.quoted(name))"),
          right: say("format.tables.byNumber", "choose by number, from 0"))
      }
      return index
    }
  }

  // MARK: Rows

  /// Adds a row: its features, then its targets; leaves it out where a value is missing.
  private mutating func add(_ record: some FieldBytes, row: Int) throws {
    var gaps: [Int] = []
    for column in features {
      let value = FieldValue(record.bytes(column))
      if case .number(let number) = value {
        result.features.append(number)
      } else if value == .missing {
        gaps.append(column)
      } else {
        throw wrong(value, record.bytes(column), column, row)
      }
    }
    for column in targets where !gaps.contains(column) && FieldValue(record.bytes(column)) == .missing {
      gaps.append(column)
    }
    guard gaps.isEmpty else {
      result.features.removeLast(result.features.count - result.rowCount * features.count)
      return try leaveOut(gaps, row: row)
    }
    for (place, column) in targets.enumerated() {
      let value = FieldValue(record.bytes(column))
      if value == .notFinite { throw wrong(value, record.bytes(column), column, row) }
      guard targetColumns[place].add(value, record.bytes(column)) else {
        throw input.error(
          say("format.tables.manyWords", "more than \(WordList.largestCount) different words"),
          at: title(column, row),
          right: say("format.tables.otherTarget", "choose another column with --target"))
      }
    }
    guard result.features.count <= ArrayShape.largestCount, result.rowCount < ArrayShape.largestCount else {
      throw input.error(
        say("format.tables.manyNumbers", "more than \(ArrayShape.largestCount) numbers"),
        at: say("format.tables.row", "row \(row)"))
    }
    result.rowCount += 1
    rowBytes += record.length
  }

  private mutating func leaveOut(_ gaps: [Int], row: Int) throws {
    if selection.gaps == .refuse {
      throw input.error(
        say("format.tables.missing", "a value is missing"), at: title(gaps[0], row),
        right: say("format.tables.allNeeded", "every row needs all its values"))
    }
    result.droppedRowCount += 1
    for column in Set(gaps) { missing[column] += 1 }
  }

  /// What is wrong with a field that should be a number.
  private func wrong(
    _ value: FieldValue, _ bytes: UnsafeBufferPointer<UInt8>, _ column: Int, _ row: Int
  ) -> FormatError {
    let text = FieldText.trimmed(String(decoding: bytes.prefix(200), as: UTF8.self))
    if value == .notFinite {
      return input.error(
        say("format.tables.notFinite", "\(FormatError.quoted(text)) is not finite"), at: title(column, row),
        right: say(
          "format.tables.finiteNeeded",
          "numbers up to 3.4e38 are needed, and an empty field where one is missing"))
    }
    return input.error(
      say("format.tables.notNumber", "\(FormatError.quoted(text)) is no number"), at: title(column, row),
      right: FieldText.advice(for: text))
  }

  private func title(_ column: Int, _ row: Int) -> String {
    guard result.hasHeader else { return say("format.tables.place", "row \(row), column \(column)") }
    let name = FormatError.quoted(columnNames[column])
    return say("format.tables.namedPlace", "row \(row), column \(column) (\(name))")
  }

  // MARK: Memory

  /// Makes room for as many rows as the file's size tells once enough has been read.
  private mutating func estimate() {
    guard rowBytes >= Self.sampleLength else { return }
    isEstimated = true
    guard input.isExact, let rest = input.mostRemaining else { return }
    let perRow = max(1, rowBytes / result.rowCount)
    let rows = result.rowCount + rest / perRow
    // A file that begins with its shortest rows deceives; what it has then gets its room as it comes.
    let room = min(rows + rows / Self.margin, Self.largestRoom / max(1, features.count))
    guard room > result.rowCount else { return }
    // What is not used of it costs no memory.
    result.features.reserveCapacity(room * features.count)
    for place in targetColumns.indices { targetColumns[place].reserve(room) }
  }

  private mutating func finished() throws -> Table {
    for (place, column) in targetColumns.enumerated() {
      guard let target = column.target() else {
        throw input.error(
          say("format.tables.wordNotUTF8", "a word is not UTF-8"),
          at: say("format.tables.column", "column \(targets[place])"),
          right: say("format.tables.saveAsUTF8", "save the file as UTF-8"))
      }
      result.targets.append(target)
    }
    result.missingCounts = missing.indices.filter { missing[$0] > 0 }.map { (columnNames[$0], missing[$0]) }
    return result
  }
}
