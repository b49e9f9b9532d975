import Engine

/// What the viewer sees of a run, wherever it trains: it takes commands and gives the newest report.
protocol TrainingRun: AnyObject {
  /// Passes a command on; it takes effect at the next step boundary.
  func send(_ command: RunCommand)
  /// Says what reports are to hold in full from now on.
  func look(at interest: Interest)
  /// Asks for a report as soon as something has changed since the last one.
  func requestReport()
  /// The newest report, if there is one that was not taken yet.
  func takeReport() -> RunReport?
}

/// What can be asked of a run.
enum RunCommand: Equatable, Sendable {
  /// Takes one step and pauses.
  case step
  /// Something for the trainer.
  case command(Command)
  case toggleRunning
  case faster
  case slower
  /// Goes to another step of the run and pauses there.
  case move(TimeMove)
  /// Something for the race.
  case race(RaceCommand)
}

/// A way through the steps that were taken.
enum TimeMove: Equatable, Sendable {
  /// By some steps.
  case steps(Int)
  /// By some hundredths of the whole run, at least one step.
  case hundredths(Int)
  case toStart
  case toEnd

  /// The step it leads to.
  func destination(from step: Int, in range: ClosedRange<Int>) -> Int {
    let target: Int
    switch self {
    case .steps(let distance):
      target = step + distance
    case .hundredths(let count):
      let distance = max(1, (range.upperBound - range.lowerBound) * abs(count) / 100)
      target = step + (count < 0 ? -distance : distance)
    case .toStart:
      target = range.lowerBound
    case .toEnd:
      target = range.upperBound
    }
    return min(max(target, range.lowerBound), range.upperBound)
  }
}

/// What can be asked of a race.
enum RaceCommand: Equatable, Sendable {
  /// Looks at the race; begins one from the present step if there is none.
  case enter
  /// Looks at the run again.
  case leave
  /// Begins a new race from the run's present step.
  case startHere
  /// Both lanes back to the start.
  case restart
  /// Something for the lane of one optimizer.
  case command(Command, lane: OptimizerRule)
}

/// The state of a run at one step boundary.
struct RunReport: Sendable {
  let snapshot: Snapshot
  /// What takes a look at the whole network; of a large one it may be some steps old.
  let examination: Examination
  /// The step that is being gone to, until it is reached.
  let goal: Int?
  let isRunning: Bool
  let pace: Pace
  /// The first and the last step that can be gone to.
  let firstStep: Int
  let lastStep: Int
  /// The losses to draw pale: of runs that were left, and of the future while in the past.
  let paleHistories: [LossHistory]
  /// The race, while it is looked at.
  let race: RaceSnapshot?
  /// Why the log ended before the run, if it did.
  let logFailure: String?
  /// How long taking the snapshot kept the run from stepping.
  var cost: Duration = .zero
  /// How many of the commands and interests that were sent it shows the effect of.
  var heardCount = 0
}

extension RunReport {
  /// Whether the run that is looked at, or a lane of its race, can take a step.
  var canStep: Bool { race.map { $0.lanes.contains { $0.fault == nil } } ?? (snapshot.fault == nil) }
}
