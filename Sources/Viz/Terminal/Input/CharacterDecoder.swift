/// Puts one UTF-8 character together, byte by byte.
struct CharacterDecoder: Equatable {
  /// What a byte made of it.
  enum Outcome: Equatable {
    case character(Unicode.Scalar)
    case incomplete
    /// The bytes up to this one, with it, are no character.
    case invalid
    /// The bytes before this one are no character; this one does not belong to them.
    case broken
  }

  private var value: UInt32 = 0
  private var missing = 0
  /// The least character that needs so many bytes: less is a longer way to write it, which UTF-8 forbids.
  private var least: UInt32 = 0

  /// Takes the next byte, which is not ASCII unless it breaks the character.
  mutating func take(_ byte: UInt8) -> Outcome {
    guard missing > 0 else { return begin(byte) }
    guard byte & 0xc0 == 0x80 else { return .broken }
    value = value << 6 | UInt32(byte & 0x3f)
    missing -= 1
    guard missing == 0 else { return .incomplete }
    guard value >= least, let scalar = Unicode.Scalar(value) else { return .invalid }
    return .character(scalar)
  }

  private mutating func begin(_ byte: UInt8) -> Outcome {
    switch byte {
    case 0xc2...0xdf: (value, missing, least) = (UInt32(byte & 0x1f), 1, 0x80)
    case 0xe0...0xef: (value, missing, least) = (UInt32(byte & 0x0f), 2, 0x800)
    case 0xf0...0xf4: (value, missing, least) = (UInt32(byte & 0x07), 3, 0x10000)
    default: return .invalid
    }
    return .incomplete
  }
}
