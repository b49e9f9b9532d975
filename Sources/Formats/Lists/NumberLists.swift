import Engine
import Languages

/// Reads nested lists of numbers as JSON writes them, and nothing else; what is wrong is told with its place.
///
/// It needs no stack and no more memory than the numbers take, whatever comes.
struct NumberLists {
  /// What is wrong.
  enum Problem: Error, Equatable {
    /// The text does not go on as JSON does.
    case syntax(line: Int, column: Int, String)
    /// The lists are well written but are no tensor of finite numbers.
    case content(String)
    /// There is no text at all, or one of another kind.
    case kind(String)

    /// The problem as one line about the file of that name.
    func text(name: String) -> String {
      switch self {
      case .syntax(let line, let column, let text):
        say("format.lists.syntax", "\(name) is not JSON: line \(line), column \(column): \(text)")
      case .content(let text): say("format.lists.content", "\(name): \(text)")
      case .kind(let text): say("format.lists.kind", "\(name) is \(text)")
      }
    }
  }

  private static var example: String {
    say("format.lists.example", "nested lists of numbers are needed, such as [[1, 2], [3, 4]]")
  }
  private static var howToWrite: String {
    say("format.lists.howToWrite", "json.dump(x.tolist(), file) writes one that can be read")
  }
  /// The longest number, in characters.
  private static let longestNumber = 1000

  private let bytes: ByteInput
  /// The byte that comes next, and where it stands.
  private var byte: UInt8?
  private var line = 1
  private var column = 1
  private var elements: [Float] = []
  /// How many elements each open list has so far, the outermost first.
  private var open: [Int] = []
  /// How many elements the lists of each depth have; `nil` until one is closed.
  private var lengths: [Int?] = Array(repeating: nil, count: TensorFile.deepest)
  /// How deep the numbers stand, once there is one.
  private var rank: Int?

  /// A reader of what `bytes` gives.
  init(_ bytes: ByteInput) {
    self.bytes = bytes
  }

  /// Reads to the end.
  mutating func tensor() throws -> Tensor {
    try begin()
    guard byte == UInt8(ascii: "[") else { throw try notList() }
    try advance()
    open = [0]
    while !open.isEmpty {
      try skipBlanks()
      try readElement()
    }
    try skipBlanks()
    if byte != nil {
      throw syntax(say("format.lists.more", "more follows the list, but one list is all that is read"))
    }
    return Tensor(elements, shape: lengths.compactMap { $0 })
  }

  /// Passes over a byte-order mark and blanks, and refuses what is no text.
  private mutating func begin() throws {
    byte = try bytes.next()
    if byte == 0xef {
      try advance()
      try advance()
      try advance()
      column = 1
    }
    if byte == 0x93 {
      throw Problem.kind(
        say("format.lists.numpy", "a file of NumPy's own format, not JSON: \(Self.howToWrite)"))
    }
    if byte == 0xfe || byte == 0xff {
      throw Problem.kind(say("format.lists.utf16", "UTF-16 text, not JSON, which is UTF-8"))
    }
    try skipBlanks()
    if byte == nil { throw Problem.kind(say("format.lists.empty", "empty, not JSON: \(Self.example)")) }
  }

  /// What is wrong with a text that begins with no list.
  private mutating func notList() throws -> any Error {
    do {
      _ = try readNumber()
      return Problem.content(say("format.lists.single", "a list is needed, not a single number"))
    } catch {
      return error
    }
  }

  /// Reads one element, or the end of an empty list, and what stands behind it.
  private mutating func readElement() throws {
    if byte == UInt8(ascii: "[") {
      if open.count == rank {
        throw Problem.content(
          say(
            "format.lists.listForNumber",
            """
            \(subject) is a list where the first is a number; \
            numbers and lists cannot stand side by side
            """))
      }
      if open.count == TensorFile.deepest {
        throw Problem.content(
          say("format.lists.deep", "too deep: lists may be nested at most \(TensorFile.deepest) deep"))
      }
      try advance()
      open.append(0)
      return
    }
    if byte == UInt8(ascii: "]"), open.last == 0 {
      open.removeLast()
      throw Problem.content(
        say(
          "format.lists.emptyList", "\(subject) is an empty list; every list needs at least one element"))
    }
    let number = try readNumber()
    if rank == nil { rank = open.count }
    guard open.count == rank else {
      throw Problem.content(
        say(
          "format.lists.numberForList",
          """
          \(subject) is a number where the first is a list; \
          numbers and lists cannot stand side by side
          """))
    }
    guard elements.count < TensorFile.largestCount else {
      throw Problem.content(
        say("format.lists.large", "too large: at most \(TensorFile.largestCount) numbers are read"))
    }
    elements.append(number)
    try readEnd()
  }

  /// Reads the comma behind an element, or the ends of the lists that it is the last of.
  private mutating func readEnd() throws {
    while true {
      open[open.count - 1] += 1
      try skipBlanks()
      if byte == UInt8(ascii: ",") {
        try advance()
        try skipBlanks()
        if byte == UInt8(ascii: "]") || byte == UInt8(ascii: ",") {
          throw syntax(say("format.lists.afterComma", "an element is missing after the comma"))
        }
        return
      }
      guard byte == UInt8(ascii: "]") else { throw missingComma() }
      try advance()
      try close()
      if open.isEmpty { return }
    }
  }

  /// Closes the innermost list; all of one depth have one length.
  private mutating func close() throws {
    let count = open.removeLast()
    let wanted = lengths[open.count] ?? count
    guard count == wanted else {
      throw Problem.content(
        say(
          "format.lists.ragged",
          "\(subject) is ragged: a list of \(count) where those before it are of \(wanted)"))
    }
    lengths[open.count] = count
  }

  // MARK: Numbers

  private mutating func readNumber() throws -> Float {
    let (line, column) = (line, column)
    let word = try readWord()
    if let value = JSONNumber.value(word[...]) {
      guard Float(value).isFinite else {
        throw Problem.content(
          say(
            "format.lists.range",
            "\(subject) is \(Self.quoted(word)), outside of float32's range, which ends at 3.4e38"))
      }
      return Float(value)
    }
    let text = String(decoding: word, as: UTF8.self)
    switch text.lowercased().drop(while: { "+-".contains($0) }) {
    case "nan", "inf", "infinity":
      throw Problem.content(
        say("format.lists.notFinite", "\(subject) is \(text): finite numbers are needed"))
    case "null", "none", "true", "false":
      throw Problem.content(
        say("format.lists.neither", "\(subject) is \(text), neither a number nor a list"))
    case "" where word.isEmpty: throw noElement()
    default: break
    }
    if byte == UInt8(ascii: "(") {
      throw Problem.syntax(
        line: line, column: column,
        say(
          "format.lists.printed",
          "\(Self.quoted(word)) begins what Python prints; \(Self.howToWrite)"))
    }
    guard text.contains(where: \.isNumber), !text.contains(where: { $0.isLetter && !"eExX".contains($0) })
    else {
      throw Problem.syntax(
        line: line, column: column,
        say("format.lists.word", "\(Self.quoted(word)) is neither a number nor a list"))
    }
    try skipBlanks()
    // What NumPy prints has numbers such as 1. and no commas; the commas are what it fails by.
    if byte.map({ Self.isWord($0) || $0 == UInt8(ascii: "[") }) ?? false { throw missingComma() }
    throw Problem.syntax(
      line: line, column: column,
      say(
        "format.lists.noNumber",
        "\(Self.quoted(word)) is no number as JSON writes them, such as 0.5 or -1e-3"))
  }

  /// The letters, figures, signs and points that come next.
  private mutating func readWord() throws -> [UInt8] {
    var word: [UInt8] = []
    while let next = byte, Self.isWord(next) {
      guard word.count < Self.longestNumber else {
        throw syntax(
          say("format.lists.longNumber", "a number is longer than \(Self.longestNumber) characters"))
      }
      word.append(next)
      try advance()
    }
    return word
  }

  // MARK: Bytes

  /// Moves on to the next byte; a character of several is one column.
  private mutating func advance() throws {
    if byte == UInt8(ascii: "\n") {
      line += 1
      column = 1
    } else if let byte, byte & 0xc0 != 0x80 {
      column += 1
    }
    byte = try bytes.next()
  }

  private mutating func skipBlanks() throws {
    while let next = byte, next == 32 || (9...10).contains(next) || next == 13 { try advance() }
  }

  // MARK: Problems

  private func syntax(_ text: String) -> Problem { .syntax(line: line, column: column, text) }

  /// What messages call the element that is read, by its place such as [1][2].
  private var subject: String {
    let place = open.map { "[\($0)]" }.joined()
    return place.isEmpty
      ? say("format.lists.it", "it") : say("format.lists.element", "element \(place)")
  }

  private func ended() -> Problem {
    syntax(say("format.lists.ended", "the text ends before its lists do: a ] is missing"))
  }

  private func missingComma() -> Problem {
    byte == nil
      ? ended()
      : syntax(
        say(
          "format.lists.comma",
          """
          a comma or ] is needed between elements; print leaves it out, \
          json.dump(x.tolist(), file) does not
          """))
  }

  /// What is wrong with a character that begins no number.
  private func noElement() -> Problem {
    guard let byte else { return ended() }
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return .content(
        say("format.lists.text", "\(subject) is text, not a number; numbers stand without quotes"))
    case UInt8(ascii: "{"):
      return .content(
        say(
          "format.lists.object", "\(subject) is an object, neither a number nor a list; \(Self.example)"))
    case UInt8(ascii: ","):
      return syntax(say("format.lists.beforeComma", "an element is missing before the comma"))
    case 33...126:
      return syntax(
        say(
          "format.lists.character",
          "\(Self.quoted([byte])) is neither a number nor a list; \(Self.example)"))
    case 128...:
      return syntax(
        say("format.lists.beyondASCII", "a character beyond ASCII begins no number; \(Self.example)"))
    default: return syntax(say("format.lists.byte", "byte \(byte) is no text; \(Self.example)"))
    }
  }
}
