import Languages

/// Reads TensorBoard's event files: records of TensorFlow, each an `Event` in Protocol Buffers, of which the scalars are taken.
///
/// A record is the length of its data (u64), the masked CRC-32C of that, the data and their masked CRC-32C, all little-endian.
public struct EventDecoder: LogDecoder {
  /// The longest record that is taken.
  public static let longestRecord = 1 << 28

  /// What was left out as damaged, in words.
  public private(set) var damage: String?
  private var bytes: [UInt8] = []
  /// How many bytes came before those that are held.
  private var passed = 0
  private let name: String
  private var tags: Set<String> = []

  /// A decoder of a file that messages call `name`.
  public init(name: String) {
    self.name = name
  }

  /// Takes the next bytes; throws `FormatError` from where on nothing more can be read.
  public mutating func feed(_ new: some Sequence<UInt8>) throws -> [LoggedNumber] {
    bytes += new
    var numbers: [LoggedNumber] = []
    var place = 0
    defer {
      bytes.removeFirst(place)
      passed += place
    }
    while bytes.count - place >= 12 {
      let length = LittleEndian.number(bytes[place..<place + 8])
      guard
        UInt32(truncatingIfNeeded: LittleEndian.number(bytes[place + 8..<place + 12]))
          == CRC32C.masked(bytes[place..<place + 8]), length <= UInt64(Self.longestRecord)
      else {
        guard passed + place > 0 else {
          throw FormatError(reading: name, say("format.metrics.noEvents", "it is no event file"))
        }
        throw FormatError(
          reading: name, say("format.metrics.damaged", "it is damaged"),
          at: say("format.metrics.atByte", "at byte \(passed + place)"))
      }
      let end = place + 12 + Int(length) + 4
      guard bytes.count >= end else { break }
      let data = bytes[place + 12..<end - 4]
      if UInt32(truncatingIfNeeded: LittleEndian.number(bytes[end - 4..<end])) == CRC32C.masked(data) {
        numbers += event(data)
      } else {
        damage = say(
          "format.metrics.leftOut", "a record at byte \(passed + place) is damaged and left out")
      }
      place = end
    }
    return numbers
  }

  /// The scalars of an `Event`: 2 is its step, 5 its summary, whose values are 1.
  private mutating func event(_ data: ArraySlice<UInt8>) -> [LoggedNumber] {
    var step: Int?
    var values: [(tag: String, value: Double)] = []
    for (number, value) in ProtobufFields(data) {
      switch (number, value) {
      case (2, .varint(let told)): step = Int(truncatingIfNeeded: told)
      case (5, .bytes(let summary)):
        for case (1, .bytes(let value)) in ProtobufFields(summary) {
          if let scalar = Self.scalar(value) { values.append(scalar) }
        }
      default: break
      }
    }
    return values.map { tag, value in
      // Step 0 is left out of an event, and so is one that was not said: the first of a tag is at 0.
      let isFirst = tags.insert(tag).inserted
      return LoggedNumber(tag: tag, step: step ?? (isFirst ? 0 : nil), value: value)
    }
  }

  /// A `Summary.Value`: 1 is its tag, 2 a plain number, 8 a tensor.
  private static func scalar(_ data: ArraySlice<UInt8>) -> (tag: String, value: Double)? {
    var tag: String?
    var number: Double?
    for (field, value) in ProtobufFields(data) {
      switch (field, value) {
      case (1, .bytes(let text)): tag = String(decoding: text, as: UTF8.self)
      case (2, .fixed32(let bits)): number = Double(Float(bitPattern: bits))
      case (8, .bytes(let tensor)): number = number ?? Self.tensor(tensor)
      default: break
      }
    }
    return tag.flatMap { tag in number.map { (tag, $0) } }
  }

  /// A `TensorProto` of one number: 1 is its type, 2 its shape, 4 its bytes, 5 floats, 6 doubles.
  private static func tensor(_ data: ArraySlice<UInt8>) -> Double? {
    var (type, content): (UInt64, ArraySlice<UInt8>?) = (0, nil)
    for (field, value) in ProtobufFields(data) {
      switch (field, value) {
      case (1, .varint(let told)): type = told
      case (4, .bytes(let bytes)), (5, .bytes(let bytes)), (6, .bytes(let bytes)): content = bytes
      case (5, .fixed32(let bits)): return Double(Float(bitPattern: bits))
      case (6, .fixed64(let bits)): return Double(bitPattern: bits)
      default: break
      }
    }
    guard let content else { return nil }
    switch (type, content.count) {
    case (1, 4): return Double(Float(bitPattern: UInt32(truncatingIfNeeded: LittleEndian.number(content))))
    case (2, 8): return Double(bitPattern: LittleEndian.number(content))
    default: return nil
    }
  }
}
