import ArgumentParser
import Languages

/// The options that decide how a run is shown and what is written of it; the run itself is the same whatever they are.
struct ViewOptions: ParsableArguments {
  @OptionGroup
  var screen: ScreenOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.speed", "Steps a second, or max. (default: 100)"), valueName: say("value.pace", "rate")),
    completion: .list(["1", "10", "100", "1000", "max"]), transform: OptionParsers.pace)
  var speed = Pace.standard

  @Flag(help: ArgumentHelp(say("option.paused", "Start paused.")))
  var paused = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.framesPerSecond", "Frames a second at the most, 1 to 60: fewer for a slow line. (default: 60)"
      ),
      valueName: "n"),
    transform: OptionParsers.framesPerSecond)
  var frames: Int?

  @Flag(help: ArgumentHelp(say("option.noMouse", "Leave the mouse to the terminal, in every scene.")))
  var noMouse = false

  @Flag(
    help: ArgumentHelp(
      say("option.bell", "Ring the terminal's bell when training has converged or has stopped by itself.")))
  var bell = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("option.stopAt", "Pause after this step. (default: never)"), valueName: "n"),
    transform: OptionParsers.count)
  var stopAt: Int?

  @Option(
    name: .customLong("log"), parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.log",
        """
        Write the run to a file as viz trace prints it, with a line for each key that changed it. The file grows \
        while the run goes on; an older one is replaced. (default: none)
        """), valueName: say("value.file", "file")),
    completion: .file())
  var logPath: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.logEvery", "Log each k-th step, and the last. (default: 1)"), valueName: "k"),
    transform: OptionParsers.positive)
  var every: Int?

  @Option(
    name: .customLong("record"), parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.record",
        """
        Write what is done to the run to a file, for viz replay. The file grows while the run goes on; an older one is \
        replaced. (default: none)
        """), valueName: say("value.file", "file")),
    completion: .file())
  var recordPath: String?

  /// What decides nothing is refused.
  func validate() throws {
    if every != nil, logPath == nil {
      throw ValidationError(
        say("error.everyWithoutLog", "--every says how often --log writes: give --log a file too"))
    }
    if let logPath, logPath == recordPath {
      throw ValidationError(
        say(
          "error.oneFileForBoth",
          "--log and --record write to the same file: a log can be replayed, one is enough"))
    }
  }

  /// The files that the run is to be written to.
  func files() throws -> [RecordingFile] {
    var files: [RecordingFile] = []
    do {
      if let logPath { files.append(try RecordingFile(path: logPath, every: every ?? 1)) }
      if let recordPath { files.append(try RecordingFile(path: recordPath)) }
    } catch {
      for index in files.indices { files[index].discard() }
      throw error
    }
    return files
  }
}
