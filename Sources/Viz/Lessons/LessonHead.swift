import Languages

/// What stands between the lines of `---` that a lesson begins with.
struct LessonHead {
  private(set) var title = ""
  private(set) var language = Language.english
  /// The options of `viz` that give the lesson's run, and the last line with some.
  private(set) var options: [String] = []
  private(set) var optionLine: Int?
  private(set) var mistakes: [LessonText.Mistake] = []

  /// Reads the head that `rest` begins with; the lines behind it are left.
  init(_ rest: inout ArraySlice<(number: Int, text: String)>) {
    let start = rest.first?.number ?? 1
    guard rest.first?.text == "---" else {
      fail(start, say("lesson.noHead", "a lesson begins with a head between two lines of ---"))
      return
    }
    rest.removeFirst()
    guard rest.prefix(while: { !$0.text.hasPrefix("#") }).contains(where: { $0.text == "---" }) else {
      fail(start, say("lesson.openHead", "the head has no end; a second line of --- would be it"))
      rest = rest.drop { !$0.text.hasPrefix("#") }
      return
    }
    while let line = rest.popFirst(), line.text != "---" {
      guard !line.text.isEmpty else { continue }
      let parts = line.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map {
        $0.trimmed
      }
      guard parts.count == 2, !parts[1].isEmpty else {
        fail(
          line.number,
          say(
            "lesson.headLine", "a head's line is a name and what it is, such as title: What a gradient says"))
        continue
      }
      switch parts[0] {
      case "title": title = parts[1]
      case "language":
        if let known = Language(rawValue: parts[1]) {
          language = known
        } else {
          let all = Language.allCases.map(\.rawValue).joined(separator: ", ")
          fail(line.number, say("lesson.language", "language: \(parts[1]) is none of \(all)"))
        }
      case "preset":
        options += ["--preset", parts[1]]
        optionLine = line.number
      case "options":
        optionLine = line.number
        guard let words = Self.words(parts[1]) else {
          fail(line.number, say("lesson.openQuote", "options: a quotation mark has no second one"))
          continue
        }
        options += words
      default:
        fail(
          line.number,
          say(
            "lesson.headName", "'\(parts[0]):' is nothing of a head; title, language, preset and options are")
        )
      }
    }
    if title.isEmpty { fail(start, say("lesson.noTitle", "the head has no title:")) }
    if !options.contains(where: { $0 == "--seed" || $0.hasPrefix("--seed=") }) {
      fail(
        optionLine ?? start,
        say(
          "lesson.noSeed",
          "options: has no --seed, so every class would see other numbers; --seed 1 would be one"))
    }
  }

  private mutating func fail(_ line: Int, _ words: String) {
    mistakes.append(LessonText.Mistake(line: line, words: words))
  }

  /// The words of a command line, in which quotes keep blanks together.
  private static func words(_ text: String) -> [String]? {
    var (words, word, quote): ([String], String?, Character?) = ([], nil, nil)
    for character in text {
      switch character {
      case quote: quote = nil
      case "\"" where quote == nil, "'" where quote == nil:
        quote = character
        word = word ?? ""
      case " " where quote == nil:
        if let whole = word { words.append(whole) }
        word = nil
      default: word = (word ?? "") + String(character)
      }
    }
    return quote == nil ? words + (word.map { [$0] } ?? []) : nil
  }
}
