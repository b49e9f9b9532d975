import ArgumentParser
import Engine
import Languages

/// `viz cast`: a recording as a film for asciinema, without a terminal.
struct CastCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "cast",
      abstract: say("command.cast", "Write a recording as an asciinema file, without a terminal."),
      usage: say("command.castUsage", "viz cast <file> -o <file> [<options>]"),
      discussion: say(
        "command.castDiscussion",
        """
        The file is one of asciinema's, version 2: asciinema play shows it, and its player shows it in a web page. The \
        same recording and options give the same bytes.

        Examples:
          viz cast run.jsonl -o run.cast
          viz cast demo.jsonl -o demo.cast --screen 100x30 --speed 2x
        """))
  }

  @Argument(
    help: ArgumentHelp(say("option.recording", "The recording."), valueName: say("value.file", "file")),
    completion: .file())
  var path: String

  @Option(
    name: [.customShort("o"), .customLong("output")], parsing: .unconditional,
    help: ArgumentHelp(
      say("option.castOutput", "The file to write."), valueName: say("value.file", "file")),
    completion: .file())
  var output: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.castSpeed",
        "Steps a second, or so many times as fast as it was, such as 2x. (default: as it was)"),
      valueName: say("value.pace", "rate")),
    transform: ReplayCommandLine.speed)
  var speed = Player.Speed.own(1)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.frameSize", "Columns and rows. (default: 120x40)"), valueName: say("value.size", "WxH")),
    transform: OptionParsers.screen)
  var screen = ScreenSize(width: 120, height: 40)

  @OptionGroup(title: say("option.screenTitle", "Screen"))
  var look: LookOptions

  func run() throws {
    let recording = try Recording(path: path)
    if recording.isTorn {
      try DescriptorWriter.tell(say("replay.torn", "\(path): its last line is not whole and left out"))
    }
    let configuration = try RecordedRunOptions.configuration(recording, path: path)
    var file = try OutputFile(output)
    do {
      try Language.$current.withValue(LookOptions.language(of: look.still)) {
        var film = try Film(recording, configuration, speed, screen: screen, look: look.still)
        try file.write(film.head)
        while let frame = film.nextFrame() { try file.write(frame) }
      }
    } catch {
      file.discard()
      throw error
    }
    try file.finish()
  }
}
