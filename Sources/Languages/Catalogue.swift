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

  /// Reads a catalogue. It is read at each start, so as bytes: characters take ten times as long.
  public init(_ text: String) throws(Broken) {
    let lines = Array(text.utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    entries.reserveCapacity(lines.count)
    for (index, line) in lines.enumerated() {
      // What is quoted may have other ends of lines in it.
      func broken(_ reason: String) -> Broken {
        Broken(line: index + 1, reason: String(reason.map { $0.isNewline ? " " : $0 }))
      }
      guard let first = line.first(where: { $0 != Self.blank }), first != UInt8(ascii: "#") else { continue }
      guard let sign = Self.sign(in: line) else {
        throw broken("a name and its text are needed, such as: header.speed = speed")
      }
      let name = String(decoding: line[..<sign], as: UTF8.self)
      guard name.utf8.allSatisfy(Self.isPartOfName) else {
        throw broken("'\(name)' is no name; letters, digits and points make one")
      }
      guard let pieces = Self.pieces(line[(sign + 3)...]) else {
        throw broken("\(name) has a \\ that stands for nothing; \\n would be the end of a line")
      }
      guard !pieces.isEmpty else { throw broken("\(name) has no text") }
      guard entries.updateValue(pieces, forKey: name) == nil else {
        throw broken("\(name) has a text already")
      }
    }
  }

  private static let blank = UInt8(ascii: " ")

  /// Where " = " begins, the first time.
  private static func sign(in line: ArraySlice<UInt8>) -> Int? {
    line.indices.dropLast(2).first {
      line[$0] == blank && line[$0 + 1] == UInt8(ascii: "=") && line[$0 + 2] == blank
    }
  }

  private static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): true
    default: false
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

  /// The pieces of what stands behind " = "; `nil` where a backslash stands for nothing.
  private static func pieces(_ text: ArraySlice<UInt8>) -> [Piece]? {
    let quote = UInt8(ascii: "\"")
    var line = text
    while let last = line.last, last == blank || last == UInt8(ascii: "\r") { line.removeLast() }
    if line.count >= 2, line.first == quote, line.last == quote { line = line.dropFirst().dropLast() }
    var pieces: [Piece] = []
    var literal: [UInt8] = []
    func endLiteral() {
      if !literal.isEmpty { pieces.append(.literal(String(decoding: literal, as: UTF8.self))) }
      literal.removeAll(keepingCapacity: true)
    }
    while let byte = line.popFirst() {
      switch byte {
      case UInt8(ascii: "\\"):
        guard line.popFirst() == UInt8(ascii: "n") else { return nil }
        literal.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "{"):
        guard let end = line.prefix(3).firstIndex(of: UInt8(ascii: "}")),
          let number = UInt8(String(decoding: line[..<end], as: UTF8.self))
        else {
          literal.append(byte)
          continue
        }
        endLiteral()
        pieces.append(.argument(Int(number)))
        line = line[(end + 1)...]
      default: literal.append(byte)
      }
    }
    endLiteral()
    return pieces
  }
}
