import Languages

/// Reads a lesson: Markdown with a head between lines of `---`, a section a stop, and in it lines that say what is done.
struct LessonText {
  /// Something that is wrong with a lesson, and the line it is on.
  struct Mistake: Error, Equatable {
    let line: Int
    let words: String
    /// Whether it is only that something does not hold that the lesson claims: it can be given all the same.
    var isClaim = false
  }

  /// What is wrong, in the order of the lines; nothing where the lesson is whole.
  private(set) var mistakes: [Mistake] = []
  /// The lesson; with mistakes, what is left of it.
  private(set) var lesson: Lesson
  /// The line of the options that give its run.
  private(set) var optionLine: Int?

  /// The longest lesson that is read, in bytes.
  static let longest = 1 << 20

  init(_ text: String) {
    lesson = Lesson(title: "", language: .english, options: [], stops: [])
    // Some editors of Windows begin a file with a mark of its encoding.
    let text = text.first == "\u{feff}" ? text.dropFirst() : text[...]
    guard text.contains(where: { !$0.isWhitespace }) else {
      fail(1, say("lesson.empty", "it is empty; viz lesson gradient --print shows what a lesson looks like"))
      return
    }
    // Windows ends its lines with two characters, which are one to Swift.
    let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
      .enumerated().map { index, line in
        (number: index + 1, text: Substring(line.map { $0.isWhitespace ? " " : $0 }).trimmed)
      }
    var rest = lines[...]
    while rest.first?.text.isEmpty == true { rest.removeFirst() }
    let head = LessonHead(&rest)
    (mistakes, optionLine) = (head.mistakes, head.optionLine)
    var stops: [Lesson.Stop] = []
    while let heading = rest.first {
      if !heading.text.hasPrefix("#") {
        if !heading.text.isEmpty {
          fail(
            heading.number,
            say("lesson.noHeading", "a stop begins with a heading, such as: ## A step to the left"))
        }
        rest.removeFirst()
        continue
      }
      let body = rest.dropFirst().prefix { !$0.text.hasPrefix("#") }
      stops.append(stop(heading, body))
      rest = rest.dropFirst(1 + body.count)
    }
    if stops.isEmpty {
      fail(
        lines.count,
        say("lesson.noStops", "there is no stop; each begins with a heading, such as: ## A step to the left"))
    }
    lesson = Lesson(title: head.title, language: head.language, options: head.options, stops: stops)
  }

  private mutating func fail(_ line: Int, _ words: String) {
    mistakes.append(Mistake(line: line, words: words))
  }

  // MARK: A stop

  /// What a stop is made of while it is read.
  private struct Parts {
    var text: [String] = []
    var textLine: Int?
    var reasonLine: Int?
    var isParagraphOpen = false
    var look: Lesson.Look?
    var actions: [Lesson.Numbered<Lesson.Action>] = []
    var question: (line: Int, text: String)?
    var answers: [(line: Int, text: String, isRight: Bool)] = []
    var reason = ""
    var reveals: [Lesson.Numbered<Lesson.Action>] = []
    var isFree = false
  }

  private mutating func stop(
    _ heading: (number: Int, text: String), _ body: ArraySlice<(number: Int, text: String)>
  ) -> Lesson.Stop {
    var parts = Parts()
    for line in body { read(line.number, line.text, &parts) }
    let title = heading.text.drop { $0 == "#" }.trimmed
    if title.isEmpty { fail(heading.number, say("lesson.emptyHeading", "the heading has no words")) }
    let prediction = prediction(parts)
    if parts.text.isEmpty, prediction == nil {
      fail(heading.number, say("lesson.noText", "the stop says nothing; a sentence or two would be right"))
    }
    checkLength(parts, heading: heading.number)
    return Lesson.Stop(
      title: title, line: heading.number, text: parts.text, look: parts.look, actions: parts.actions,
      prediction: prediction, reveals: parts.reveals, isFree: parts.isFree)
  }

  /// Says what is too long to be read at once.
  private mutating func checkLength(_ parts: Parts, heading: Int) {
    let most = Lesson.mostWords
    let text = Lesson.words(parts.text.joined(separator: " "))
    if text > most {
      fail(
        parts.textLine ?? heading,
        say(
          "lesson.longText",
          "the text of the stop has \(text) words, and \(most) at once are the most that is read"))
    }
    guard let question = parts.question else { return }
    let asked = Lesson.words(([question.text] + parts.answers.map(\.text)).joined(separator: " "))
    if asked > most {
      fail(
        question.line,
        say(
          "lesson.longQuestion",
          "the question has \(asked) words with its answers, and \(most) at once are the most that is read"))
    }
    let reason = Lesson.words(parts.reason)
    if reason > most {
      fail(
        parts.reasonLine ?? question.line,
        say(
          "lesson.longReason", "the reason has \(reason) words, and \(most) at once are the most that is read"
        ))
    }
  }

  private static let names = ["look", "keys", "run", "until", "expect", "predict", "because", "free"]

  private mutating func read(_ number: Int, _ text: String, _ parts: inout Parts) {
    guard !text.isEmpty else {
      parts.isParagraphOpen = false
      return
    }
    if text.hasPrefix("- ") { return readAnswer(number, text.dropFirst(2).trimmed, &parts) }
    // Capitals make no difference to the names that there are; other words before a colon are text.
    let written = text.prefix { $0 != ":" }
    let name = Self.names.contains(written.lowercased()) ? written.lowercased() : String(written)
    guard name.count < text.count, name.allSatisfy({ $0.isASCII && $0.isLowercase }), !name.isEmpty else {
      parts.textLine = parts.textLine ?? number
      if parts.isParagraphOpen, let last = parts.text.indices.last {
        // Between Chinese sentences there is no blank.
        let isBesideWide = (parts.text[last].unicodeScalars.last?.columns ?? 1) == 2
        parts.text[last] += (isBesideWide ? "" : " ") + text
      } else {
        parts.text.append(text)
      }
      parts.isParagraphOpen = true
      return
    }
    parts.isParagraphOpen = false
    let value = text.dropFirst(name.count + 1).trimmed
    guard Self.names.contains(name) else {
      return fail(
        number,
        say(
          "lesson.noName", "'\(name):' is nothing that can be done; \(Self.names.joined(separator: ", ")) are"
        ))
    }
    guard !value.isEmpty else {
      return fail(number, say("lesson.emptyLine", "there is nothing behind \(name):"))
    }
    read(number, name, value, &parts)
  }

  private mutating func read(_ number: Int, _ name: String, _ value: String, _ parts: inout Parts) {
    switch name {
    case "look":
      guard parts.look == nil, parts.actions.isEmpty, parts.question == nil else {
        return fail(number, say("lesson.lookFirst", "look: stands once, before anything is done"))
      }
      let words = value.split(separator: " ", maxSplits: 1).map { String($0) }
      parts.look = Lesson.Look(line: number, scene: words[0], place: words.count > 1 ? words[1] : nil)
    case "predict":
      guard parts.question == nil else {
        return fail(number, say("lesson.onePrediction", "a stop has one predict:"))
      }
      parts.question = (number, value)
    case "because":
      guard parts.question != nil, parts.reason.isEmpty else {
        return fail(number, say("lesson.becauseOnce", "because: stands once, behind a predict:"))
      }
      (parts.reason, parts.reasonLine) = (value, number)
    case "free":
      parts.isFree = true
      parts.text.append(value)
    default:
      guard let action = action(number, name, value) else { return }
      if parts.question == nil {
        parts.actions.append(Lesson.Numbered(line: number, value: action))
      } else {
        parts.reveals.append(Lesson.Numbered(line: number, value: action))
      }
    }
  }

  private mutating func action(_ number: Int, _ name: String, _ value: String) -> Lesson.Action? {
    switch name {
    case "keys":
      var keys: [Key] = []
      for word in value.split(separator: " ") {
        guard let key = Key(name: String(word)) else {
          fail(number, say("lesson.noKey", "there is no key '\(word)'; the help (?) lists them"))
          return nil
        }
        keys.append(key)
      }
      return .keys(keys)
    case "run":
      guard let steps = Int(value), (1...1_000_000).contains(steps) else {
        fail(
          number,
          say("lesson.noSteps", "run: \(value): a number of steps from 1 to 1000000 is needed, such as 40"))
        return nil
      }
      return .run(steps)
    default:
      do throws(LessonCondition.Problem) {
        let condition = try LessonCondition(value)
        return name == "until" ? .until(condition) : .expect(condition)
      } catch {
        fail(number, "\(name): \(error.words)")
        return nil
      }
    }
  }

  private mutating func readAnswer(_ number: Int, _ text: String, _ parts: inout Parts) {
    guard parts.question != nil else {
      return fail(number, say("lesson.answerWithoutQuestion", "answers stand behind a predict:"))
    }
    let isRight = text.hasPrefix("[x]") || text.hasPrefix("[X]")
    guard isRight || text.hasPrefix("[ ]") else {
      return fail(number, say("lesson.noMark", "an answer is written - [ ] so, and the right one - [x] so"))
    }
    let words = text.dropFirst(3).trimmed
    guard !words.isEmpty else { return fail(number, say("lesson.emptyAnswer", "the answer has no words")) }
    parts.answers.append((number, words, isRight))
  }

  private mutating func prediction(_ parts: Parts) -> Lesson.Prediction? {
    guard let question = parts.question else { return nil }
    let right = parts.answers.indices.filter { parts.answers[$0].isRight }
    guard (2...4).contains(parts.answers.count) else {
      fail(question.line, say("lesson.answers", "two to four answers are needed, each written - [ ] so"))
      return nil
    }
    guard right.count == 1 else {
      fail(
        question.line,
        right.isEmpty
          ? say("lesson.noneRight", "no answer is marked as the right one; - [x] marks it")
          : say("lesson.manyRight", "\(right.count) answers are marked as right, and one is"))
      return nil
    }
    guard !parts.reason.isEmpty else {
      fail(question.line, say("lesson.noReason", "the reason is missing; because: says it"))
      return nil
    }
    return Lesson.Prediction(
      line: question.line, question: question.text, answers: parts.answers.map(\.text), right: right[0],
      reason: parts.reason)
  }
}
