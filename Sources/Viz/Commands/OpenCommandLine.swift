import ArgumentParser
import Languages

/// `viz open`: the logs of runs, yesterday's or such as go on.
struct OpenCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "open",
      abstract: say("command.open", "Show the losses that logs of runs hold, and follow them as they grow."),
      usage: say("command.openUsage", "viz open <path> ..."),
      discussion: say(
        "command.openDiscussion",
        """
        TensorBoard's event files, JSON Lines and CSV with metrics, alone or in folders. A folder with event files is a run, and \
        so is each of the other files. Logs hold numbers and no weights, so only the numbers are shown.

        Examples:
          viz open runs
          viz open run.jsonl other.jsonl
        """))
  }

  @OptionGroup(title: say("option.screenTitle", "Screen"))
  var look: LookOptions

  @Argument(
    help: ArgumentHelp(say("option.logs", "Logs, or folders of them."), valueName: say("value.path", "path")),
    completion: .file())
  var paths: [String] = []

  func validate() throws {
    if paths.isEmpty {
      throw ValidationError(say("error.pathMissing", "a path is missing: viz open runs would be right"))
    }
  }

  func run() throws {
    let files = try MetricFiles(paths)
    try WatchScreen.check {
      say("error.nothingToPrint", "\($0) is not a terminal, and viz open has nothing to print without one")
    }
    let title = "open " + paths.joined(separator: " ")
    let (_, ending) = try WatchScreen(look: look, scenes: SceneList.logged).show {
      let run = LoggedRun(files, title: title)
      return (run, run.report)
    }
    try WatchScreen.finish(nil, ending)
  }
}
