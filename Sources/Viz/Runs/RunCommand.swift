import Engine

/// What can be asked of a run.
enum RunCommand: Equatable, Sendable {
  /// Takes one step and pauses.
  case step
  /// Something for the trainer.
  case command(Command)
  case toggleRunning
  case faster
  case slower
  /// So many steps a second.
  case pace(Pace)
  /// Goes to another step of the run and pauses there.
  case move(TimeMove)
  /// Something for the race.
  case race(RaceCommand)
  /// Another run in place of this one.
  case change(SetupChange)
  /// Multiplies the rates that the run has of its own, or from its schedule.
  case scaleRate(by: Double)
  /// Lets the run have its own settings again.
  case releaseSettings
  /// Has the run held by itself on something, or no more: "finite" on a loss that is no number, "loss" and "gradient" on one
  /// that is so many times what it was.
  case hold(on: String, factor: Double?)
  /// Ends the program that trains.
  case stop
  /// A key changed what is seen, and nothing of the run: recordings keep that.
  case viewed(Key)
  /// Plays a part of a lesson.
  case play(PlayedPart)
  /// Writes what was done so far into a new file.
  case saveRecording
  /// Writes the weights to a path.
  case saveWeights(String)
}

/// A way through the steps that were taken.
enum TimeMove: Equatable, Sendable {
  /// By some steps.
  case steps(Int)
  /// By some hundredths of the whole run, at least one step.
  case hundredths(Int)
  case toStart
  case toEnd
  /// To a step, or the nearest one there is.
  case to(Int)

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
    case .to(let step):
      target = step
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
  /// Begins a race of another kind from the same step of the run.
  case kind(RaceKind)
  /// All lanes back to the start.
  case restart
  /// All lanes at the initial weights of a seed.
  case reseed(UInt64)
  /// Something for one lane, by its place.
  case command(Command, lane: Int)
}
