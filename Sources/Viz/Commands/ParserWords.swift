import ArgumentParser
import CNcurses
import Languages

/// What the parser of command lines says by itself, in the present language.
///
/// It speaks English alone, so its texts are known by what they begin and end with.
enum ParserWords {
  /// What is printed of an error that is none, such as a wish for help.
  static func fullMessage(for error: any Error) -> String {
    guard Language.current != .english else { return VizCommand.fullMessage(for: error) }
    // The parser counts characters where columns are meant: its lines come whole and are broken here.
    return translated(VizCommand.fullMessage(for: error, columns: 1 << 20))
  }

  /// A text of the parser: a page of help, or what is wrong with a command line. What it has not said stays as it is.
  static func translated(_ text: String) -> String {
    guard Language.current != .english else { return text }
    if text.hasPrefix(HelpPage.beginning) { return HelpPage(text, columns: columns).text }
    return option(text) ?? argument(text) ?? value(text) ?? command(text) ?? text
  }

  /// What stands between pieces of a text that begins with the first of them and ends with the last; `nil` where it
  /// has not all of them.
  static func parts(_ text: String, _ pieces: String...) -> [String]? {
    guard let first = pieces.first, let last = pieces.dropFirst().last, text.hasPrefix(first) else {
      return nil
    }
    var parts: [String] = []
    var rest = text.dropFirst(first.count)
    for piece in pieces.dropFirst().dropLast() {
      guard let place = rest.firstRange(of: piece) else { return nil }
      parts.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    guard rest.hasSuffix(last) else { return nil }
    return parts + [String(rest.dropLast(last.count))]
  }

  /// What is wrong with an option.
  private static func option(_ text: String) -> String? {
    if let parts = parts(text, "Unknown option ", "\n   or: ", " in '", "'") {
      let (one, other) = (translated("Unknown option " + parts[0]), translated(parts[1]))
      return say("parser.either", "\(one)\n   or: \(other) in '\(parts[2])'")
    }
    if let parts = parts(text, "Unknown option '", "'. Did you mean '", "'?") {
      return say("parser.optionMeant", "Unknown option '\(parts[0])'. Did you mean '\(parts[1])'?")
    }
    if let parts = parts(text, "Unknown option '", "'") {
      return say("parser.unknownOption", "Unknown option '\(parts[0])'")
    }
    if let parts = parts(text, "Invalid option: ", "") {
      return say("parser.invalidOption", "Invalid option: \(parts[0])")
    }
    if let parts = parts(text, "Missing value for '", "'") {
      return say("parser.missingValue", "Missing value for '\(parts[0])'")
    }
    if let parts = parts(text, "The option '", "' does not take any value, but '", "' was specified.") {
      return say(
        "parser.noValue", "The option '\(parts[0])' does not take any value, but '\(parts[1])' was specified."
      )
    }
    if let parts = parts(text, "Value to be set with flag ", " had already been set with flag ", "") {
      return say(
        "parser.setAlready",
        "Value to be set with flag \(parts[0]) had already been set with flag \(parts[1])")
    }
    return nil
  }

  /// What is wrong with an argument.
  private static func argument(_ text: String) -> String? {
    if let parts = parts(text, "Missing expected argument '", "'") {
      return say("parser.missingArgument", "Missing expected argument '\(parts[0])'")
    }
    if let parts = parts(text, "Missing one of: ", "") {
      return say("parser.missingOneOf", "Missing one of: \(parts[0])")
    }
    if let parts = parts(text, "Unexpected argument '", "'") {
      return say("parser.unexpectedArgument", "Unexpected argument '\(parts[0])'")
    }
    if text.first?.isNumber == true, let parts = parts(text, "", " unexpected arguments: ", ""),
      let count = Int(parts[0])
    {
      return say("parser.unexpectedArguments", "\(count) unexpected arguments: \(parts[1])")
    }
    return nil
  }

  /// What is wrong with a value.
  private static func value(_ text: String) -> String? {
    guard let parts = parts(text, "The value '", "' is invalid for '", "'", "") else { return nil }
    let (value, option, why) = (parts[0], parts[1], parts[2])
    if let reason = Self.parts(why, ": ", "") {
      return say(
        "parser.invalidValueWhy", "The value '\(value)' is invalid for '\(option)': \(reason[0])")
    }
    let comma = say("parser.comma", ", ")
    var names: String?
    if let list = Self.parts(why, ". Please provide one of the following:\n", "") {
      let lines = list[0].split(separator: "\n").map { "'\($0.trimmed.dropFirst(2))'" }
      names = lines.joined(separator: comma)
    } else if let list = Self.parts(why, ". Please provide one of ", ".") {
      names = ["' and '", "' or '", "', '"].reduce(list[0]) { $0.replacing($1, with: "'\(comma)'") }
    }
    if let names {
      return say(
        "parser.invalidValueList",
        "The value '\(value)' is invalid for '\(option)'. Please provide one of \(names).")
    }
    return why.isEmpty ? say("parser.invalidValue", "The value '\(value)' is invalid for '\(option)'") : nil
  }

  /// What is wrong with a command, or the wish for a script that completes it.
  private static func command(_ text: String) -> String? {
    if text == "Missing required subcommand." {
      return say("parser.missingCommand", "Missing required subcommand.")
    }
    let advice = "\nPlease use --generate-completion-script=<shell> with one of:\n"
    if let parts = parts(text, "Can't generate completion scripts for '", "'." + advice, "") {
      return say(
        "parser.noScript",
        """
        Can't generate completion scripts for '\(parts[0])'.
        Please use --generate-completion-script=<shell> with one of:
            \(Substring(parts[1]).trimmed)
        """)
    }
    if let parts = parts(text, "Can't autodetect a supported shell." + advice, "") {
      return say(
        "parser.noShell",
        """
        Can't autodetect a supported shell.
        Please use --generate-completion-script=<shell> with one of:
            \(Substring(parts[0]).trimmed)
        """)
    }
    return nil
  }

  /// How many columns lines may have, as the parser finds it.
  private static var columns: Int {
    if let columns = environmentVariable("COLUMNS").flatMap({ Int($0) }) { return columns }
    var (width, height): (Int32, Int32) = (0, 0)
    cncurses_size(&width, &height)
    return width > 0 ? Int(width) : 80
  }
}
