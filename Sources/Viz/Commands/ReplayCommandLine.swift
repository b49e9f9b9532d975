import ArgumentParser
import Engine

/// `viz replay`: a recording done again on the full screen, or compared without one.
struct ReplayCommandLine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Play a recording of a run, or check that it comes to the same bits.",
    usage: "viz replay <file> [<options>]",
    discussion: """
      A recording is what --record and the key w write; a --log is one too. On the screen, space holds it and lets it go on, \
      [ and ] make it slower and faster, < > and b go through it; any key that changes the run takes it over, and \
      from there it is your own.

      Examples:
        viz replay demo.jsonl
        viz replay run.jsonl --check
      """)

  @Argument(help: ArgumentHelp("The recording.", valueName: "file"), completion: .file())
  var path: String

  @Flag(
    help:
      "Compare loss and hash of all weights at every place that has them, without a screen; exit 1 at the first other."
  )
  var check = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Steps a second, or max, or so many times as fast as it was, such as 2x. (default: as it was)",
      valueName: "rate"), transform: Self.speed)
  var speed = Player.Speed.own(1)

  @OptionGroup(title: "Screen")
  var look: LookOptions

  func run() throws {
    if !check { try RunScreen.check() }
    let recording = try Recording(path: path)
    if recording.isTorn { try DescriptorWriter.tell("\(path): its last line is not whole and left out") }
    let configuration = try RecordedRunOptions.configuration(recording, path: path)
    if check { return try compare(recording, configuration) }
    if let rows = recording.head.rows, rows != Fingerprint(of: configuration.data).text {
      try DescriptorWriter.tell("\(path): the rows are others than those that were recorded")
    }
    var settings = PoolingState.Settings()
    settings.seed = configuration.seed
    let pooling = try PoolingState(settings)
    let (options, player) = (recording.head.options, Player(recording, speed))
    try RunScreen(look).show(scene: 0, pooling) {
      Session(configuration, options: options, player: player)
    }
  }

  private func compare(_ recording: Recording, _ configuration: Configuration) throws {
    let check = ReplayCheck(recording, configuration)
    if let difference = check.difference { throw Failure("\(path) is not the same: \(difference)") }
    let losses = check.losses > 0 ? " and \(check.losses) losses" : ""
    try DescriptorWriter.print(
      "\(path): the same at \(check.places) places\(losses), up to step \(check.step)\n")
  }

  static func speed(_ text: String) throws -> Player.Speed {
    if text.hasSuffix("x"), let factor = Double(text.dropLast()), factor > 0, factor <= 1e6 {
      return .own(factor)
    }
    do {
      return .steps(try OptionParsers.pace(text))
    } catch {
      throw ValidationError(
        "a number of steps a second from 0.01 to 1e9 is needed, or max, or a factor such as 2x")
    }
  }
}
