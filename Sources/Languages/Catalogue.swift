/// What a language says: a text by each name.
///
/// It is written as lines of `name = text`. A text may stand in double quotes, which keep blanks at its ends; `\n` in it is
/// the end of a line. `{0}`, `{1}`, … stand for what is put in; other braces are braces. Empty lines, and lines that begin
/// with `#`, say nothing.
public struct Catalogue: Sendable {
  /// Why a text is no catalogue, in one line.
  public struct Broken: Error, Equatable, CustomStringConvertible {
    /// The line it is on, from 1 on.
    public let line: Int
    /// What is wrong with it and what would be right.
    public let reason: String
    /// The line, and what is wrong with it.
    public var description: String { "line \(line): \(reason)" }
  }

  /// A text taken apart: pieces as they stand, and places where something is put in.
  private enum Piece: Sendable {
    case literal(String)
    case argument(Int)
  }

  private var entries: [String: [Piece]] = [:]

  /// The names of all texts.
  public var names: Set<String> { Set(entries.keys) }

  /// Reads a catalogue.
  public init(_ text: String) throws(Broken) {
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      // What is quoted may have other ends of lines in it.
      func broken(_ reason: String) -> Broken {
        Broken(line: index + 1, reason: String(reason.map { $0.isNewline ? " " : $0 }))
      }
      guard let first = line.first(where: { $0 != " " }), first != "#" else { continue }
      guard let sign = line.firstRange(of: " = ") else {
        throw broken("a name and its text are needed, such as: header.speed = speed")
      }
      let name = String(line[..<sign.lowerBound])
      guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") }) else {
        throw broken("'\(name)' is no name; letters, digits and points make one")
      }
      guard entries[name] == nil else { throw broken("\(name) has a text already") }
      guard let pieces = Self.pieces(line[sign.upperBound...]) else {
        throw broken("\(name) has a \\ that stands for nothing; \\n would be the end of a line")
      }
      guard !pieces.isEmpty else { throw broken("\(name) has no text") }
      entries[name] = pieces
    }
  }

  /// The text with a name, with what is put in; `nil` where it has none, or wants more than there is.
  func text(_ name: String, _ arguments: [String]) -> String? {
    guard let pieces = entries[name] else { return nil }
    var text = ""
    for piece in pieces {
      switch piece {
      case .literal(let literal): text += literal
      case .argument(let number):
        guard arguments.indices.contains(number) else { return nil }
        text += arguments[number]
      }
    }
    return text
  }

  /// The numbers of what is put into the text with a name; `nil` where there is none.
  public func placeholders(of name: String) -> Set<Int>? {
    entries[name].map { pieces in
      Set(pieces.compactMap { if case .argument(let number) = $0 { number } else { nil } })
    }
  }

  private static func pieces(_ line: Substring) -> [Piece]? {
    var line = line
    while line.last == " " { line.removeLast() }
    if line.count >= 2, line.first == "\"", line.last == "\"" { line = line.dropFirst().dropLast() }
    var pieces: [Piece] = []
    var literal = ""
    while let character = line.popFirst() {
      switch character {
      case "\\":
        guard line.popFirst() == "n" else { return nil }
        literal += "\n"
      case "{":
        guard let end = line.prefix(3).firstIndex(of: "}"), let number = UInt8(line[..<end]) else {
          literal += "{"
          continue
        }
        if !literal.isEmpty { pieces.append(.literal(literal)) }
        literal = ""
        pieces.append(.argument(Int(number)))
        line = line[end...].dropFirst()
      default: literal.append(character)
      }
    }
    return literal.isEmpty ? pieces : pieces + [.literal(literal)]
  }
}
