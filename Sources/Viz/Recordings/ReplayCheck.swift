import Engine
import Languages

/// A recording done again without a screen, each place of it compared.
struct ReplayCheck {
  /// How many places were the same.
  private(set) var places = 0
  /// How many steps' losses were the same, of a log.
  private(set) var losses = 0
  /// The last step that was compared.
  private(set) var step = 0
  /// The first that is not the same, in one line.
  private(set) var difference: String?

  /// Does again what `recording` says, on the run that it is of.
  init(_ recording: Recording, _ configuration: Configuration) {
    var session = Session(configuration)
    let rows = Fingerprint(of: configuration.data).text
    if let recorded = recording.head.rows, recorded != rows {
      difference = say(
        "replay.otherRows", "its rows are others: their hash is \(rows), and \(recorded) was recorded")
      return
    }
    compare(session, recording.head.state, line: 1)
    for (number, line) in recording.lines where difference == nil {
      switch line {
      case .numbers(let logged): compare(&session, logged, line: number)
      case .deed(let deed): perform(deed, on: &session, line: number)
      }
    }
  }

  private mutating func perform(_ line: RecordedLine, on session: inout Session, line number: Int) {
    guard go(to: line.step, &session, line: number) else { return }
    switch line.deed {
    case .race, .raceStep, .run, .pause, .pace, .key, .check, .end: break
    case .step: session.takeSteps(until: line.step + 1)
    case .command, .go, .change: session.perform(line.deed)
    }
    compare(session, line.state, line: number)
  }

  /// A log's step has the loss at the weights before it; one behind a change of what it led to can no longer be compared.
  private mutating func compare(_ session: inout Session, _ logged: Recording.LoggedStep, line: Int) {
    guard session.trainer.step < logged.step else { return }
    guard go(to: logged.step - 1, &session, line: line) else { return }
    let loss = session.trainer.loss
    guard loss == logged.loss || !loss.isFinite && !logged.loss.isFinite else {
      difference = Self.otherLoss(logged.step, line, loss, logged.loss)
      return
    }
    losses += 1
    step = logged.step
  }

  private mutating func go(to step: Int, _ session: inout Session, line: Int) -> Bool {
    session.takeSteps(until: step)
    guard session.trainer.step != step else { return true }
    let stands = session.trainer.step
    difference =
      session.trainer.fault.map {
        say("replay.stopped", "step \(step) (line \(line)): the run stopped at step \(stands): \($0)")
      } ?? say("replay.stands", "step \(step) (line \(line)): the run stands at step \(stands)")
    return false
  }

  private mutating func compare(_ session: Session, _ recorded: RecordedState?, line: Int) {
    guard let recorded else { return }
    let state = RecordedState(session.trainer)
    step = session.trainer.step
    guard state != recorded else {
      places += 1
      return
    }
    difference =
      state.hash == recorded.hash
      ? Self.otherLoss(step, line, state.loss, recorded.loss)
      : say(
        "replay.otherHash",
        "step \(step) (line \(line)): the hash is \(state.hash), and \(recorded.hash) was recorded")
  }

  private static func otherLoss(_ step: Int, _ line: Int, _ found: Float, _ recorded: Float) -> String {
    let (found, recorded) = (JSONText.number(found), JSONText.number(recorded))
    return say(
      "replay.otherLoss", "step \(step) (line \(line)): the loss is \(found), and \(recorded) was recorded")
  }
}
