import Engine
import Languages

/// A trainer with what a viewer adds to it: running or paused, a pace, where to pause, what is written of it.
struct Session {
  private(set) var timeline: Timeline
  var inspector: Inspector
  /// The run that was begun with.
  private let first: Configuration
  /// The race from some step of the run, once one was begun.
  private(set) var race: Race?
  /// Whether steps and rates are the race's, because that is what is looked at.
  private(set) var isRacing = false
  /// Whether the run goes on when the race is left.
  var isRunWaiting = false
  private(set) var isRunning: Bool
  private(set) var pace: Pace
  /// Training pauses when this many steps are taken.
  private let stopAt: Int?
  /// What is kept of it.
  var recorder: RunRecorder
  /// The recording that is played, until somebody takes the run over.
  var player: Player?
  var playedKeys = PlayedKeys()
  /// What became of the last thing that was to be saved.
  var answer: RunReport.Answer?
  /// What reports hold in full.
  var interest = Interest() {
    didSet {
      if interest != oldValue { changes += 1 }
      race?.look(at: interest.contour)
      program = interest.wantsCourse ? program ?? RunProgram(timeline) : nil
    }
  }
  /// The run as a program, from when it was asked for until it no longer is.
  var program: RunProgram?
  /// What was seen of the whole network last, and how much has changed since.
  var examination: Examination
  var changes = 0
  /// How much had changed when the whole network was looked at last; less than nothing before the first time.
  var examinedChanges = -1
  /// The number of the branch that the run is on: a command or a way through time begins another.
  var branch = 0
  /// What was shown when a way through time was wished for, until it is gone, and whether the timeline has set out.
  var departure: (snapshot: Snapshot, goal: Int, isUnderWay: Bool)?

  /// A session at a run's start.
  ///
  /// - Parameters:
  ///   - files: What is to be written of it.
  ///   - options: The options that give the configuration, where they are known: without them, no recording begins with it.
  ///   - player: A recording that is played on it.
  init(
    _ configuration: Configuration, isRunning: Bool = false, pace: Pace = .standard, stopAt: Int? = nil,
    files: [RecordingFile] = [], options: [String]? = nil, player: Player? = nil
  ) {
    first = configuration
    // Of a large network, evaluation and examination take long: they are done on other threads.
    timeline = Timeline(configuration, evaluates: !Self.willBeLarge(configuration))
    let trainer = timeline.trainer
    inspector = Inspector(trainer)
    examination = Self.firstExamination(trainer, interest)
    self.pace = pace
    self.stopAt = stopAt
    self.player = player
    recorder = RunRecorder(files: files, options: options, configuration, timeline.trainer)
    self.isRunning = false
    if pace != .standard { note(.pace(pace)) }
    setRunning(isRunning && stopAt != 0)
  }

  /// Notes what was done, after `step` steps where that is not the present one.
  private mutating func note(_ deed: Deed, after step: Int? = nil) {
    // On a way through time the run stands where it set out.
    recorder.note(deed, after: step ?? departure?.snapshot.step ?? trainer.step, trainer)
  }

  /// Lets it run or holds it.
  mutating func setRunning(_ runs: Bool) {
    guard runs != isRunning else { return }
    isRunning = runs
    note(runs ? .run : .pause)
  }

  /// The trainer at the present place in time.
  var trainer: Trainer { timeline.trainer }

  /// Whether a command can be carried out now: those that act at a place wait until it is reached, while a new wish to go
  /// elsewhere takes the old one's place.
  func canApply(_ command: RunCommand) -> Bool {
    guard departure != nil else { return true }
    switch command {
    case .move, .faster, .slower, .pace: return true
    case .step, .command, .toggleRunning, .race, .change, .scaleRate, .releaseSettings, .hold, .stop, .viewed,
      .play, .saveRecording, .saveWeights:
      return false
    }
  }

  /// Carries out a command at this step boundary.
  mutating func apply(_ command: RunCommand) {
    if player != nil, steer(command) {
      changes += 1
      return
    }
    carryOut(command)
    // An edit may end what was running.
    if !canStep { setRunning(false) }
    changes += 1
    recorder.flush()
  }

  mutating func carryOut(_ command: RunCommand) {
    switch command {
    case .step:
      setRunning(false)
      note(isRacing ? .raceStep : .step)
      isRunning = true
      advance()
      isRunning = false
    case .command(let command):
      branch += 1
      let step = trainer.step
      if timeline.apply(command) { note(.command(command), after: step) }
    case .toggleRunning:
      setRunning(!isRunning)
    case .faster:
      change(to: pace.faster)
    case .slower:
      change(to: pace.slower)
    case .pace(let pace):
      change(to: pace)
    case .move(let move):
      setOut(move)
    case .race(let command):
      apply(command)
    case .change(let change):
      make(change)
    case .viewed(let key):
      note(.key(key))
    case .saveRecording:
      tell(recorder.save(first, trainer))
    case .saveWeights(let path):
      tell(saveWeights(path))
    case .scaleRate, .releaseSettings, .hold, .stop, .play:
      // For programs that are watched, and for lessons.
      break
    }
  }

  private mutating func change(to pace: Pace) {
    guard pace != self.pace else { return }
    self.pace = pace
    note(.pace(pace))
  }

  /// Another run in place of this one, whose loss stays as a pale line; nothing where it cannot be made.
  private mutating func make(_ change: SetupChange) {
    let present = timeline.configurationNow
    let isFirst = change == .data(first.data.training.name)
    guard let next = isFirst ? first : try? present.changed(change) else { return }
    let step = trainer.step
    begin(next, after: timeline)
    note(.change(change), after: step)
  }

  /// Goes back to an earlier step as if nothing had come after it, to run on or to be held there.
  mutating func rewind(to step: Int, isRunning: Bool) {
    let before = trainer.step
    timeline.go(to: step)
    timeline.forgetFuture()
    note(.go(step), after: before)
    setRunning(isRunning)
    branch += 1
    changes += 1
  }

  /// Goes back to the run that was begun with, at its start.
  mutating func restart() {
    let step = trainer.step
    begin(first, after: nil)
    note(.change(.data(first.data.training.name)), after: step)
    setRunning(false)
  }

  /// What was done since the first `count` deeds.
  func deeds(since count: Int) -> ArraySlice<RecordedLine> { recorder.journal.deeds(since: count) }

  /// How many deeds there were.
  var deedCount: Int { recorder.journal.count }

  /// Begins a run in place of the present one.
  private mutating func begin(_ configuration: Configuration, after left: Timeline?) {
    branch += 1
    race = nil
    (isRacing, isRunWaiting) = (false, false)
    timeline = Timeline(configuration, evaluates: !Self.willBeLarge(configuration), after: left)
    inspector = Inspector(trainer)
    examination = Self.firstExamination(trainer, interest)
    examinedChanges = -1
  }

  /// Begins to go to another step of the run; a way that was not gone to its end is given up.
  private mutating func setOut(_ move: TimeMove) {
    branch += 1
    setRunning(false)
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
    if trainer.step != departure.snapshot.step { note(.go(trainer.step), after: departure.snapshot.step) }
  }

  private mutating func apply(_ command: RaceCommand) {
    let wasRunning = isRunning
    defer {
      note(.race(command))
      // Entering and leaving it holds the run, or lets it go on.
      if isRunning != wasRunning { note(isRunning ? .run : .pause) }
    }
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
        if race?.isOver ?? true { setRunning(false) }
      }
      return
    }
    var target = trainer.step + count
    if let stopAt, trainer.step < stopAt { target = min(target, stopAt) }
    takeSteps(until: target)
    if trainer.step == stopAt || trainer.fault != nil { setRunning(false) }
    // Who waits long for the next step waits with all lines written.
    if !isRunning || pace.isSlow { recorder.flush() }
  }

  /// Takes steps until `target` of them are taken in all, at once.
  mutating func takeSteps(until target: Int) {
    changes += 1
    let (timeline, trainer) = (timeline, trainer)
    while trainer.step < target, trainer.fault == nil {
      let check = recorder.nextCheck(after: trainer.step)
      recorder.takeSteps(timeline, until: min(target, check))
      if trainer.step == check { note(.check) }
    }
  }

  /// How many steps to take before looking up again; a line of the log costs more than many steps.
  var stepsAtOnce: Int { recorder.isLogging ? 1 : quickSteps }

  /// How many steps take a millisecond or two; at least one.
  var quickSteps: Int {
    guard isRacing, let race else { return max(1, (1 << 16) / trainer.stepCost) }
    return max(1, (1 << 15) / race.stepCost)
  }

  /// Whether the run, or the race where it is looked at, can take a step.
  var canStep: Bool { isRacing ? !(race?.isOver ?? true) : trainer.fault == nil }

  /// Writes the rest of what is written of the run.
  mutating func finish() throws(OutputError) {
    // On a way through time there is no step to compare at.
    if !isTravelling { note(.end) }
    try recorder.finish()
  }

  // MARK: What is saved

  private mutating func tell(_ text: String) {
    answer = RunReport.Answer(number: (answer?.number ?? 0) + 1, text: text)
  }

  /// What was done so far, as a recording; `nil` where the options of the run are not known.
  var recording: String? { recorder.journal.text(first, trainer) }

  /// Writes the weights to a path that is free and tells what became of it.
  private func saveWeights(_ path: String) -> String {
    do {
      try WeightExport(path: path).writeNew(trainer)
      return say("output.saved", "saved \(path)")
    } catch {
      return "\(error)"
    }
  }
}
