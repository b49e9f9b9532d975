import Foundation
import Testing

/// Every text that the sources say, by its name: read from the sources themselves, so that none can be forgotten.
struct SaidTexts {
  /// A text as it stands in the source: `{0}`, `{1}`, … stand for what is put in.
  struct Text: Equatable {
    let english: String
    let placeholders: Int
    let place: String
  }

  private(set) var texts: [String: Text] = [:]
  /// What is wrong with how something is said, a line each.
  private(set) var problems: [String] = []

  /// All that is said in the files under `folder`.
  init(_ folder: URL) throws {
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    for case let file as URL in try #require(files) where file.pathExtension == "swift" {
      // What says all others is no place where anything is said.
      guard !file.path.contains("/Languages/") else { continue }
      read(Array(try String(contentsOf: file, encoding: .utf8).unicodeScalars), name: file.lastPathComponent)
    }
  }

  /// The English catalogue, as a new language would begin: a line a text, in the order of the names.
  var catalogue: String {
    texts.sorted { $0.key < $1.key }.map { name, text in
      let line = text.english.replacing("\n", with: "\\n")
      return "\(name) = " + (line.first == " " || line.last == " " ? "\"\(line)\"" : line) + "\n"
    }.joined()
  }

  private mutating func read(_ source: [Unicode.Scalar], name file: String) {
    var place = 0
    while place < source.count {
      guard let start = Self.call(at: place, in: source) else {
        place += 1
        continue
      }
      place = start
      let line = source[..<place].count { $0 == "\n" } + 1
      Self.skipBlanks(source, &place)
      guard source[place] == "\"" else { continue }
      let name = Self.literal(source, &place).text
      // What has no name is the same in every language.
      if name.isEmpty { continue }
      Self.skipBlanks(source, &place)
      guard source[place] == "," else { continue }
      place += 1
      Self.skipBlanks(source, &place)
      guard source[place] == "\"" else {
        problems.append("\(file):\(line): \(name) is said with what is no literal")
        continue
      }
      let (english, count) = Self.literal(source, &place)
      Self.skipBlanks(source, &place)
      if source[place] == "+" { problems.append("\(file):\(line): \(name) is joined of several literals") }
      let text = Text(english: english, placeholders: count, place: "\(file):\(line)")
      if let other = texts[name], other.english != english {
        problems.append("\(text.place): \(name) has another English text at \(other.place)")
      }
      texts[name] = text
    }
  }

  /// Where the arguments of `say(` or `Words(` begin, if a call of them stands at a place.
  private static func call(at place: Int, in source: [Unicode.Scalar]) -> Int? {
    for word in ["say(", "Words("] {
      let end = place + word.unicodeScalars.count
      guard end < source.count, source[place..<end].elementsEqual(word.unicodeScalars) else { continue }
      let before = place > 0 ? source[place - 1] : " "
      guard !before.properties.isAlphabetic, before != "_", before != "." else { continue }
      return end
    }
    return nil
  }

  private static func skipBlanks(_ source: [Unicode.Scalar], _ place: inout Int) {
    while place < source.count, source[place].properties.isWhitespace { place += 1 }
  }

  /// Reads a string literal, of one line or more; `place` is then behind it.
  private static func literal(_ source: [Unicode.Scalar], _ place: inout Int) -> (
    text: String, placeholders: Int
  ) {
    func stands(_ text: String, at place: Int) -> Bool {
      source[place...].prefix(text.unicodeScalars.count).elementsEqual(text.unicodeScalars)
    }
    let quote = stands("\"\"\"", at: place) ? "\"\"\"" : "\""
    place += quote.count
    var (text, count) = (String.UnicodeScalarView(), 0)
    while !stands(quote, at: place) {
      guard source[place] == "\\" else {
        text.append(source[place])
        place += 1
        continue
      }
      place += 1
      switch source[place] {
      case "(":
        let inner = interpolation(source, &place)
        if inner.hasPrefix("ending:") {
          text.append("s")
        } else if let words = inner.firstRange(of: ", or: ") {
          text.append(contentsOf: inner[words.upperBound...].prefix { $0 != "," }.unicodeScalars)
        } else {
          text.append(contentsOf: "{\(count)}".unicodeScalars)
          count += 1
        }
        continue
      case "n": text.append("\n")
      case "\n": break
      default: text.append(source[place])
      }
      place += 1
    }
    place += quote.count
    let lines = String(text).split(separator: "\n", omittingEmptySubsequences: false)
    guard quote.count == 3 else { return (String(text), count) }
    // The lines are as far to the right as the last one, which has the quotes.
    let indent = lines.last?.prefix { $0 == " " }.count ?? 0
    let body = lines.dropFirst().dropLast().map { $0.dropFirst(min(indent, $0.prefix { $0 == " " }.count)) }
    return (body.joined(separator: "\n"), count)
  }

  /// Reads what is put in, from its opening bracket on.
  private static func interpolation(_ source: [Unicode.Scalar], _ place: inout Int) -> String {
    let start = place + 1
    var depth = 0
    while true {
      switch source[place] {
      case "\"":
        _ = literal(source, &place)
        continue
      case "(": depth += 1
      case ")": depth -= 1
      default: break
      }
      place += 1
      if depth == 0 { break }
    }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: source[start..<place - 1])
    return String(view)
  }
}
