import Engine

/// A trainer with what a viewer adds to it: running or paused, a pace, where to pause, a log.
struct Session {
  let timeline: Timeline
  /// The race from some step of the run, once one was begun.
  private(set) var race: Race?
  /// Whether steps and rates are the race's, because that is what is looked at.
  private var isRacing = false
  private(set) var isRunning: Bool
  private(set) var pace: Pace
  /// Training pauses when this many steps are taken.
  private let stopAt: Int?
  private var log: RunLog?

  init(
    _ configuration: Configuration, isRunning: Bool = false, pace: Pace = .standard, stopAt: Int? = nil,
    log: RunLog? = nil
  ) {
    timeline = Timeline(configuration)
    self.pace = pace
    self.stopAt = stopAt
    self.log = log
    self.isRunning = isRunning && stopAt != 0
    self.log?.begin(timeline.trainer)
  }

  /// The trainer at the present place in time.
  var trainer: Trainer { timeline.trainer }

  /// Carries out a command at this step boundary.
  mutating func apply(_ command: RunCommand) {
    defer {
      // An edit may end what was running.
      isRunning = isRunning && canStep
      log?.flush()
    }
    switch command {
    case .train(.step):
      isRunning = true
      advance()
      isRunning = false
    case .train(let command):
      let step = trainer.step
      if let change = timeline.apply(command) { log?.write(change, after: step, timeline.trainer) }
    case .toggleRunning:
      isRunning = !isRunning
    case .faster:
      pace = pace.faster
    case .slower:
      pace = pace.slower
    case .move(let move):
      isRunning = false
      let step = trainer.step
      timeline.go(to: move.destination(from: step, in: timeline.firstStep...timeline.lastStep))
      if trainer.step != step { log?.writeJump(from: step, timeline.trainer) }
    case .race(let command):
      apply(command)
    }
  }

  private mutating func apply(_ command: RaceCommand) {
    switch command {
    case .enter:
      isRacing = true
      isRunning = false
      if race == nil { race = Race(from: trainer) }
    case .leave:
      isRacing = false
      isRunning = false
    case .startHere:
      race = Race(from: trainer)
    case .restart:
      race?.restart()
    case .raiseLearningRate(let lane):
      race?.changeLearningRate(ofLane: lane, by: .raiseLearningRate)
    case .lowerLearningRate(let lane):
      race?.changeLearningRate(ofLane: lane, by: .lowerLearningRate)
    }
  }

  /// Takes steps; pauses where asked to and where training cannot go on.
  mutating func advance(by count: Int = 1) {
    if isRacing {
      for _ in 0..<count where isRunning {
        race?.takeStep()
        if race?.isOver ?? true { isRunning = false }
      }
      return
    }
    var target = trainer.step + count
    if let stopAt, trainer.step < stopAt { target = min(target, stopAt) }
    if !isLogging {
      timeline.run(until: target)
    } else {
      while trainer.step < target, trainer.fault == nil { log?.takeStep(timeline) }
    }
    if trainer.step == stopAt || trainer.fault != nil { isRunning = false }
    // Who waits long for the next step waits with all lines written.
    if !isRunning || pace.isSlow { log?.flush() }
  }

  /// How many steps to take before looking up again: a millisecond or two, and at least one step.
  var stepsAtOnce: Int {
    // A line of the log costs more than many steps.
    if isLogging { return 1 }
    let size = timeline.trainer.configuration.size
    return max(1, (isRacing ? 1 << 14 : 1 << 16) / (size * size))
  }

  /// Whether the run, or the race where it is looked at, can take a step.
  private var canStep: Bool { isRacing ? !(race?.isOver ?? true) : trainer.fault == nil }

  private var isLogging: Bool { log?.isOpen ?? false }

  /// Everything the viewer shows.
  var report: RunReport {
    RunReport(
      snapshot: trainer.snapshot(), isRunning: isRunning, pace: pace, firstStep: timeline.firstStep,
      lastStep: timeline.lastStep, paleHistories: timeline.paleHistories,
      race: isRacing ? race?.snapshot : nil, logFailure: log?.failure?.reason)
  }

  /// Writes the rest of the log.
  mutating func finish() throws(OutputFile.Failure) {
    try log?.finish()
  }
}
