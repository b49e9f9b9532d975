import Engine

/// What is left of runs in their logs: losses and other numbers, which nothing can be asked of.
final class LoggedRun: RunSource {
  private let files: MetricFiles
  private let title: String
  private var sentCount = 0
  private var isWanted = false
  private var hasNews = true
  private var nextLook = ContinuousClock.now

  /// How often files are looked at for what was written since.
  private static let lookTime = Duration.milliseconds(500)

  /// The logs of `files`, called `title`.
  init(_ files: MetricFiles, title: String) {
    (self.files, self.title) = (files, title)
  }

  var patience: Duration? { Self.lookTime }

  func send(_ command: RunCommand) { sentCount += 1 }

  func look(at interest: Interest) { sentCount += 1 }

  func requestReport() { isWanted = true }

  func askToEnd() {}

  func takeReport() -> RunReport? {
    if .now >= nextLook {
      nextLook = .now + Self.lookTime
      if files.follow() { hasNews = true }
    }
    guard hasNews, isWanted else { return nil }
    (hasNews, isWanted) = (false, false)
    return report
  }

  /// Everything the viewer shows.
  var report: RunReport {
    let metrics = files.metrics
    let optimizer = OptimizerChoice(.elsewhere(name: "", title: "–", settings: []))
    let snapshot = Snapshot(
      elsewhere: title, model: "", step: metrics.lastStep, optimizer: optimizer, partner: optimizer.rule,
      optimizers: [], optimizerStep: 0, parameters: [], loss: .nan, history: LossHistory(), summaries: [])
    var report = RunReport(
      snapshot: snapshot, examination: Examination(pendingAt: metrics.lastStep), changesRows: false,
      goal: nil,
      isRunning: false, pace: .unlimited, firstStep: 0, lastStep: metrics.lastStep, paleHistories: [],
      race: nil,
      logFailure: nil, capabilities: [])
    report.metrics = metrics
    report.heardCount = sentCount
    return report
  }
}
