import Engine

/// What the viewer sees of a run, wherever it trains: it takes commands and gives the newest report.
protocol TrainingRun: AnyObject {
  /// Passes a command on; it takes effect at the next step boundary.
  func send(_ command: RunCommand)
  /// Asks for a report as soon as something has changed since the last one.
  func requestReport()
  /// The newest report, if there is one that was not taken yet.
  func takeReport() -> RunReport?
}

/// What can be asked of a run.
enum RunCommand: Equatable, Sendable {
  /// Something for the trainer; a single step pauses first.
  case train(Command)
  case toggleRunning
  case faster
  case slower
}

/// The state of a run at one step boundary.
struct RunReport: Sendable {
  let snapshot: Snapshot
  let isRunning: Bool
  let pace: Pace
  /// How long taking the snapshot kept the run from stepping.
  var cost: Duration = .zero
}
