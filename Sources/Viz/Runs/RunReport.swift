import Engine

/// The state of a run at one step boundary.
struct RunReport: Sendable {
  let snapshot: Snapshot
  /// What takes a look at the whole network; of a large one it may be some steps old.
  let examination: Examination
  /// Whether each step has rows of its own and is gone before it can be read.
  let changesRows: Bool
  /// Whether each report has an examination of its own step.
  var isExaminedAlways = true
  /// The step that is being gone to, until it is reached.
  let goal: Int?
  let isRunning: Bool
  let pace: Pace
  /// The first and the last step that can be gone to.
  let firstStep: Int
  let lastStep: Int
  /// How well the run did at the ends of its epochs.
  var evaluations = EvaluationHistory()
  /// The losses to draw pale: of runs that were left, and of the future while in the past.
  let paleHistories: [LossHistory]
  /// The race, while it is looked at.
  let race: RaceSnapshot?
  /// Whether the run goes on when the race is left.
  var isRunWaiting = false
  /// The run as a program, where that was asked for.
  var program: RunProgram?
  /// Why the log ended before the run, if it did.
  let logFailure: String?
  /// What there is to tell of a program that is watched.
  var watched: WatchedProgram?
  /// What a recording that is played stands at; `nil` where none is, or no longer.
  var replay: ReplayState?
  /// Whether what a lesson does is done; `nil` where there is no lesson.
  var isLessonIdle: Bool?
  /// The keys that a recording pressed.
  var playedKeys = PlayedKeys()
  /// What became of the last thing that was to be saved.
  var answer: Answer?
  /// What the logs of runs tell, where that is what is shown.
  var metrics: LoggedMetrics?
  /// What the source can do.
  var capabilities = Capabilities.all
  /// How long taking the snapshot kept the run from stepping.
  var cost: Duration = .zero
  /// How many of the commands and interests that were sent it shows the effect of.
  var heardCount = 0
}

extension RunReport {
  /// What became of something that was asked for, in words.
  struct Answer: Equatable, Sendable {
    /// How many there were.
    let number: Int
    let text: String
  }

  /// The step whose examination is shown, where that is not always the step of the snapshot.
  var examinedStep: Int? { isExaminedAlways && examination.step == snapshot.step ? nil : examination.step }

  /// Whether the run that is looked at, or a lane of its race, can take a step.
  var canStep: Bool { race.map { $0.lanes.contains { $0.fault == nil } } ?? (snapshot.fault == nil) }
}
