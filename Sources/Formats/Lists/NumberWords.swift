/// Numbers as JSON writes them, and what else may stand in their place.
extension NumberLists {
  /// The value of what JSON calls a number.
  static func number(_ word: [UInt8]) -> Double? {
    var rest = word[...]
    func dropDigits() -> Int {
      let count = rest.prefix { (48...57).contains($0) }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let count = dropDigits()
    guard count == 1 || count > 1 && !startsWithZero else { return nil }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard dropDigits() > 0 else { return nil }
    }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
      guard dropDigits() > 0 else { return nil }
    }
    return rest.isEmpty ? Double(String(decoding: word, as: UTF8.self)) : nil
  }

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
