/// A number as JSON writes it.
enum JSONNumber {
  /// Its value; `nil` of what JSON does not take, such as 01, +1, .5 or 1.
  static func value(_ word: ArraySlice<UInt8>) -> Double? {
    var rest = word
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
}
