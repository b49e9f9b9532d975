import Languages

/// A record whose fields can be looked at.
protocol FieldBytes {
  /// The bytes of a field; valid until the record is read or freed.
  func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8>
  /// About how many bytes the record has in the file.
  var length: Int { get }
}

extension RecordReader: FieldBytes {}

/// A record that outlives the reading of the next one.
final class FieldCopy: FieldBytes {
  /// Valid for all fields, one behind the other.
  private let memory: UnsafeMutableBufferPointer<UInt8>
  /// Where each field begins, and the last one ends.
  private let starts: [Int]

  /// Copies the last record of `reader`.
  init(_ reader: RecordReader) {
    var starts = [0]
    for index in 0..<reader.fieldCount { starts.append(starts[index] + reader.bytes(index).count) }
    memory = .allocate(capacity: starts[reader.fieldCount])
    for index in 0..<reader.fieldCount {
      _ = memory[starts[index]..<starts[index + 1]].initialize(fromContentsOf: reader.bytes(index))
    }
    self.starts = starts
  }

  deinit { memory.deallocate() }

  var length: Int { memory.count + starts.count }

  func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: memory[starts[index]..<starts[index + 1]])
  }

  /// Looks at a field.
  func with<Result>(_ index: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    body(bytes(index))
  }

  /// The text of a field.
  func text(_ index: Int, row: Int, _ input: ByteInput) throws -> String {
    guard let text = String(validating: bytes(index), as: UTF8.self) else {
      throw input.error(
        say("format.tables.nameNotUTF8", "a name is not UTF-8"),
        at: say("format.tables.place", "row \(row), column \(index)"),
        right: say("format.tables.saveAsUTF8", "save the file as UTF-8"))
    }
    return text
  }
}

/// What is said of the text of a field.
enum FieldText {
  /// A text without blanks around it.
  static func trimmed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let end = bytes.lastIndex { !FieldValue.isBlank($0) }.map { $0 + 1 } ?? 0
    return String(decoding: bytes[..<end].drop(while: FieldValue.isBlank), as: UTF8.self)
  }

  /// What would be right instead of a text that is no number.
  static func advice(for text: String) -> String {
    let points = text.replacing(",", with: ".")
    if text.contains(","), FieldText.isNumber(points) {
      return say("format.tables.point", "decimals are written with a point")
    }
    if text.contains(where: { ",_' \u{a0}".contains($0) }),
      FieldText.isNumber(text.filter { !",_' \u{a0}".contains($0) })
    {
      return say("format.tables.digits", "numbers are written without separators between their digits")
    }
    if text.last == "%", FieldText.isNumber(String(text.dropLast())) {
      return say("format.tables.percent", "numbers are written without a percent sign")
    }
    return say("format.tables.chooseFeatures", "choose columns with --features")
  }

  private static func isNumber(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { field in
      if case .number = FieldValue(field) { true } else { false }
    }
  }
}
