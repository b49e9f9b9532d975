import ArgumentParser
import Engine
import Formats
import Languages

/// `viz lesson`: a lesson on the full screen, or checked without one.
struct LessonCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "lesson",
      abstract: say("command.lesson", "Give a lesson: the class predicts, a key reveals."),
      usage: say("command.lessonUsage", "viz lesson [<name|file>] [<options>]"),
      discussion: say(
        "command.lessonDiscussion",
        """
        Without a name, the lessons are listed. PageDown goes on and PageUp back; what is asked is revealed by PageDown, or \
        by the number of the class's guess. docs/LESSONS.md tells how to write one.

        Examples:
          viz lesson gradient
          viz lesson gradient --print > mine.md
          viz lesson mine.md --check
        """))
  }

  @Argument(
    help: ArgumentHelp(
      say("option.lesson", "A lesson by its name, or a file with one. (default: lists them)"),
      valueName: say("value.lesson", "name|file")),
    completion: .list(LessonList.all.map(\.name)))
  var name: String?

  @Flag(
    help: ArgumentHelp(
      say(
        "option.lessonCheck",
        "Say every mistake with its line, and play the lesson without a screen; exit 1 at any.")))
  var check = false

  @Flag(help: ArgumentHelp(say("option.lessonPrint", "Print the lesson as the text that it is written in.")))
  var print = false

  @OptionGroup(title: say("option.screenTitle", "Screen"))
  var look: LookOptions

  /// What decides nothing is refused.
  func validate() throws {
    if name == nil, check || print {
      throw ValidationError(
        say(
          "error.lessonName", "a lesson's name or file is missing: viz lesson gradient --check would be right"
        ))
    }
  }

  func run() throws {
    guard let name else { return try DescriptorWriter.print(Self.list) }
    let text = try Self.text(of: name, look.glyphs == .ascii ? .english : .current)
    if print { return try DescriptorWriter.print(text) }
    if !check { try checkScreen() }
    let (script, mistakes) = try Self.script(LessonText(text), name: name)
    for mistake in mistakes { try DescriptorWriter.tell(Self.line(mistake, name)) }
    // Before a class, what does not hold is no reason to give no lesson.
    guard let script, mistakes.allSatisfy({ $0.isClaim && !check }) else { throw ExitCode(1) }
    if check {
      let stops = script.lesson.stops
      let (count, questions, step) = (
        stops.count, stops.count { $0.prediction != nil }, script.lines.map(\.step).max() ?? 0
      )
      return try DescriptorWriter.print(
        say(
          "told.lessonPlays",
          "\(name): \(count) stop\(ending: count), \(questions) prediction\(ending: questions), plays up to step \(step)"
        ) + "\n")
    }
    // The program speaks the lesson's language, unless another one is asked for.
    let pooling = try PoolingState(seed: script.configuration.seed)
    try Language.$current.withValue(look.language ?? script.lesson.language) {
      try RunScreen(look).show(lesson: script, pooling) {
        Session(
          script.configuration, options: script.lesson.options,
          player: Player(lesson: script.lines, from: script.firstStep))
      }
    }
  }

  /// Throws where there is no screen to give a lesson on.
  private func checkScreen() throws {
    guard StandardStream.withoutTerminal == nil else {
      throw Failure(
        say(
          "error.lessonNoScreen",
          "a lesson needs a terminal; --check plays it without one, --print prints its text"))
    }
  }

  /// A lesson that is read and played without a screen, or what is wrong with it.
  static func script(_ text: LessonText, name: String) throws -> (LessonScript?, [LessonText.Mistake]) {
    guard text.mistakes.isEmpty else { return (nil, text.mistakes.sorted { $0.line < $1.line }) }
    let configuration: Configuration
    do {
      let options = try RecordedRunOptions.parse(text.lesson.options)
      configuration = try options.training.configuration(
        fallbackSeed: 0, hasKeys: true, state: options.state.path)
    } catch {
      let words = ParserWords.translated(RecordedRunOptions.message(for: error))
      return (
        nil,
        [
          LessonText.Mistake(
            line: text.optionLine ?? 1, words: say("lesson.wrongOptions", "its run: \(words)"))
        ]
      )
    }
    let script = try LessonScript(text.lesson, configuration)
    return (script, script.mistakes)
  }

  private static func line(_ mistake: LessonText.Mistake, _ name: String) -> String {
    say("lesson.mistake", "\(name), line \(mistake.line): \(mistake.words)")
  }

  /// The text of a built-in lesson in the present language, or of a file.
  private static func text(of name: String, _ language: Language) throws -> String {
    if let lesson = LessonList.named(name) { return lesson.text(in: language) }
    guard name.contains(".") || name.contains("/") else {
      let names = LessonList.all.map(\.name).joined(separator: ", ")
      throw ValidationError(
        say(
          "error.noLesson",
          "there is no lesson '\(name)'; the lessons are: \(names); a file's name has a point or a /"))
    }
    let bytes = try ByteInput(path: name, limit: LessonText.longest).read(LessonText.longest)
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(say("error.lessonNoText", "cannot read \(name): it is no text in UTF-8"))
    }
    return text
  }

  /// A line a lesson: its name, its title, and how many stops it has.
  private static var list: String {
    let lessons = LessonList.all.map { ($0.name, LessonText($0.text(in: .current)).lesson) }
    let width = lessons.map(\.0.count).max() ?? 0
    return lessons.map { name, lesson in
      let count = lesson.stops.count
      let padding = String(repeating: " ", count: width - name.count + 2)
      return say("told.lessonLine", "\(name)\(padding)\(lesson.title) (\(count) stop\(ending: count))") + "\n"
    }.joined()
  }
}
