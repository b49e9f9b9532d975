import Languages

/// A page of the parser's help in the present language, laid out by the columns that a terminal gives to its characters.
struct HelpPage {
  /// Whether a page may be asked for: the parser takes all texts at every start, and some take a while to make.
  @TaskLocal static var isWanted = true

  /// What every page begins with.
  static let beginning = "OVERVIEW: "
  /// The column at which it is told what an option is for.
  private static let aboutColumn = 26

  private let columns: Int
  private var lines: [String] = []
  /// What is being read: an option, argument or command, and what it is for.
  private var entry: (label: String, about: String)?

  /// The page that the parser wrote in English.
  init(_ text: String, columns: Int) {
    self.columns = columns
    var isOverview = true
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      if line.hasPrefix("USAGE: ") { isOverview = false }
      if isOverview { addOverview(line) } else { add(line) }
    }
    endEntry()
  }

  /// The page.
  var text: String { lines.joined(separator: "\n") }

  /// A line of what the command does; command lines among them stay whole.
  private mutating func addOverview(_ line: String) {
    if let parts = ParserWords.parts(line, Self.beginning, "") {
      lines += say("parser.overview", "OVERVIEW: \(parts[0])").broken(to: columns, \.plainColumns)
    } else if line.isEmpty || line.hasPrefix(" ") {
      lines.append(line)
    } else {
      lines += line.broken(to: columns, \.plainColumns)
    }
  }

  /// A line below that.
  private mutating func add(_ line: String) {
    if line.hasPrefix(Self.blanks(Self.aboutColumn)) {
      let about = Substring(line).trimmed
      if let before = entry?.about { entry?.about = before.isEmpty ? about : before + " " + about }
      return
    }
    endEntry()
    if let parts = ParserWords.parts(line, "USAGE: ", "") {
      lines.append(say("parser.usage", "USAGE: \(parts[0])"))
    } else if let parts = ParserWords.parts(line, "  See '", " <subcommand>' for detailed help.") {
      lines.append("  " + say("parser.seeHelp", "See '\(parts[0]) <subcommand>' for detailed help."))
    } else if line.hasPrefix("  ") {
      beginEntry(line)
    } else if let parts = ParserWords.parts(line, "", ":") {
      lines.append(say("parser.section", "\(Self.title(parts[0])):"))
    } else {
      lines.append(line)
    }
  }

  /// A line with an option, and with what it is for unless that is on the next.
  private mutating func beginEntry(_ line: String) {
    let (label, about) = (line.prefix(Self.aboutColumn), line.dropFirst(Self.aboutColumn))
    let isWhole = label.last == " " && !about.hasPrefix("<")
    entry = isWhole ? (label.trimmed, String(about)) : (line[...].trimmed, "")
  }

  private mutating func endEntry() {
    guard let entry else { return }
    self.entry = nil
    var label = "  " + entry.label
    if let parts = ParserWords.parts(label, "", " (default)") {
      label = say("parser.defaultCommand", "\(parts[0]) (default)")
    }
    let about = Self.about(entry.about).broken(to: max(20, columns - Self.aboutColumn), \.plainColumns)
    let room = Self.aboutColumn - label.plainColumns
    var rows = about.map { Self.blanks(Self.aboutColumn) + $0 }
    if room > 0, let first = about.first {
      rows[0] = label + Self.blanks(room) + first
    } else {
      rows.insert(label, at: 0)
    }
    lines += rows
  }

  /// The title of a group of options; those of viz are said already.
  private static func title(_ text: String) -> String {
    switch text {
    case "ARGUMENTS": say("parser.arguments", "ARGUMENTS")
    case "OPTIONS": say("parser.options", "OPTIONS")
    case "SUBCOMMANDS": say("parser.subcommands", "SUBCOMMANDS")
    default: text
    }
  }

  /// What something is for: the parser's own words, or words of viz with its values behind them.
  private static func about(_ text: String) -> String {
    switch text {
    case "Show the version.": return say("parser.showVersion", "Show the version.")
    case "Show help information.": return say("parser.showHelp", "Show help information.")
    default: break
    }
    if let parts = ParserWords.parts(text, "", " (values: ", "; default: ", ")") {
      return about(parts[0], values: parts[1], fallback: parts[2])
    }
    if let parts = ParserWords.parts(text, "", " (values: ", ")") {
      return about(parts[0], values: parts[1], fallback: "")
    }
    if let parts = ParserWords.parts(text, "", " (default: ", ")") {
      return about(parts[0], values: "", fallback: parts[1])
    }
    return text
  }

  /// What an option is for, with its values and what holds without it, where there are such.
  static func about(_ text: String, values: String, fallback: String) -> String {
    switch (values.isEmpty, fallback.isEmpty) {
    case (true, true): text
    case (false, true): say("parser.values", "\(text) (values: \(values))")
    case (true, false): say("parser.default", "\(text) (default: \(fallback))")
    case (false, false):
      say("parser.valuesAndDefault", "\(text) (values: \(values); default: \(fallback))")
    }
  }

  private static func blanks(_ count: Int) -> String { String(repeating: " ", count: count) }
}
