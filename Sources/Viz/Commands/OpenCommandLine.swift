import ArgumentParser

/// `viz open`: the logs of runs, yesterday's or such as go on.
struct OpenCommandLine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Show the losses that logs of runs hold, and follow them as they grow.",
    usage: "viz open <path> ...",
    discussion: """
      TensorBoard's event files, JSON Lines and CSV with metrics, alone or in folders. A folder with event files is a run, and \
      so is each of the other files. Logs hold numbers and no weights, so only the numbers are shown.

      Examples:
        viz open runs
        viz open run.jsonl other.jsonl
      """)

  @OptionGroup(title: "Screen")
  var look: LookOptions

  @Argument(help: ArgumentHelp("Logs, or folders of them.", valueName: "path"), completion: .file())
  var paths: [String] = []

  func validate() throws {
    if paths.isEmpty { throw ValidationError("a path is missing: viz open runs would be right") }
  }

  func run() throws {
    let files = try MetricFiles(paths)
    try WatchScreen.check(instead: ", and viz open has nothing to print without one")
    let title = "open " + paths.joined(separator: " ")
    let (_, ending) = try WatchScreen(look: look, scenes: SceneList.recorded).show {
      let run = RecordedRun(files, title: title)
      return (run, run.report)
    }
    try WatchScreen.finish(nil, ending)
  }
}
