import ArgumentParser
import Languages

/// The options that decide what of a run of one's own is shown and how, shared by `run` and `render`.
struct ScreenOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.scene",
        """
        Scene to show: \(SceneList.all.map(\.name).joined(separator: ", ")), or its number. (default: \
        \(SceneList.all[0].name))
        """), valueName: say("value.name", "name")),
    completion: .list(SceneList.all.map(\.name)), transform: OptionParsers.scene)
  var scene = 0

  @OptionGroup
  var look: LookOptions
}
