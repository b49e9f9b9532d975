import ArgumentParser
import Languages

/// `viz run`: the full screen.
struct RunCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run",
      abstract: say("command.run", "Train on the full screen, steered by keys (the default)."),
      usage: say("command.runUsage", "viz [run] [<options>]"),
      discussion: say(
        "command.runDiscussion",
        """
        On the screen, ? lists the keys of the scene that is shown: space runs and pauses, s takes a step, o switches \
        the optimizer, + and - change the learning rate, 1 to \(SceneList.all.count) show the scenes, q quits.

        Examples:
          viz --seed 7
          viz --preset spiral --speed max --log run.jsonl --every 100
        """) + (HelpPage.isWanted ? "\n\n" + keys : ""))
  }

  /// The keys of every scene, a line each.
  private static var keys: String {
    let rows = KeyMap.ofEveryScene.map { (keys: $0.keys.map(\.name).joined(separator: " "), words: $0.help) }
    let width = rows.map(\.keys.count).max() ?? 0
    let lines = rows.map {
      "  \($0.keys)\(String(repeating: " ", count: width + 2 - $0.keys.count))\($0.words)"
    }
    return ([say("command.runKeys", "Keys, in every scene:")] + lines).joined(separator: "\n")
  }

  @OptionGroup
  var training: TrainingOptions

  @OptionGroup
  var state: StateOptions

  @OptionGroup(title: say("option.screenTitle", "Screen"))
  var view: ViewOptions

  func run() throws {
    let configuration = try training.configuration(
      fallbackSeed: TrainingOptions.drawSeed(), hasKeys: true, state: state.path)
    try RunScreen.check()
    let pooling = try PoolingState(seed: configuration.seed)
    var files = try view.files()
    let screen: RunScreen
    do {
      screen = try RunScreen(view.screen.look)
    } catch {
      for index in files.indices { files[index].discard() }
      throw error
    }
    let options = RunOptions.options(CommandLine.arguments.dropFirst(), seed: configuration.seed)
    let (view, started) = (view, files)
    try screen.show(
      scene: view.screen.scene, pooling, takesMouse: !view.noMouse, rings: view.bell,
      framesPerSecond: view.frames
    ) {
      Session(
        configuration, isRunning: !view.paused, pace: view.speed, stopAt: view.stopAt, files: started,
        options: options)
    }
  }
}
