import ArgumentParser
import Languages
import Testing

@testable import Viz

/// The manual page says all that there is, and nothing in it is taken for a request of `man`.
@Suite struct ManualTests {
  private static let commands = VizCommand.configuration.subcommands.compactMap {
    $0.configuration.commandName
  }

  private static func text(_ language: Language) throws -> String {
    try Language.$current.withValue(language) { try Manual().text }
  }

  @Test(arguments: Language.allCases)
  func everyCommandOptionAndKeyIsInTheManual(language: Language) throws {
    let text = try Self.text(language)
    for command in Self.commands {
      #expect(text.contains(".SS \"viz \(command.replacing("-", with: "\\-"))\"\n"))
    }
    // As they stand in the pages of help, which the parser writes.
    for command in VizCommand.configuration.subcommands {
      for word in VizCommand.helpMessage(for: command, columns: 1 << 20).split(whereSeparator: {
        " \n,[".contains($0)
      })
      where word.hasPrefix("--") && word.dropFirst(2).allSatisfy({ $0.isLetter || $0 == "-" || $0.isNumber })
      {
        let name = word.replacing("-", with: "\\-")
        #expect(
          text.contains(name) || ["--help", "--version"].contains(word), "\(word) is not in the manual")
      }
    }
    let scenes = SceneList.all + SceneList.watched
    try Language.$current.withValue(language) {
      for row in scenes.flatMap({ KeyMap.bindings(in: $0.keyScopes) }) {
        let keys = row.keys.map(\.title).joined(separator: " ").replacing("\\", with: "\\e")
        let entry = "\\fB\(keys.replacing("-", with: "\\-"))\\fR\n"
        try #require(text.contains(entry) || keys.hasPrefix("."), "\(keys) is not in the manual")
      }
    }
  }

  @Test(arguments: Language.allCases)
  func everyLineIsTextOrARequestThatIsMeant(language: Language) throws {
    let requests = [".TH", ".SH", ".SS", ".PP", ".TP", ".RS", ".RE", ".nf", ".fi", ".nh", ".ad"]
    for line in try Self.text(language).split(separator: "\n") {
      #expect(!line.hasPrefix("'"))
      if line.hasPrefix(".") { #expect(requests.contains(String(line.prefix(3))), "\(line)") }
      // Only what is meant begins with a backslash.
      let escapes = line.split(separator: "\\", omittingEmptySubsequences: false).dropFirst()
      #expect(escapes.allSatisfy { $0.first.map { "-ef&(".contains($0) } == true }, "\(line)")
    }
  }

  /// The parser would break a longer one, and its second half would not be pasted.
  @Test(arguments: Language.allCases)
  func examplesOfTheHelpFitOnALine(language: Language) throws {
    Language.$current.withValue(language) {
      for command in VizCommand.configuration.subcommands + [VizCommand.self] {
        for line in command.configuration.discussion.split(separator: "\n") where line.hasPrefix("  ") {
          #expect(line.count <= 80, "\(line)")
        }
      }
    }
  }
}
