import Engine
import Languages
import Testing

@testable import Viz

/// What lessons say holds, and what is wrong with one is told by its line.
@Suite struct LessonTests {
  // MARK: Those that come with the program

  @Test(arguments: LessonList.all.map(\.name), Language.allCases)
  func aBuiltInLessonPlaysAndAllThatItClaimsHolds(name: String, language: Language) throws {
    let lesson = try #require(LessonList.named(name))
    let text = LessonText(lesson.text(in: language))
    #expect(text.mistakes.isEmpty, "\(text.mistakes)")
    #expect(text.lesson.language == language && !text.lesson.title.isEmpty)
    let (script, mistakes) = try LessonCommandLine.script(text, name: name)
    #expect(mistakes.isEmpty, "\(mistakes)")
    let stops = try #require(script).lesson.stops
    #expect((5...9).contains(stops.count) && stops.last?.isFree == true)
    // Who asks shows that the answer is true.
    for stop in stops where stop.prediction != nil {
      let claims = (stop.actions + stop.reveals).filter { if case .expect = $0.value { true } else { false } }
      #expect(!claims.isEmpty, "line \(stop.line): nothing is expected")
    }
    #expect(text.lesson.options.contains { $0.hasPrefix("--seed") })
  }

  @Test(arguments: LessonList.all.map(\.name))
  func aLessonIsTheSameInEveryLanguage(name: String) throws {
    let lesson = try #require(LessonList.named(name))
    let lessons = Language.allCases.map { LessonText(lesson.text(in: $0)).lesson }
    for other in lessons.dropFirst() {
      #expect(other.options == lessons[0].options)
      #expect(other.stops.count == lessons[0].stops.count)
      for (stop, same) in zip(other.stops, lessons[0].stops) {
        #expect(stop.look?.scene == same.look?.scene && stop.look?.place == same.look?.place)
        #expect(stop.actions.map(\.value) == same.actions.map(\.value), "\(same.title)")
        #expect(stop.reveals.map(\.value) == same.reveals.map(\.value), "\(same.title)")
        #expect(stop.isFree == same.isFree && stop.prediction?.right == same.prediction?.right)
        #expect(stop.prediction?.answers.count == same.prediction?.answers.count)
      }
    }
  }

  @Test(arguments: LessonList.all.map(\.name), Language.allCases)
  func aLessonsFramesAreWholeAndNoWordOfItIsCut(name: String, language: Language) throws {
    try Language.$current.withValue(language) {
      let lesson = try #require(LessonList.named(name))
      let script = try #require(
        try LessonCommandLine.script(LessonText(lesson.text(in: language)), name: name).0)
      for (width, height) in [(80, 24), (120, 40), (200, 50), (60, 20)] {
        var room = try TaughtClass(script, width: width, height: height)
        repeat {
          let stop = try #require(room.state.lesson).stop
          room.expectWhole(stop.text, prediction: stop.prediction, isRevealed: false)
          if stop.prediction != nil {
            room.press(.pageDown)
            room.expectWhole([], prediction: stop.prediction, isRevealed: true)
          }
        } while room.goOn()
      }
    }
  }

  // MARK: Going through one

  private static let small = """
    ---
    title: Small
    language: en
    preset: article
    options: --seed 1
    ---
    ## One
    look: explain W[0][1]
    Here is one.
    keys: o
    expect: optimizer = adam
    ## Two
    predict: What?
    - [ ] this
    - [x] that
    because: so it is
    keys: s s
    run: 40
    expect: step = 42
    ## Three
    look: overview
    free: yours
    """

  private func lesson(_ text: String = small) throws -> LessonScript {
    let (script, mistakes) = try LessonCommandLine.script(LessonText(text), name: "small")
    #expect(mistakes.isEmpty, "\(mistakes)")
    return try #require(script)
  }

  @Test func aStopBeginsWhereTheLessonSaysWhateverWasDoneBefore() throws {
    var room = try TaughtClass(try lesson(), width: 80, height: 24)
    #expect(room.state.scene == SceneList.place(of: "explain"))
    #expect(room.state.cursor == .weight(row: 0, column: 1))
    #expect(room.state.snapshot.optimizer.rule.name == "adam")
    room.press(.pageDown)
    #expect(room.state.lesson?.isAsking == true && room.state.snapshot.step == 0)
    // What changes the run is the lesson's.
    room.press(.character("s"))
    #expect(room.state.snapshot.step == 0 && room.state.message?.contains("PgDn") == true)
    room.press(.tab)
    room.press(.character("6"))
    #expect(room.state.scene == SceneList.place(of: "explain") && room.state.lesson?.isAsking == true)
    room.press(.pageUp)
    #expect(room.state.lesson?.index == 0)
    room.press(.pageDown)
    room.press(.character("1"))
    #expect(room.state.lesson?.guess == 0 && room.state.lesson?.isRevealed == true)
    #expect(room.state.snapshot.step == 42)
    let there = RecordedState(room.run.trainer)
    room.press(.pageDown)
    #expect(room.state.lesson?.stop.isFree == true && room.state.scene == 0)
    room.press(.character("+"))
    room.press(.character("s"))
    room.press(.character("r"))
    #expect(room.state.snapshot.step == 0)
    room.press(.pageDown)
    #expect(room.state.message?.contains("last stop") == true)
    // Back to the question: nothing of what was done is left, and its answer is hidden again.
    room.press(.pageUp)
    #expect(room.state.lesson?.isAsking == true && room.state.snapshot.step == 0)
    #expect(room.state.snapshot.optimizer.rule.name == "adam")
    room.press(.enter)
    #expect(RecordedState(room.run.trainer) == there)
    room.press(.pageUp)
    #expect(room.state.lesson?.isAsking == true && room.state.lesson?.index == 1)
    room.press(.pageUp)
    room.press(.pageUp)
    #expect(room.state.lesson?.index == 0 && room.state.message?.contains("first stop") == true)
  }

  @Test func aStopThatIsLeftBeforeItWasDoneIsDoneAtOnce() throws {
    let script = try lesson()
    let inline = InlineRun(
      Session(script.configuration, player: Player(lesson: script.lines, from: script.firstStep)))
    var state = AppState(inline.report, pooling: try PoolingState(), look: Look())
    inline.carryOut(.send(state.begin(script)))
    for action in [LessonAction.next, .next, .next] { inline.perform(.lesson(action), on: &state) }
    for _ in 0..<200 { inline.play(for: 0.1, on: &state) }
    #expect(state.lesson?.index == 2 && state.snapshot.step == 42 && state.report.isLessonIdle == true)
  }

  // MARK: What is wrong

  private static let head = "---\ntitle: T\nlanguage: en\npreset: article\noptions: --seed 1\n---\n## A\n"

  @Test(arguments: [
    ("", 1, "it is empty"), ("text", 1, "a lesson begins with a head"),
    ("---\ntitle: T\n---\n", 4, "there is no stop"), ("---\ntitle: T\n## A\ntext", 1, "the head has no end"),
    ("---\ntitle: T\npreset: xor\n---\n## A\ntext", 3, "has no --seed"),
    (
      "---\ntitle: T\noptions: --seed 1 --model \"Linear\n---\n## A\ntext", 3,
      "a quotation mark has no second one"
    ),
    ("---\nlanguage: en\n---\n## A\ntext", 1, "the head has no title:"),
    ("---\ntitle: T\nlanguage: fr\n---\n## A\ntext", 3, "language: fr is none of en, zh"),
    ("---\ntitle: T\nauthor: me\n---\n## A\ntext", 3, "'author:' is nothing of a head"),
    ("---\ntitle: T\ntitle\n---\n## A\ntext", 3, "a head's line is a name and what it is"),
    (head + "text\nkey: s", 9, "'key:' is nothing that can be done"),
    (head + "text\nkeys: qq", 9, "there is no key 'qq'"),
    (head + "text\nkeys:", 9, "there is nothing behind keys:"),
    (head + "text\nrun: many", 9, "run: many: a number of steps from 1 to 1000000 is needed"),
    (head + "text\nrun: 0", 9, "run: 0: a number of steps"),
    (head + "text\nuntil: loss<1", 9, "until: loss<1 is no condition; loss < 0.01 would be one"),
    (head + "text\nexpect: lost < 1", 9, "expect: 'lost' is nothing that can be compared"),
    (head + "keys: s\nlook: explain\ntext", 9, "look: stands once, before anything is done"),
    (head + "predict: q\n- [x] a\n- [ ] b\n", 8, "the reason is missing"),
    (head + "predict: q\n- [x] a\nbecause: c\n", 8, "two to four answers are needed"),
    (head + "predict: q\n- [x] a\n- [x] b\nbecause: c\n", 8, "2 answers are marked as right, and one is"),
    (head + "predict: q\n- [ ] a\n- [ ] b\nbecause: c\n", 8, "no answer is marked as the right one"),
    (head + "text\nuntil: loss <= 1", 9, "until: loss <= 1: there is no <=; <, >, =, != and ~ compare"),
    (head + "predict: q\n- a\n- [x] b\nbecause: c\n", 9, "an answer is written - [ ] so"),
    (head + "text\n- [x] b\n", 9, "answers stand behind a predict:"),
    (head + "text\nbecause: c\n", 9, "because: stands once, behind a predict:"),
    (head + "", 7, "the stop says nothing"), (head + "text\n##\ntext", 9, "the heading has no words"),
    (
      head + Array(repeating: "word", count: 37).joined(separator: " "), 8,
      "the text of the stop has 37 words, and 36 at once"
    ),
    (head.replacing("## A", with: "text"), 7, "a stop begins with a heading"),
  ])
  func aMistakeIsToldInOneLineWithItsPlace(text: String, line: Int, words: String) {
    let mistakes = LessonText(text).mistakes
    #expect(
      mistakes.contains { $0.line == line && $0.words.contains(words) && !$0.words.contains("\n") },
      "\(mistakes)")
  }

  @Test(arguments: [
    ("look: nowhere\ntext", 8, "look: there is no scene 'nowhere'; the scenes are: overview"),
    ("look: explain 1.weight[0][0]\ntext", 8, "look: there is no number 1.weight[0][0] in this run"),
    (
      "look: explain W[2][0]\ntext", 8,
      "look: there is no number W[2][0] in this run; layer.weight[0][0] is one"
    ),
    ("text\nkeys: v", 9, "keys: 'v' does nothing here"),
    ("text\nkeys: space", 9, "keys: 'space' runs until"),
    ("text\nkeys: q", 9, "keys: 'q' is not for lessons"),
    ("text\nexpect: loss < 0.01", 9, "expect: loss < 0.01 does not hold: 0.113"),
    ("text\nuntil: lr > 1", 9, "until: lr > 1 does not hold within 200000 steps"),
    ("text\nexpect: accuracy > 0.5", 9, "expect: accuracy > 0.5: this run has no such number"),
    ("text\nuntil: optimizer < 3", 9, "until: optimizer < 3 compares what cannot be compared"),
  ])
  func whatDoesNotHoldIsToldInOneLineWithItsPlace(body: String, line: Int, words: String) throws {
    let (_, mistakes) = try LessonCommandLine.script(LessonText(Self.head + body), name: "t")
    #expect(
      mistakes.contains { $0.line == line && $0.words.contains(words) && !$0.words.contains("\n") },
      "\(mistakes)")
  }

  @Test func aParameterThatTheStopBeganWithoutHasNotMoved() throws {
    let text =
      Self.head.replacing("article", with: "xor")
      + "text\nlook: network\nkeys: H\nexpect: moved 4.weight[0][0] > 0"
    let (_, mistakes) = try LessonCommandLine.script(LessonText(text), name: "t")
    #expect(mistakes.count == 1 && mistakes[0].line == 11, "\(mistakes)")
  }

  @Test func untilTakesStepsOfTheRaceWhereThatIsShown() throws {
    let script = try lesson(
      Self.head + "text\nlook: race\nuntil: lane 1 < 0.11\nexpect: step = 0\nexpect: lane 1 < 0.11")
    #expect(script.lines.contains { $0.deed == .raceStep })
  }

  @Test func wrongOptionsOfTheRunAreTold() throws {
    let text = Self.head.replacing("--seed 1", with: "--seed 1 --lr fast") + "text"
    let (script, mistakes) = try LessonCommandLine.script(LessonText(text), name: "t")
    #expect(script == nil && mistakes.count == 1 && mistakes[0].words.contains("--lr"), "\(mistakes)")
    #expect(mistakes.first?.line == 5)
  }

  @Test func capitalsTabsAndAMarkOfTheEncodingMakeNoDifference() {
    let text = LessonText("\u{feff}" + Self.head + "Look: explain W[0][0]\nIt says: yes\n\tKEYS: s\n")
    #expect(text.mistakes.isEmpty, "\(text.mistakes)")
    #expect(text.lesson.stops[0].look?.scene == "explain" && text.lesson.stops[0].text == ["It says: yes"])
    #expect(text.lesson.stops[0].actions.map(\.value) == [.keys([.character("s")])])
  }

  @Test func ofAMistakeAllThatComesOfItIsNotTold() throws {
    let text = Self.head + "text\nkeys: v s\nexpect: step = 1\n## B\nlook: nowhere\ntext"
    let (_, mistakes) = try LessonCommandLine.script(LessonText(text), name: "t")
    #expect(mistakes.map(\.line) == [9], "\(mistakes)")
  }

  @Test func linesOfWindowsAndQuotedOptionsAreRead() {
    let text = LessonText(
      (Self.head.replacing("--seed 1", with: #"--optimizer "sgd lr=0.5" --seed=3"#) + "one\ntwo\n\nthree")
        .replacing("\n", with: "\r\n"))
    #expect(text.mistakes.isEmpty, "\(text.mistakes)")
    #expect(text.lesson.options == ["--preset", "article", "--optimizer", "sgd lr=0.5", "--seed=3"])
    #expect(text.lesson.stops[0].text == ["one two", "three"])
  }

  @Test func chineseCharactersCountAsHalfAWord() {
    #expect(Lesson.words("one two, three") == 3)
    #expect(Lesson.words("学习率太大") == 3)
    #expect(Lesson.words("梯度 g 为负，θ 右移。") == 5)
  }
}
