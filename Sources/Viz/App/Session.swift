import Engine

/// A trainer with what a viewer adds to it: running or paused, a pace, where to pause, a log.
struct Session {
  let trainer: Trainer
  private(set) var isRunning: Bool
  private(set) var pace: Pace
  /// Training pauses when this many steps are taken.
  private let stopAt: Int?
  private var log: RunLog?

  init(
    _ configuration: Configuration, isRunning: Bool = false, pace: Pace = .standard, stopAt: Int? = nil,
    log: RunLog? = nil
  ) {
    trainer = Trainer(configuration)
    self.pace = pace
    self.stopAt = stopAt
    self.log = log
    self.isRunning = isRunning && trainer.step != stopAt
    self.log?.begin(trainer)
  }

  /// Carries out a command at this step boundary.
  mutating func apply(_ command: RunCommand) {
    switch command {
    case .train(.step):
      isRunning = false
      advance()
    case .train(let command):
      let step = trainer.step
      if let change = trainer.apply(command) { log?.write(change, after: step, trainer) }
    case .toggleRunning:
      isRunning = !isRunning && trainer.fault == nil
    case .faster:
      pace = pace.faster
    case .slower:
      pace = pace.slower
    }
  }

  /// Takes one step; pauses where asked to and where training cannot go on.
  mutating func advance() {
    if log == nil {
      trainer.takeStep()
    } else {
      log?.takeStep(trainer)
    }
    if trainer.step == stopAt || trainer.fault != nil { isRunning = false }
  }

  /// Everything the viewer shows.
  var report: RunReport {
    RunReport(snapshot: trainer.snapshot(), isRunning: isRunning, pace: pace)
  }

  /// Writes the rest of the log.
  mutating func finish() throws {
    try log?.finish(trainer)
  }
}
