import Languages

/// Reads metrics as comma-separated values: a header, then a row a line, whose fields may be empty.
public struct CSVLogDecoder: LogDecoder {
  /// `nil`: every line is read as far as it goes.
  public var damage: String? { nil }
  private var lines = LineSplitter()
  private let name: String
  private var separator = UInt8(ascii: ",")
  private var header: [String] = []
  private var stepColumn: Int?
  private var rows = 0

  /// A decoder of a file that messages call `name`.
  public init(name: String) {
    self.name = name
  }

  /// Takes the next bytes; throws `FormatError` from where on nothing more can be read.
  public mutating func feed(_ bytes: some Sequence<UInt8>) throws -> [LoggedNumber] {
    var numbers: [LoggedNumber] = []
    for line in try lines.feed(bytes, name: name) where !line.isEmpty {
      if header.isEmpty {
        try begin(line)
        continue
      }
      rows += 1
      let fields = fields(line)
      let step = stepColumn.flatMap { fields.indices.contains($0) ? Self.whole(fields[$0]) : nil }
      for (column, field) in fields.enumerated() where column != stepColumn && column < header.count {
        guard let value = Double(field.trimmed) else { continue }
        numbers.append(LoggedNumber(tag: header[column], step: stepColumn == nil ? rows : step, value: value))
      }
    }
    return numbers
  }

  private mutating func begin(_ line: ArraySlice<UInt8>) throws {
    separator = SeparatorGuess.separator(of: Array(line))
    header = fields(line).map(\.trimmed)
    guard header.contains(where: { !$0.isEmpty && Double($0) == nil }) else {
      throw FormatError(
        reading: name, say("format.metrics.noColumns", "its first line names no columns"),
        right: say("format.metrics.kinds", "an event file, JSON Lines or CSV would be"))
    }
    let names = JSONLinesDecoder.stepNames + ["epoch"]
    let lowercased = header.map { $0.lowercased() }
    stepColumn = names.compactMap { lowercased.firstIndex(of: $0) }.first
  }

  private static func whole(_ text: String) -> Int? {
    let text = text.trimmed
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }

  /// The fields of a line; quoted ones may hold separators and doubled quotes.
  private func fields(_ line: ArraySlice<UInt8>) -> [String] {
    var (fields, field, isQuoted): ([String], [UInt8], Bool) = ([], [], false)
    // Whether the byte before ended what is quoted: another quote behind it makes both stand for one.
    var hasJustEnded = false
    for byte in line {
      if byte == UInt8(ascii: "\"") {
        if hasJustEnded { field.append(byte) }
        hasJustEnded = isQuoted
        isQuoted.toggle()
        continue
      }
      hasJustEnded = false
      if byte == separator, !isQuoted {
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
      } else {
        field.append(byte)
      }
    }
    return fields + [String(decoding: field, as: UTF8.self)]
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace || $0 == "\u{feff}" }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
