import Engine

/// A session without a thread: a command has taken effect when `send` returns. For frames without a terminal.
final class InlineRun: TrainingRun {
  private var session: Session
  private var hasNews = true

  init(_ configuration: Configuration) {
    session = Session(configuration)
  }

  /// The present state.
  var report: RunReport { session.report }

  /// Takes steps until `target` of them are taken in all.
  func takeSteps(until target: Int) {
    session.timeline.run(until: target)
    hasNews = true
  }

  func send(_ command: RunCommand) {
    session.apply(command)
    hasNews = true
  }

  func requestReport() {}

  func takeReport() -> RunReport? {
    defer { hasNews = false }
    return hasNews ? session.report : nil
  }
}
