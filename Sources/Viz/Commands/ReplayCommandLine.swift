import ArgumentParser
import Engine
import Languages

/// `viz replay`: a recording done again on the full screen, or compared without one.
struct ReplayCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "replay",
      abstract: say("command.replay", "Play a recording of a run, or check that it comes to the same bits."),
      usage: say("command.replayUsage", "viz replay <file> [<options>]"),
      discussion: say(
        "command.replayDiscussion",
        """
        A recording is what --record and the key w write; a --log is one too. On the screen, space holds it and lets it \
        go on, [ and ] make it slower and faster, < > and b go through it; any key that changes the run takes it over, \
        and from there it is your own.

        Examples:
          viz replay demo.jsonl
          viz replay run.jsonl --check
        """))
  }

  @Argument(
    help: ArgumentHelp(say("option.recording", "The recording."), valueName: say("value.file", "file")),
    completion: .file())
  var path: String

  @Flag(
    help: ArgumentHelp(
      say(
        "option.replayCheck",
        "Compare loss and hash of all weights wherever they are recorded, without a screen; exit 1 at the first other."
      )))
  var check = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.replaySpeed",
        "Steps a second, or max, or so many times as fast as it was, such as 2x. (default: as it was)"),
      valueName: say("value.pace", "rate")), transform: Self.speed)
  var speed = Player.Speed.own(1)

  @OptionGroup(title: say("option.screenTitle", "Screen"))
  var look: LookOptions

  func run() throws {
    if !check { try RunScreen.check() }
    let recording = try Recording(path: path)
    if recording.isTorn {
      try DescriptorWriter.tell(say("replay.torn", "\(path): its last line is not whole and left out"))
    }
    let configuration = try RecordedRunOptions.configuration(recording, path: path)
    if check { return try compare(recording, configuration) }
    if let rows = recording.head.rows, rows != Fingerprint(of: configuration.data).text {
      try DescriptorWriter.tell(
        say("replay.rowsChanged", "\(path): the rows are others than those that were recorded"))
    }
    let pooling = try PoolingState(seed: configuration.seed)
    let (options, player) = (recording.head.options, Player(recording, speed))
    try RunScreen(look).show(scene: 0, pooling) {
      Session(configuration, options: options, player: player)
    }
  }

  private func compare(_ recording: Recording, _ configuration: Configuration) throws {
    let check = ReplayCheck(recording, configuration)
    if let difference = check.difference {
      throw Failure(say("replay.different", "\(path) is not the same: \(difference)"))
    }
    let (places, losses, step) = (check.places, check.losses, check.step)
    let words =
      losses == 0
      ? say("replay.same", "\(path): the same at \(places) place\(ending: places), up to step \(step)")
      : say(
        "replay.sameLog",
        """
        \(path): the same at \(places) place\(ending: places) and \(losses) \("loss", or: "losses", for: losses), \
        up to step \(step)
        """)
    try DescriptorWriter.print(words + "\n")
  }

  static func speed(_ text: String) throws -> Player.Speed {
    if text.hasSuffix("x"), let factor = Double(text.dropLast()), (1e-3...1e6).contains(factor) {
      return .own(factor)
    }
    do {
      return .steps(try OptionParsers.pace(text))
    } catch {
      throw ValidationError(
        say(
          "error.replaySpeed",
          "a number of steps a second from 0.01 to 1e9 is needed, or max, or a factor such as 2x"))
    }
  }
}
