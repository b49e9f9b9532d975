import Glibc
import Languages

/// Reads records of separated fields as Python's `csv` module does, one at a time, from pieces of any size.
///
/// Records end at LF, CRLF or CR; a byte-order mark and blank lines are left out; a field that begins with a
/// quotation mark may hold separators, line breaks and, doubled, quotation marks.
public final class RecordReader {
  /// The most fields of a record.
  public static let mostFields = 1 << 18
  /// The longest field, in bytes.
  public static let longestField = 1 << 20
  /// The longest record, in bytes.
  static let longestRecord = 1 << 26

  /// Where a field lies, counted from the beginning of `memory`.
  struct Field {
    var start: Int
    var end: Int
  }

  private enum State {
    case fieldStart, field, quoted, quoteInQuoted
  }

  /// What separates fields.
  public let separator: UInt8
  /// The number of the record read last, counted from 1; blank lines count too.
  public private(set) var row = 0
  let input: ByteInput

  /// Valid for `capacity` bytes, of which the first `end` have come from the input.
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var end = 0
  /// The byte that is read next.
  private var place = 0
  /// Valid for `fieldCapacity` fields, of which `fieldCount` are those of the last record.
  private var fieldMemory: UnsafeMutablePointer<Field>
  private var fieldCapacity = 64
  private(set) var fieldCount = 0
  /// Whether the last record ended with CR, so that a LF belongs to it.
  private var endedWithReturn = false

  /// Reads from `input`; without a separator, it is guessed from the first record.
  public init(_ input: ByteInput, separator: UInt8? = nil) throws {
    self.input = input
    if try input.peek(3) == [0xef, 0xbb, 0xbf] { _ = try input.read(3) }
    let start = try input.peek(2)
    if start == [0xff, 0xfe] || start == [0xfe, 0xff] {
      throw input.error(
        say("format.tables.utf16", "it is UTF-16 text"),
        right: say("format.tables.saveItAsUTF8", "save it as UTF-8"))
    }
    self.separator = try separator ?? SeparatorGuess.separator(of: input.peek(ByteInput.pieceLength))
    capacity = 4 * ByteInput.pieceLength
    memory = .allocate(capacity: capacity)
    fieldMemory = .allocate(capacity: fieldCapacity)
  }

  deinit {
    memory.deallocate()
    fieldMemory.deallocate()
  }

  /// The next record, or `nil` at the end.
  public func next() throws -> [String]? {
    guard try advance() else { return nil }
    return try (0..<fieldCount).map { try text($0) }
  }

  /// The bytes of a field of the last record; valid until the next one is read.
  @inline(__always)
  func bytes(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    precondition(index >= 0 && index < fieldCount)
    let field = fieldMemory[index]
    return UnsafeBufferPointer(start: memory + field.start, count: field.end - field.start)
  }

  /// About how many bytes the last record had in the input.
  var length: Int { fieldCount == 0 ? 0 : place - fieldMemory[0].start }

  /// The text of a field of the last record.
  func text(_ index: Int) throws -> String {
    guard let text = String(validating: bytes(index), as: UTF8.self) else {
      throw input.error(
        say("format.tables.textNotUTF8", "a text is not UTF-8"),
        at: say("format.tables.place", "row \(row), column \(index)"),
        right: say("format.tables.saveAsUTF8", "save the file as UTF-8"))
    }
    return text
  }

  /// Reads the next record that is not a blank line; false at the end.
  func advance() throws -> Bool {
    while true {
      // A LF that belongs to the CR before it.
      if endedWithReturn {
        if place == end, try !refill(from: place) { return false }
        if memory[place] == 10 { place += 1 }
        endedWithReturn = false
      }
      if place == end, try !refill(from: place) { return false }
      row += 1
      try readRecord()
      if fieldCount > 1 || fieldMemory[0].start < fieldMemory[0].end || hasQuotes { return true }
    }
  }

  /// Whether the last record has a field in quotes: one empty field in quotes is no blank line.
  private var hasQuotes = false

  /// Reads one record, which begins at `place`.
  private func readRecord() throws {
    fieldCount = 0
    hasQuotes = false
    // Where the record and its last field begin, where the next byte of the field goes, and which is looked at.
    var (record, start, write, next) = (place, place, place, place)
    var state = State.fieldStart
    while true {
      if next == end {
        // Kept from the beginning of the record on; all places move with it.
        place = next
        let isMore = try refill(from: record, field: start)
        let shift = next - place
        (record, start, write, next) = (record - shift, start - shift, write - shift, place)
        if !isMore {
          if state == .quoted {
            throw input.error(
              say("format.tables.quotationMark", "a quotation mark is opened and not closed"), at: rowTitle)
          }
          return try add(start, write)
        }
      }
      let byte = memory[next]
      switch state {
      case .field where write == next:
        // Most fields have no quotes: they stay where they are.
        next = endOfPlainField(from: next)
        write = next
        if next == end { continue }
        try add(start, write)
        if finish(memory[next], &next) { return }
        (start, write, state) = (next, next, .fieldStart)
      case .fieldStart:
        if byte == UInt8(ascii: "\"") {
          hasQuotes = true
          next += 1
          (start, write, state) = (next, next, .quoted)
        } else {
          state = .field
        }
      case .quoted:
        next += 1
        if byte == UInt8(ascii: "\"") {
          state = .quoteInQuoted
        } else {
          memory[write] = byte
          write += 1
        }
      case .field, .quoteInQuoted:
        if byte == separator || byte == 10 || byte == 13 {
          try add(start, write)
          if finish(byte, &next) { return }
          (start, write, state) = (next, next, .fieldStart)
          continue
        }
        state = state == .quoteInQuoted && byte == UInt8(ascii: "\"") ? .quoted : .field
        // Never before what is yet to be read.
        memory[write] = byte
        write += 1
        next += 1
      }
    }
  }

  /// Where the field ends that is read from `first` on, or the bytes that are here.
  @inline(__always)
  private func endOfPlainField(from first: Int) -> Int {
    let (memory, end, separator) = (memory, end, separator)
    let separators = Self.ones &* UInt64(separator)
    var next = first
    // Eight bytes at a time: a byte that becomes 0 lends its highest bit, and the lowest such bit is right.
    while next + 8 <= end {
      let bytes = UInt64(littleEndian: UnsafeRawPointer(memory + next).loadUnaligned(as: UInt64.self))
      let found =
        Self.zeros(bytes ^ separators) | Self.zeros(bytes ^ Self.ones &* 10)
        | Self.zeros(bytes ^ Self.ones &* 13)
      if found != 0 { return next + found.trailingZeroBitCount / 8 }
      next += 8
    }
    while next < end {
      let byte = memory[next]
      if byte == separator || byte == 10 || byte == 13 { break }
      next += 1
    }
    return next
  }

  /// A 1 in each byte.
  private static let ones: UInt64 = 0x0101_0101_0101_0101

  /// The highest bit of the lowest byte that is 0, and of none below it.
  @inline(__always)
  private static func zeros(_ bytes: UInt64) -> UInt64 { (bytes &- ones) & ~bytes & (ones &* 0x80) }

  /// Passes over what ends a field; true where it ends the record.
  @inline(__always)
  private func finish(_ byte: UInt8, _ next: inout Int) -> Bool {
    next += 1
    if byte == separator { return false }
    endedWithReturn = byte == 13
    place = next
    return true
  }

  /// Adds a field of the record.
  @inline(__always)
  private func add(_ start: Int, _ end: Int) throws {
    if fieldCount == fieldCapacity { try growFields() }
    if end - start > Self.longestField { throw tooLong }
    fieldMemory[fieldCount] = Field(start: start, end: end)
    fieldCount += 1
  }

  private var tooLong: FormatError {
    input.error(
      say("format.tables.longField", "a field of more than \(Self.longestField) bytes"),
      at: say("format.tables.place", "row \(row), column \(fieldCount)"))
  }

  /// What messages call the record.
  private var rowTitle: String { say("format.tables.row", "row \(row)") }

  private func growFields() throws {
    guard fieldCount < Self.mostFields else {
      throw input.error(
        say("format.tables.manyFields", "a record of more than \(Self.mostFields) fields"), at: rowTitle)
    }
    let larger = UnsafeMutablePointer<Field>.allocate(capacity: 2 * fieldCapacity)
    larger.moveInitialize(from: fieldMemory, count: fieldCount)
    fieldMemory.deallocate()
    fieldMemory = larger
    fieldCapacity *= 2
  }

  /// Moves what is from `first` on to the front and fetches more behind it; false at the end.
  private func refill(from first: Int, field: Int? = nil) throws -> Bool {
    if let field, end - field > 2 * Self.longestField + 2 { throw tooLong }
    let kept = end - first
    if first > 0 {
      memmove(memory, memory + first, kept)
      for index in 0..<fieldCount {
        fieldMemory[index].start -= first
        fieldMemory[index].end -= first
      }
      place -= first
      end = kept
    }
    if end == capacity {
      guard capacity < Self.longestRecord else {
        throw input.error(
          say("format.tables.longRecord", "a record of more than \(Self.longestRecord >> 20) MB"),
          at: rowTitle)
      }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: 2 * capacity)
      larger.moveInitialize(from: memory, count: end)
      memory.deallocate()
      memory = larger
      capacity *= 2
    }
    let count = try input.readSome(
      into: UnsafeMutableRawBufferPointer(start: memory + end, count: capacity - end))
    end += count
    return count > 0
  }
}
