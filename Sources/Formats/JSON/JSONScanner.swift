import Languages

/// Reads JSON piece by piece, without recursion: whoever reads knows what must come.
struct JSONScanner {
  private let bytes: [UInt8]
  /// Whether messages call it the header of a file.
  private let isHeader: Bool
  private var place = 0

  init(_ bytes: [UInt8], isHeader: Bool = false) {
    (self.bytes, self.isHeader) = (bytes, isHeader)
  }

  /// What is wrong where the reader stands.
  var damaged: SourceProblem {
    SourceProblem(
      isHeader
        ? say("format.json.headerDamaged", "its header is damaged at byte \(place)")
        : say("format.json.damaged", "its JSON is damaged at byte \(place)"))
  }

  /// Whether nothing but blanks is left.
  var isAtEnd: Bool { bytes[place...].allSatisfy { $0 == 32 || (9...13).contains($0) } }

  /// The next key of an object, behind which its value must be read; `nil` behind the last one.
  mutating func key(isFirst: Bool) throws(SourceProblem) -> String? {
    if isFirst, !take("{") { throw damaged }
    if take("}") { return nil }
    if !isFirst, !take(",") { throw damaged }
    let key = try string()
    guard take(":") else { throw damaged }
    return key
  }

  /// A list of whole numbers from 0 on.
  mutating func numbers(atMost most: Int) throws(SourceProblem) -> [Int] {
    var numbers: [Int] = []
    guard take("[") else { throw damaged }
    if take("]") { return [] }
    repeat {
      skipBlanks()
      let digits = bytes[place...].prefix { (48...57).contains($0) }
      // More digits than a size has are refused without a look at them.
      guard numbers.count < most, (1...19).contains(digits.count),
        let number = Int(String(decoding: digits, as: UTF8.self))
      else { throw damaged }
      place += digits.count
      numbers.append(number)
    } while take(",")
    guard take("]") else { throw damaged }
    return numbers
  }

  /// The byte that comes next behind blanks, or `nil` at the end.
  mutating func next() -> UInt8? {
    skipBlanks()
    return place < bytes.count ? bytes[place] : nil
  }

  /// A number as it is written.
  mutating func number() throws(SourceProblem) -> String {
    skipBlanks()
    let text = bytes[place...].prefix {
      (48...57).contains($0)
        || [UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), 69, 101].contains($0)
    }
    guard text.count <= 64, JSONNumber.value(text) != nil else { throw damaged }
    place += text.count
    return String(decoding: text, as: UTF8.self)
  }

  /// One of the words true, false and null.
  mutating func word() throws(SourceProblem) -> String {
    skipBlanks()
    for word in ["true", "false", "null"] where bytes[place...].starts(with: word.utf8) {
      place += word.utf8.count
      return word
    }
    throw damaged
  }

  /// Whether a list begins here and has an element, or goes on behind one.
  mutating func hasElement(isFirst: Bool) throws(SourceProblem) -> Bool {
    if isFirst, !take("[") { throw damaged }
    if take("]") { return false }
    if !isFirst, !take(",") { throw damaged }
    return true
  }

  /// A text in quotes.
  mutating func string() throws(SourceProblem) -> String {
    guard take("\"") else { throw damaged }
    var text: [UInt8] = []
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw SourceProblem(
            isHeader
              ? say("format.json.headerNotUTF8", "its header holds a text that is not UTF-8")
              : say("format.json.notUTF8", "its JSON holds a text that is not UTF-8"))
        }
        return string
      case UInt8(ascii: "\\"): text += try escape()
      case 0..<32: throw damaged
      default: text.append(byte)
      }
    }
    throw damaged
  }

  /// What stands behind a backslash, in UTF-8.
  private mutating func escape() throws(SourceProblem) -> [UInt8] {
    guard place < bytes.count else { throw damaged }
    let byte = bytes[place]
    place += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [8]
    case UInt8(ascii: "f"): return [12]
    case UInt8(ascii: "n"): return [10]
    case UInt8(ascii: "r"): return [13]
    case UInt8(ascii: "t"): return [9]
    case UInt8(ascii: "u"): break
    default: throw damaged
    }
    var units = [try hexadecimal()]
    if UTF16.isLeadSurrogate(units[0]), bytes[place...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")])
    {
      let start = place
      place += 2
      units.append(try hexadecimal())
      // A half of a character alone, as Python writes bytes that are none, is none either.
      if !UTF16.isTrailSurrogate(units[1]) {
        units.removeLast()
        place = start
      }
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  private mutating func hexadecimal() throws(SourceProblem) -> UInt16 {
    let digits = bytes[place...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw damaged }
    place += 4
    return unit
  }

  private mutating func skipBlanks() {
    while place < bytes.count, [9, 10, 13, 32].contains(bytes[place]) { place += 1 }
  }

  /// Passes over blanks, then over the byte of `character` where it comes next.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }
}
