import Engine

/// What a viewer is told of a session, and when it takes a look at the whole network.
extension Session {
  /// Everything the viewer shows.
  var report: RunReport {
    RunReport(
      snapshot: departure?.snapshot ?? inspector.snapshot(interest),
      examination: examinesAlways ? Examination(trainer, interest) : examination,
      changesRows: changesRows, isExaminedAlways: examinesAlways || !isRunning,
      goal: departure?.goal, isRunning: isRunning || isLessonStepping, pace: pace,
      firstStep: timeline.firstStep,
      lastStep: timeline.lastStep, evaluations: timeline.evaluations, paleHistories: timeline.paleHistories,
      race: isRacing ? race?.snapshot : nil, isRunWaiting: isRunWaiting, program: program,
      logFailure: recorder.failure?.reason, replay: player?.state,
      isLessonIdle: player.flatMap { $0.part == nil ? nil : $0.isOver },
      playedKeys: playedKeys, answer: answer, capabilities: capabilities)
  }

  /// What can be asked for: of a recording that is played, no race of one's own.
  private var capabilities: Capabilities {
    var all = Capabilities.all
    if !recorder.journal.canBeSaved { all.remove(.saving) }
    if player != nil, player?.part == nil { all.remove(.racing) }
    return all
  }

  /// Whether every report takes a look at the whole network.
  private var examinesAlways: Bool { Self.isSmall(trainer) && !isTravelling && !changesRows }

  /// Whether each step has rows of its own and is gone before it can be read.
  private var changesRows: Bool { isRunning && !pace.isReadable && trainer.sampling.batchesPerEpoch > 1 }

  /// How long a look at the whole network is to stand while training goes on.
  var calmness: Duration { changesRows ? .milliseconds(500) : .zero }

  /// Whether looking at the whole network costs so little that every report does: less than a millisecond.
  static func isSmall(_ trainer: Trainer) -> Bool {
    // Differences take two losses a weight, the derivation by hand takes each weight once.
    trainer.stepCost <= (trainer.handDerived == nil ? 256 : 4096)
  }

  /// Whether looking at the whole network takes so long that it is done elsewhere.
  var isLarge: Bool { trainer.stepCost > Self.largeCost }

  /// From what cost of a step on a network counts as large.
  private static let largeCost = 1 << 16

  /// The same of a run that is about to begin.
  static func willBeLarge(_ configuration: Configuration) -> Bool {
    let weights = configuration.architecture.parameters.reduce(0) { $0 + $1.shape.reduce(1, *) }
    let rows = configuration.data.training.rows
    return weights * max(1, min(rows, configuration.batch ?? rows) / 4) > largeCost
  }

  /// What a run's first report tells of the whole network: where that takes long, it is found later.
  static func firstExamination(_ trainer: Trainer, _ interest: Interest) -> Examination {
    isSmall(trainer) ? Examination(trainer, interest) : Examination(pendingAt: trainer.step)
  }

  /// Whether the next report would tell something old of the network as a whole.
  var needsExamination: Bool {
    player?.goal == nil && !examinesAlways && !isTravelling && !isRacing && examinedChanges != changes
  }

  /// Takes a look at the whole network for the reports that follow.
  mutating func examine() {
    examination = Examination(trainer, interest)
    examinedChanges = changes
    if isLarge { timeline.evaluate() }
  }

  /// The present state, to be looked at elsewhere.
  var task: Examiner.Task {
    Examiner.Task(state: TrainerCheckpoint(of: trainer), interest: interest, changes: changes, branch: branch)
  }

  /// Takes over what was seen elsewhere.
  mutating func take(_ result: Examiner.Result) {
    (examination, examinedChanges) = (result.examination, result.changes)
    if let evaluation = result.evaluation, result.branch == branch { timeline.note(evaluation) }
  }
}
