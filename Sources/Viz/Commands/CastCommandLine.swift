import ArgumentParser
import Engine

/// `viz cast`: a recording as a film for asciinema, without a terminal.
struct CastCommandLine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cast", abstract: "Write a recording as an asciinema file, without a terminal.",
    usage: "viz cast <file> -o <file> [<options>]",
    discussion: """
      The file is one of asciinema's, version 2: asciinema play shows it, and its player shows it in a web page. The same \
      recording and options give the same bytes.

      Example:
        viz cast demo.jsonl -o demo.cast --screen 100x30 --speed 2x
      """)

  @Argument(help: ArgumentHelp("The recording.", valueName: "file"), completion: .file())
  var path: String

  @Option(
    name: [.customShort("o"), .customLong("output")], parsing: .unconditional,
    help: ArgumentHelp("The file to write.", valueName: "file"), completion: .file())
  var output: String

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Steps a second, or so many times as fast as it was, such as 2x. (default: as it was)",
      valueName: "rate"),
    transform: ReplayCommandLine.speed)
  var speed = Player.Speed.own(1)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Columns and rows. (default: 120x40)", valueName: "WxH"),
    transform: OptionParsers.screen)
  var screen = ScreenSize(width: 120, height: 40)

  @OptionGroup(title: "Screen")
  var look: LookOptions

  func run() throws {
    let recording = try Recording(path: path)
    if recording.isTorn { try DescriptorWriter.tell("\(path): its last line is not whole and left out") }
    let configuration = try RecordedRunOptions.configuration(recording, path: path)
    var file = try OutputFile(output)
    do {
      var film = try Film(recording, configuration, speed, screen: screen, look: look.still)
      try file.write(film.head)
      while let frame = film.nextFrame() { try file.write(frame) }
    } catch {
      file.discard()
      throw error
    }
    try file.finish()
  }
}
