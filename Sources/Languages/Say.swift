/// A text in the present language.
///
/// The English text stands where it is said, so that it is read there; other languages have theirs in their catalogue by
/// its name, with `{0}`, `{1}`, … for what is put in, in the order of the English text.
///
/// - Parameters:
///   - name: The name of the text, by the room it is said in: "notice.converged".
///   - english: The text in English.
public func say(_ name: String, _ english: Phrase) -> String {
  guard let catalogue = Language.current.catalogue else { return english.text }
  return catalogue.text(name, english.arguments) ?? english.text
}

/// An English text with what was put into it.
public struct Phrase: ExpressibleByStringInterpolation, Sendable {
  /// The whole text.
  public let text: String
  /// What was put in, in order; empty while English is spoken, which needs none of it.
  let arguments: [String]

  /// A text that nothing was put into.
  public init(stringLiteral text: String) { (self.text, arguments) = (text, []) }

  /// A text from its parts.
  public init(stringInterpolation: StringInterpolation) {
    (text, arguments) = (stringInterpolation.text, stringInterpolation.arguments)
  }

  /// What gathers the parts.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""
    fileprivate var arguments: [String] = []
    private let collects = Language.current != .english

    /// An empty text.
    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 8 * interpolationCount)
    }

    /// Appends what stands in English.
    public mutating func appendLiteral(_ literal: String) { text += literal }

    /// Puts in a value as its description.
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      let description = value.description
      text += description
      if collects { arguments.append(description) }
    }

    /// Puts in what an error says.
    public mutating func appendInterpolation(_ error: any Error) { appendInterpolation("\(error)") }

    /// Puts in the ending of an English plural: "s" but for one of a thing. Other languages know of no such thing.
    public mutating func appendInterpolation(ending count: Int) {
      if count != 1 { text += "s" }
    }

    /// Puts in one of two English words: the first for one of a thing, the second for others.
    public mutating func appendInterpolation(_ one: String, or many: String, for count: Int) {
      text += count == 1 ? one : many
    }
  }
}

/// A text that is said later, in the language there is then: for tables that are made once.
public struct Words: Sendable, Hashable {
  private let name: String
  private let english: String

  /// A text without anything put in, with its name and in English.
  public init(_ name: String, _ english: String) { (self.name, self.english) = (name, english) }

  /// The text in the present language.
  public var text: String { Language.current.catalogue?.text(name, []) ?? english }

  /// No text at all.
  public static let none = Words("", "")

  /// Whether it is none.
  public var isEmpty: Bool { english.isEmpty }
}
