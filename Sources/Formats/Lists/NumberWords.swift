/// What may stand in the place of a number.
extension NumberLists {
  /// Whether a byte may be part of a number or a word.
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      true
    default: [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_")].contains(byte)
    }
  }

  /// The beginning of what is written there, for a message.
  static func quoted(_ word: [UInt8]) -> String {
    "'\(String(decoding: word.prefix(24), as: UTF8.self))\(word.count > 24 ? "…" : "")'"
  }
}
