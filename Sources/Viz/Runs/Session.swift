import Engine

/// A trainer with what a viewer adds to it: running or paused, a pace, where to pause, a log.
struct Session {
  private(set) var timeline: Timeline
  private var inspector: Inspector
  /// The run that was begun with.
  private let first: Configuration
  /// The race from some step of the run, once one was begun.
  private(set) var race: Race?
  /// Whether steps and rates are the race's, because that is what is looked at.
  private var isRacing = false
  /// Whether the run goes on when the race is left.
  private var isRunWaiting = false
  private(set) var isRunning: Bool
  private(set) var pace: Pace
  /// Training pauses when this many steps are taken.
  private let stopAt: Int?
  private var log: RunLog?
  /// What reports hold in full.
  var interest = Interest() {
    didSet {
      if interest != oldValue { changes += 1 }
      race?.look(at: interest.contour)
      program = interest.wantsCourse ? program ?? RunProgram(timeline) : nil
    }
  }
  /// The run as a program, from when it was asked for until it no longer is.
  private var program: RunProgram?
  /// What was seen of the whole network last, and how much has changed since.
  private var examination: Examination
  private var changes = 0
  /// How much had changed when the whole network was looked at last; less than nothing before the first time.
  private var examinedChanges = -1
  /// How often the run has taken another course: by a command, or by a way through time.
  private var course = 0
  /// What was shown when a way through time was wished for, until it is gone, and whether the timeline has set out.
  private var departure: (snapshot: Snapshot, goal: Int, isUnderWay: Bool)?

  init(
    _ configuration: Configuration, isRunning: Bool = false, pace: Pace = .standard, stopAt: Int? = nil,
    log: RunLog? = nil
  ) {
    // Of a large network, where that takes long, it is found elsewhere.
    first = configuration
    timeline = Timeline(configuration, evaluates: !Self.isLarge(configuration))
    let trainer = timeline.trainer
    inspector = Inspector(trainer)
    examination =
      Self.isSmall(trainer) ? Examination(trainer, interest) : Examination(pendingAt: trainer.step)
    self.pace = pace
    self.stopAt = stopAt
    self.log = log
    self.isRunning = isRunning && stopAt != 0
    self.log?.begin(timeline.trainer)
  }

  /// The trainer at the present place in time.
  var trainer: Trainer { timeline.trainer }

  /// Whether a command can be carried out now: those that act at a place wait until it is reached, while a new wish to go
  /// elsewhere takes the old one's place.
  func canApply(_ command: RunCommand) -> Bool {
    guard departure != nil else { return true }
    switch command {
    case .move, .faster, .slower, .pace: return true
    case .step, .command, .toggleRunning, .race, .change, .scaleRate, .releaseSettings, .hold, .stop:
      return false
    }
  }

  /// Carries out a command at this step boundary.
  mutating func apply(_ command: RunCommand) {
    defer {
      // An edit may end what was running.
      isRunning = isRunning && canStep
      changes += 1
      log?.flush()
    }
    switch command {
    case .step:
      isRunning = true
      advance()
      isRunning = false
    case .command(let command):
      course += 1
      let trainer = trainer
      let step = trainer.step
      if timeline.apply(command) { log?.write(Timed(step: step, command), trainer) }
    case .toggleRunning:
      isRunning = !isRunning
    case .faster:
      pace = pace.faster
    case .slower:
      pace = pace.slower
    case .pace(let pace):
      self.pace = pace
    case .move(let move):
      setOut(move)
    case .race(let command):
      apply(command)
    case .change(let change):
      make(change)
    case .scaleRate, .releaseSettings, .hold, .stop:
      // For programs that are watched.
      break
    }
  }

  /// Another run in place of this one, whose loss stays as a pale line; nothing where it cannot be made.
  private mutating func make(_ change: SetupChange) {
    // A log is of one run.
    guard !isLogging else { return }
    let present = timeline.configurationNow
    let isFirst = change == .data(first.data.training.name)
    guard let next = isFirst ? first : try? present.changed(change) else { return }
    course += 1
    race = nil
    (isRacing, isRunWaiting) = (false, false)
    timeline = Timeline(next, evaluates: !Self.isLarge(next), after: timeline)
    inspector = Inspector(trainer)
    examination =
      Self.isSmall(trainer) ? Examination(trainer, interest) : Examination(pendingAt: trainer.step)
    examinedChanges = -1
  }

  /// Begins to go to another step of the run; a way that was not gone to its end is given up.
  private mutating func setOut(_ move: TimeMove) {
    course += 1
    isRunning = false
    let goal = move.destination(
      from: departure?.goal ?? trainer.step, in: timeline.firstStep...timeline.lastStep)
    departure = (departure?.snapshot ?? inspector.snapshot(interest), goal, false)
    // A short way is gone at once; where a step takes long, it is first told that it is being gone.
    if quickSteps > 1 { travel() }
  }

  /// Whether a step is being gone to.
  var isTravelling: Bool { departure != nil }

  /// Goes a part of the way to that step, for a millisecond or two.
  mutating func travel() {
    guard let departure else { return }
    if !departure.isUnderWay {
      self.departure?.isUnderWay = true
      timeline.setOut(for: departure.goal)
    }
    guard timeline.travel(atMost: quickSteps) else { return }
    self.departure = nil
    changes += 1
    let trainer = trainer
    if trainer.step != departure.snapshot.step { log?.writeJump(from: departure.snapshot.step, trainer) }
    log?.flush()
  }

  private mutating func apply(_ command: RaceCommand) {
    switch command {
    case .enter where !isRacing:
      isRacing = true
      (isRunWaiting, isRunning) = (isRunning, false)
      // One that nothing was done in begins where the run is now.
      if race?.isTouched != true { beginRace(race?.kind ?? .duel) }
    case .leave where isRacing:
      isRacing = false
      (isRunning, isRunWaiting) = (isRunWaiting, false)
    case .enter, .leave:
      break
    case .startHere:
      beginRace(race?.kind ?? .duel)
    case .kind(let kind):
      beginRace(kind)
    case .restart:
      race?.restart()
    case .reseed(let seed):
      race?.reseed(seed)
    case .command(let command, let lane):
      race?.apply(command, inLane: lane)
    }
  }

  private mutating func beginRace(_ kind: RaceKind) {
    race = Race(from: trainer, kind)
    race?.look(at: interest.contour)
  }

  /// Whether there is more to find of the race's contour.
  var needsSurvey: Bool { isRacing && race?.needsSurvey == true }

  /// Finds a part of the race's contour, for a millisecond or two.
  func surveyPart() { race?.surveyPart() }

  /// Takes steps; pauses where asked to and where training cannot go on.
  mutating func advance(by count: Int = 1) {
    changes += 1
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
      let timeline = timeline
      while timeline.trainer.step < target, timeline.trainer.fault == nil { log?.takeStep(timeline) }
    }
    if trainer.step == stopAt || trainer.fault != nil { isRunning = false }
    // Who waits long for the next step waits with all lines written.
    if !isRunning || pace.isSlow { log?.flush() }
  }

  /// Takes steps until `target` of them are taken in all, at once and without a log.
  mutating func takeSteps(until target: Int) {
    timeline.run(until: target)
    changes += 1
  }

  /// How many steps to take before looking up again; a line of the log costs more than many steps.
  var stepsAtOnce: Int { isLogging ? 1 : quickSteps }

  /// How many steps take a millisecond or two; at least one.
  private var quickSteps: Int {
    guard isRacing, let race else { return max(1, (1 << 16) / trainer.stepCost) }
    return max(1, (1 << 15) / race.stepCost)
  }

  /// Whether the run, or the race where it is looked at, can take a step.
  private var canStep: Bool { isRacing ? !(race?.isOver ?? true) : trainer.fault == nil }

  private var isLogging: Bool { log?.isOpen ?? false }

  /// Everything the viewer shows.
  var report: RunReport {
    RunReport(
      snapshot: departure?.snapshot ?? inspector.snapshot(interest),
      examination: examinesAlways ? Examination(trainer, interest) : examination,
      changesRows: changesRows, isExaminedAlways: examinesAlways || !isRunning,
      goal: departure?.goal, isRunning: isRunning, pace: pace, firstStep: timeline.firstStep,
      lastStep: timeline.lastStep, evaluations: timeline.evaluations, paleHistories: timeline.paleHistories,
      race: isRacing ? race?.snapshot : nil, isRunWaiting: isRunWaiting, program: program,
      logFailure: log?.failure?.reason,
      capabilities: isLogging ? Capabilities.all.subtracting(.rebuilding) : .all)
  }

  /// Whether every report takes a look at the whole network.
  private var examinesAlways: Bool { Self.isSmall(trainer) && !isTravelling && !changesRows }

  /// Whether each step has rows of its own and is gone before it can be read.
  private var changesRows: Bool { isRunning && !pace.isReadable && trainer.sampling.batchesPerEpoch > 1 }

  /// How long a look at the whole network is to stand while training goes on.
  var calmness: Duration { changesRows ? .milliseconds(500) : .zero }

  /// Whether looking at the whole network costs so little that every report does: less than a millisecond.
  private static func isSmall(_ trainer: Trainer) -> Bool {
    // Differences take two losses a weight, the derivation by hand takes each weight once.
    trainer.stepCost <= (trainer.handDerived == nil ? 256 : 4096)
  }

  /// Whether looking at the whole network takes so long that it is done elsewhere.
  var isLarge: Bool { trainer.stepCost > Self.largeCost }

  /// From what cost of a step on a network counts as large.
  private static let largeCost = 1 << 16

  private static func isLarge(_ configuration: Configuration) -> Bool {
    let weights = configuration.architecture.parameters.reduce(0) { $0 + $1.shape.reduce(1, *) }
    let rows = configuration.data.training.rows
    return weights * max(1, min(rows, configuration.batch ?? rows) / 4) > largeCost
  }

  /// Whether the next report would tell something old of the network as a whole.
  var needsExamination: Bool {
    !examinesAlways && !isTravelling && !isRacing && examinedChanges != changes
  }

  /// Takes a look at the whole network for the reports that follow.
  mutating func examine() {
    examination = Examination(trainer, interest)
    examinedChanges = changes
    if isLarge { timeline.evaluate() }
  }

  /// The present state, to be looked at elsewhere.
  var task: Examiner.Task {
    Examiner.Task(state: StillState(of: trainer), interest: interest, changes: changes, course: course)
  }

  /// Takes over what was seen elsewhere.
  mutating func take(_ result: Examiner.Result) {
    (examination, examinedChanges) = (result.examination, result.changes)
    if let evaluation = result.evaluation, result.course == course { timeline.note(evaluation) }
  }

  /// Writes the rest of the log.
  mutating func finish() throws(OutputFile.Failure) {
    try log?.finish()
  }
}
