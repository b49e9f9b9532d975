/// Collects pasted text up to the mark behind it.
struct PasteCollector: Equatable {
  /// More than any number that could be pasted; the rest is only counted as there.
  static let capacity = 4096
  private static let end = Array("\u{1b}[201~".utf8)

  private var bytes: [UInt8] = []
  private var matched = 0
  private var isWhole = true

  /// Takes the next byte and returns whether the paste is over.
  mutating func take(_ byte: UInt8) -> Bool {
    if byte == Self.end[matched] {
      matched += 1
      return matched == Self.end.count
    }
    // The mark's first byte stands nowhere else in it, so what was matched is text.
    for byte in Self.end[..<matched] { keep(byte) }
    matched = byte == Self.end[0] ? 1 : 0
    if matched == 0 { keep(byte) }
    return false
  }

  /// The text without the bytes that are no UTF-8.
  var event: InputEvent {
    var text = ""
    var decoder = CharacterDecoder()
    for byte in bytes {
      if byte < 0x80 {
        decoder = CharacterDecoder()
        text.unicodeScalars.append(Unicode.Scalar(byte))
        continue
      }
      var outcome = decoder.take(byte)
      if outcome == .broken {
        decoder = CharacterDecoder()
        outcome = decoder.take(byte)
      }
      if case .character(let scalar) = outcome { text.unicodeScalars.append(scalar) }
      if outcome != .incomplete { decoder = CharacterDecoder() }
    }
    return .paste(text, isWhole: isWhole)
  }

  private mutating func keep(_ byte: UInt8) {
    if bytes.count < Self.capacity { bytes.append(byte) } else { isWhole = false }
  }
}
