import ArgumentParser
import Languages

/// What is wrong with a command line whose command is misspelt or stands behind its options.
///
/// As `viz` alone is `viz run`, the parser takes such a word for an argument of run, which has none.
struct CommandAdvice {
  /// The advice as one line.
  let text: String

  private static let names = VizCommand.configuration.subcommands.map { $0.configuration.commandName ?? "" }

  /// The advice for `arguments`, which ended in `error`; `nil` where that says all there is to say.
  init?(_ arguments: some Collection<String>, _ error: any Error) {
    guard VizCommand.exitCode(for: error) == .validationFailure, let first = arguments.first else {
      return nil
    }
    let message = VizCommand.message(for: error)
    if !first.hasPrefix("-"), first != "help", !Self.names.contains(first) {
      text = Self.unknown(first)
    } else if first.hasPrefix("-"), let line = Self.withCommandFirst(Array(arguments)) {
      text = say("error.commandFirst", "the command comes first: \(line.joined(separator: " "))")
    } else if let word = arguments.dropFirst().first(where: { message.contains("nexpected argument '\($0)'") }
    ) {
      let isMisspelt = first.hasPrefix("-") && Self.nearest(to: word) != nil
      let command = Self.names.contains(first) ? first : "run"
      text =
        isMisspelt
        ? Self.unknown(word)
        : say("error.optionsOnly", "\(ParserWords.translated(message)); \(command) takes options only")
    } else {
      return nil
    }
  }

  /// The same command line with a command before its options, where that makes it right.
  private static func withCommandFirst(_ arguments: [String]) -> [String]? {
    for (place, name) in arguments.enumerated() where names.contains(name) {
      let moved = [name] + arguments[..<place] + arguments[(place + 1)...]
      if (try? VizCommand.parseAsRoot(moved)) != nil { return ["viz"] + moved }
    }
    return nil
  }

  /// Throws where help is wanted for a command that there is not.
  static func checkHelp(_ arguments: some Collection<String>) throws {
    guard arguments.first == "help", let name = arguments.dropFirst().first, !name.hasPrefix("-"),
      !names.contains(name)
    else { return }
    throw ValidationError(unknown(name))
  }

  private static func unknown(_ word: String) -> String {
    let all = names.joined(separator: ", ")
    guard let nearest = nearest(to: word) else {
      return say("error.noCommand", "there is no command '\(word)'; the commands are: \(all)")
    }
    return say(
      "error.commandMeant",
      "there is no command '\(word)'; did you mean \(nearest)? The commands are: \(all)")
  }

  /// The command that a word with a slip or two stands for.
  private static func nearest(to word: String) -> String? {
    let distances = names.map { (name: $0, distance: distance(Array(word.lowercased()), Array($0))) }
    guard let best = distances.min(by: { $0.distance < $1.distance }) else { return nil }
    return best.distance <= min(2, best.name.count / 2) ? best.name : nil
  }

  /// How many characters have to be put in, taken out or replaced to make one word of the other.
  private static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var row = Array(0...right.count)
    for (i, character) in left.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for j in right.indices {
        let replaced = diagonal + (character == right[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(replaced, row[j] + 1, row[j + 1] + 1)
      }
    }
    return row[right.count]
  }
}
