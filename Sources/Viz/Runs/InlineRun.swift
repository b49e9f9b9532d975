import Engine

/// A session without a thread: a command has taken effect when `send` returns. For frames without a terminal.
final class InlineRun: RunSource {
  private var session: Session
  private var hasNews = true
  /// How many commands and interests came, in all; each has taken effect at once.
  private var heardCount = 0

  init(_ configuration: Configuration) {
    session = Session(configuration)
  }

  init(_ session: Session) {
    self.session = session
  }

  /// The trainer, for whoever asks what it has come to.
  var trainer: Trainer { session.trainer }
  /// The losses of a race's lanes, while one is looked at.
  var laneLosses: [Float] { session.report.race?.lanes.map(\.loss) ?? [] }
  /// Whether steps are those of a race.
  var isRacing: Bool { session.isRacing }
  /// How many deeds there were.
  var deedCount: Int { session.deedCount }

  /// What was done since the first `count` deeds.
  func deeds(since count: Int) -> ArraySlice<RecordedLine> { session.deeds(since: count) }

  /// Whether a recording goes on by itself.
  var isPlaying: Bool { session.isPlaying }

  /// Plays some seconds of a recording and shows what became of it.
  func play(for seconds: Double, on state: inout AppState) {
    guard let player = session.player else { return }
    let end = player.time + seconds * player.factor
    while session.isPlaying, !session.play(upTo: end) {}
    hasNews = true
    show(on: &state)
  }

  /// The present state.
  var report: RunReport {
    if session.needsExamination { session.examine() }
    while session.needsSurvey { session.surveyPart() }
    var report = session.report
    report.heardCount = heardCount
    return report
  }

  /// Takes steps until `target` of them are taken in all.
  func takeSteps(until target: Int) {
    session.takeSteps(until: target)
    hasNews = true
  }

  func send(_ command: RunCommand) {
    heardCount += 1
    switch command {
    // Files are for whoever has a screen.
    case .saveRecording, .saveWeights: return
    default: session.apply(command)
    }
    while session.isTravelling { session.travel() }
    hasNews = true
  }

  func look(at interest: Interest) {
    heardCount += 1
    hasNews = hasNews || interest != session.interest
    session.interest = interest
  }

  func requestReport() {}

  func askToEnd() {}

  func takeReport() -> RunReport? {
    defer { hasNews = false }
    return hasNews ? report : nil
  }

  /// Carries out an action and shows what became of it, as the event loop does.
  func perform(_ action: Action, on state: inout AppState) {
    for effect in update(&state, action) { carryOut(effect) }
    show(on: &state)
  }

  /// Shows what became of it.
  func show(on state: inout AppState) {
    // What a report shows may ask for more.
    for _ in 0..<3 {
      guard let report = takeReport() else { return }
      for effect in state.receive(report) { carryOut(effect) }
    }
  }

  /// Pictures and the screen are for whoever has one.
  func carryOut(_ effect: Effect) {
    switch effect {
    case .send(let command): send(command)
    case .look(let interest): look(at: interest)
    case .savePicture, .saveProgram, .ring, .redraw, .quit: break
    }
  }
}
