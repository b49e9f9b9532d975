import Foundation
import Testing

@testable import Languages
@testable import Viz

/// Every language says everything: what the sources say in English has its text in each catalogue.
@Suite struct CatalogueTests {
  private static let sources = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources")

  private static let said = try? SaidTexts(sources)

  @Test func everyTextIsSaidByOneNameAndAsOneLiteral() throws {
    let said = try #require(Self.said)
    #expect(said.problems.isEmpty, "\(said.problems.joined(separator: "\n"))")
    #expect(said.texts.count > 1500)
    // As a new language begins: VIZ_CATALOGUE=file writes it.
    if let path = ProcessInfo.processInfo.environment["VIZ_CATALOGUE"] {
      try said.catalogue.write(toFile: path, atomically: true, encoding: .utf8)
    }
    let english = try Catalogue(said.catalogue)
    #expect(english.names == Set(said.texts.keys))
  }

  @Test(arguments: Language.allCases.filter { $0 != .english })
  func aLanguageHasEveryTextWithAllThatIsPutIn(_ language: Language) throws {
    let said = try #require(Self.said)
    let catalogue = try #require(language.catalogue)
    for (name, text) in said.texts.sorted(by: { $0.key < $1.key }) {
      guard let placeholders = catalogue.placeholders(of: name) else {
        Issue.record("\(language.rawValue) lacks \(name) (\(text.place)): \(text.english)")
        continue
      }
      #expect(
        placeholders == Set(0..<text.placeholders),
        "\(language.rawValue) \(name): \(text.english) (\(text.place))")
    }
    let unused = catalogue.names.subtracting(said.texts.keys)
    #expect(unused.isEmpty, "nobody says \(unused.sorted())")
  }

  @Test func aCatalogueThatIsBrokenIsToldByItsLine() {
    for (text, line) in [
      ("a.b = x\nc", "line 2: a name and its text are needed, such as: header.speed = speed"),
      ("a b = x", "line 1: 'a b' is no name; letters, digits and points make one"),
      ("\n# c\na = x\na = y", "line 4: a has a text already"),
      ("a = x\\y", "line 1: a has a \\ that stands for nothing; \\n would be the end of a line"),
      ("a = \"\"", "line 1: a has no text"),
    ] {
      #expect {
        try Catalogue(text)
      } throws: {
        "\($0)" == line
      }
    }
  }

  @Test func whatIsPutInStandsWhereALanguageWantsIt() throws {
    let catalogue = try Catalogue("a = {1}在{0}中 {x} {\nb = \" x \"\nc = 一\\n二")
    #expect(catalogue.text("a", ["1", "2"]) == "2在1中 {x} {")
    #expect(catalogue.text("a", ["1"]) == nil)
    #expect(catalogue.text("b", []) == " x ")
    #expect(catalogue.text("c", []) == "一\n二")
    let count = 3
    #expect(
      say("test.rows", "\(count) row\(ending: count) \("is", or: "are", for: count) \(0.5)")
        == "3 rows are 0.5")
    #expect(say("test.rows", "\(1) row\(ending: 1) \("is", or: "are", for: 1)") == "1 row is")
  }

  @Test func aTextWithoutAnEntryIsEnglish() {
    Language.$current.withValue(.chinese) {
      #expect(say("nobody.saysThis", "steps: \(3)") == "steps: 3")
      #expect(say("frame.paused", "paused") == "已暂停")
      #expect(Words("frame.paused", "paused").text == "已暂停")
    }
  }

  @Test(arguments: [
    (["LANG": "zh_CN.UTF-8"], [], "zh"), (["LANG": "zh_CN.utf8", "LC_MESSAGES": "de_DE.UTF-8"], [], "en"),
    (["LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"], [], "zh"),
    (["LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"], [], "en"), (["LANG": "zh_CN"], [], "en"),
    (["LANG": "zh_CN.GB18030"], [], "en"), ([:], [], "en"), (["LANG": "zh.UTF-8"], ["run"], "zh"),
    (["LANG": "zh_CN.UTF-8"], ["render", "--steps", "3"], "en"),
    (["LANG": "zh_CN.UTF-8"], ["cast", "f"], "en"),
    (["LANG": "zh_CN.UTF-8"], ["render", "--lang", "auto"], "zh"), ([:], ["render", "--lang", "zh"], "zh"),
    ([:], ["--lang=zh"], "zh"), (["LANG": "zh_CN.UTF-8"], ["--seed", "3", "--lang", "en"], "en"),
    (["LANG": "zh_CN.UTF-8"], ["--lang", "fr"], "zh"), (["LANG": "zh_CN.UTF-8"], ["--lang"], "zh"),
  ])
  func theLanguageIsThatOfTheOptionElseOfTheLocale(
    environment: [String: String], arguments: [String], language: String
  ) {
    #expect(Program.language(of: arguments) { environment[$0] }.rawValue == language)
  }
}
