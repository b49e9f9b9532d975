import Languages

/// Why something cannot be read or written, as one line.
public struct FormatError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The line: `cannot read NAME: what was wrong, where; what would be right`.
  public let description: String

  /// What is wrong with the file called `name`, at which place in it, and what would be right.
  public init(
    reading name: String, _ problem: String, at place: String? = nil, right: String? = nil
  ) {
    self.init(line: say("format.cannotRead", "cannot read \(name): \(Self.joined(problem, place, right))"))
  }

  /// Why `name` cannot be written.
  public init(writing name: String, _ problem: String, right: String? = nil) {
    self.init(line: say("format.cannotWrite", "cannot write \(name): \(Self.joined(problem, nil, right))"))
  }

  /// A line in words of its own; what is too long for one is cut.
  init(line: String) {
    let plain = Self.plain(String(line.prefix(Self.longest)))
    description = line.count > Self.longest ? plain.prefix(Self.longest - 1) + "…" : plain
  }

  /// The most characters of a line.
  private static let longest = 600

  private static func joined(_ problem: String, _ place: String?, _ right: String?) -> String {
    var text = problem
    if let place { text = say("format.place", "\(text), \(place)") }
    if let right { text = say("format.right", "\(text); \(right)") }
    return text
  }

  /// A text without what would break a line, colour it or turn its direction.
  static func plain(_ text: String) -> String {
    var plain = ""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: plain += " "
      case .format: plain += "�"
      default: plain.unicodeScalars.append(scalar)
      }
    }
    return plain
  }

  /// The beginning of a text in quotes, for a message.
  static func quoted(_ text: some StringProtocol) -> String {
    "'\(text.prefix(24))\(text.dropFirst(24).isEmpty ? "" : "…")'"
  }
}
