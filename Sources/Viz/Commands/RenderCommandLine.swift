import ArgumentParser
import Engine
import Languages

/// `viz render`: one frame without a terminal.
struct RenderCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "render",
      abstract: say("command.render", "Print one frame as text, ANSI or SVG, without a terminal."),
      usage: say("command.renderUsage", "viz render [<options>]"),
      discussion: say(
        "command.renderDiscussion",
        """
        The same options give the same bytes; without --seed, the seed is 0.

        Examples:
          viz render --preset circle --steps 500 --screen 80x24
          viz render --scene race --keys "right + + s s s" --format svg > race.svg
        """))
  }

  /// How a frame is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, ansi, svg
  }

  @OptionGroup
  var training: TrainingOptions

  @OptionGroup
  var runState: StateOptions

  @OptionGroup(title: say("option.screenTitle", "Screen"))
  var shown: ScreenOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.frameSize", "Columns and rows. (default: 120x40)"), valueName: say("value.size", "WxH")),
    transform: OptionParsers.screen)
  var screen = ScreenSize(width: 120, height: 40)

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.stepsBeforeKeys", "Steps to take before the keys. (default: 0)"), valueName: "n"),
    transform: OptionParsers.count)
  var steps = 0

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.keys", "Keys to press, named as in the help (?), with spaces between. (default: none)"),
      valueName: say("value.keys", "keys")),
    transform: OptionParsers.keys)
  var keys: [Key] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.renderFormat", "How the frame is printed."), valueName: say("value.format", "format")))
  var format = Format.text

  func run() throws {
    try DescriptorWriter.print(rendered())
  }

  /// The frame as text of the wanted format.
  func rendered() throws -> String {
    try Language.$current.withValue(LookOptions.language(of: shown.look.still)) {
      let state = try state()
      let canvas = Frame.draw(state, width: screen.width, height: screen.height)
      switch format {
      case .text: return canvas.plainText
      case .ansi: return canvas.ansiText
      case .svg: return canvas.svg
      }
    }
  }

  /// The state after all steps and keys.
  func state() throws -> AppState { try played().state }

  /// The same, with the run that it is of.
  func played() throws -> (run: InlineRun, state: AppState) {
    let configuration = try training.configuration(fallbackSeed: 0, hasKeys: true, state: runState.path)
    let run = InlineRun(configuration)
    run.takeSteps(until: run.report.snapshot.step.countingOn(by: steps))
    var state = AppState(
      run.report, pooling: try PoolingState(seed: configuration.seed),
      look: shown.look.still)
    state.screen = screen
    run.perform(.showScene(shown.scene), on: &state)
    for key in keys {
      guard let action = state.action(for: key) else {
        // Under a sheet, the scene's keys do nothing.
        if state.sheet != nil, KeyMap.action(for: key, in: SceneList.all[state.scene].keyScopes) != nil {
          continue
        }
        throw ValidationError(
          say("error.idleKey", "--keys: the key '\(key.name)' does nothing; the help (?) lists those that do")
        )
      }
      run.perform(action, on: &state)
    }
    return (run, state)
  }
}
