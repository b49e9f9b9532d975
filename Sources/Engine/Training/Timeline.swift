/// A trainer that can go to any step of its run, to the bit, in bounded memory.
///
/// It keeps states at equal distances, which double when there are too many, and the commands that were given. A step
/// in between comes back by replaying from the state before it. A step taken, or a command given, in the past starts a
/// branch there: the losses of what would have come stay as a ghost.
public final class Timeline {
  /// The trainer at the present place in time.
  public let trainer: Trainer
  /// The losses of runs that were left, the newest last.
  public private(set) var ghosts: [LossHistory] = []

  /// The largest number of ghosts.
  public static let ghostCapacity = 3
  /// The largest number of states kept.
  static let stateCapacity = 512
  /// How much memory the kept states may take together, in bytes; two are kept in any case.
  public static let stateBytes = 64 << 20
  /// The largest number of commands; beyond it, the first half can no longer be gone back into.
  static let commandCapacity = 1 << 16

  private let stateBytes: Int
  private var states: [TrainerState] = []
  /// How much memory `states` take, in bytes.
  private var byteCount = 0
  /// How many steps lie between two states: a power of two.
  private var distance = 64
  /// The number of recorded losses at which the next state is taken.
  private var nextState = 0
  private var entries: [Timed] = []
  /// What the run began with, and whether commands since are forgotten.
  private var first: Configuration
  private var hasForgotten = false
  /// States just before the place that was gone to last, so that the next steps back are short; only where steps are dear.
  private var nearby: [TrainerState] = []
  /// The way that is being gone: to which step, by which states on the way, and the next command.
  private var journey: (target: Int, waypoints: [Int], entry: Int)?
  /// How well the run did at the ends of its epochs, where that is evaluated.
  private var evaluated = EvaluationHistory()
  /// What evaluates, and whether it does at the ends of epochs.
  private lazy var evaluator = PartsEvaluator(trainer)
  private let evaluates: Bool
  /// The end of the run while the trainer is in its past.
  private var end: (step: Int, history: LossHistory)?

  /// A run at step 0.
  ///
  /// - Parameters:
  ///   - configuration: What is trained.
  ///   - stateBytes: How much memory the kept states may take together; two are kept in any case.
  ///   - left: The run in whose place this one comes: its losses stay.
  ///   - evaluates: Whether loss and accuracy on both parts are found at the ends of epochs.
  public init(
    _ configuration: Configuration, stateBytes: Int = Timeline.stateBytes, evaluates: Bool = false,
    after left: Timeline? = nil
  ) {
    trainer = Trainer(configuration)
    first = configuration
    self.stateBytes = stateBytes
    ghosts = left?.ghosts ?? []
    self.evaluates = evaluates && configuration.data.sample == nil
    begin()
    if let left, left.lastStep > 0 { keepGhost(left.end?.history ?? left.trainer.history) }
  }

  /// The configuration of a run that begins as the present one would after a reset: with its seed, optimizer and settings.
  public var configurationNow: Configuration { trainer.configuration.beginning(as: trainer) }

  /// What was done in the run up to the present place, as a configuration: what it began with, and every command as an
  /// event. `nil` where the first commands are forgotten, and for a run that goes on from another one's state.
  public var course: Configuration? {
    guard !hasForgotten, trainer.configuration.start == nil else { return nil }
    let done = entries.filter { $0.step <= trainer.step }
    return try? first.changing(events: first.events + done)
  }

  /// The first step that can be gone to.
  public var firstStep: Int { states.first?.step ?? 0 }

  /// The last step that can be gone to.
  public var lastStep: Int { end?.step ?? trainer.step }

  /// What is drawn pale beside the loss: runs that were left, and what would come while in the past.
  public var paleHistories: [LossHistory] { ghosts + (end.map { [$0.history] } ?? []) }

  /// How well the run did at the ends of its epochs so far, where that is evaluated.
  public var evaluations: EvaluationHistory { end == nil ? evaluated : evaluated.until(trainer.step) }

  /// How much memory the kept states take, in bytes.
  var keptBytes: Int { nearby.reduce(byteCount) { $0 + $1.byteCount } }

  /// Takes one step from the present place; in the past, that starts a branch.
  public func takeStep() {
    run(until: trainer.step + 1)
  }

  /// Takes one step as `takeStep()` does; `note` is called when its numbers are there and the events after it have not
  /// acted yet.
  public func takeStep(then note: () -> Void) {
    run(until: trainer.step + 1) { _ in trainer.takeStep(then: note) }
  }

  /// Takes steps until `target` of them are taken in all, or a number stops being finite; in the past, that starts a
  /// branch.
  public func run(until target: Int) {
    run(until: target) { trainer.run(until: $0) }
  }

  /// Takes steps up to `target` by `take`, which is told how far it may go.
  private func run(until target: Int, _ take: (Int) -> Void) {
    arrive()
    while trainer.step < target, trainer.fault == nil {
      if end != nil { branch() }
      // An edit after a fault records a loss of its own. A state must be from before its step's commands, so that one
      // is passed over.
      if trainer.history.count >= nextState { nextState = (trainer.history.count / distance + 1) * distance }
      let stepsToState = nextState - trainer.history.count
      let epochEnd = nextEvaluation
      take(min(target, trainer.step + stepsToState, epochEnd))
      if trainer.history.count == nextState { keepState() }
      if trainer.step == epochEnd { evaluate() }
    }
  }

  /// The step that ends the next epoch to evaluate at.
  private var nextEvaluation: Int {
    guard evaluates else { return .max }
    let whole = evaluated.next(from: trainer.epoch) - trainer.epoch
    return trainer.step + trainer.stepsLeftInEpoch + whole * trainer.sampling.batchesPerEpoch
  }

  /// Notes how well the run does at present.
  public func evaluate() {
    guard trainer.fault == nil, let point = evaluator?.evaluate() else { return }
    note(point)
  }

  /// Takes over what was found elsewhere of a step of this run.
  public func note(_ point: EvaluationHistory.Point) {
    guard point.step <= trainer.step, point.epoch > evaluated.points.last?.epoch ?? -1 else { return }
    evaluated.append(point)
  }

  /// Carries out a command at the present place; in the past, one that changes something starts a branch. Tells whether it
  /// changed anything.
  @discardableResult
  public func apply(_ command: Command) -> Bool {
    switch command {
    case .reset, .reseed:
      let left = end?.history ?? trainer.history
      trainer.apply(command)
      if left.count > 1 { keepGhost(left) }
      first = configurationNow
      begin()
      return true
    case .optimizer, .set, .edit:
      arrive()
      guard trainer.apply(command) else { return false }
      if end != nil { branch() }
      entries.append(Timed(step: trainer.step, command))
      if entries.count > Self.commandCapacity { forgetFirstHalf() }
      return true
    }
  }

  /// Goes to `step`, or to the nearest one there is, with all as it was when the run left that step.
  public func go(to step: Int) {
    setOut(for: step)
    arrive()
  }

  /// Goes the rest of the way to the step that was set out for.
  private func arrive() {
    while !travel(atMost: .max) {}
  }

  /// Begins to go to `step`, or to the nearest one there is; another step can be set out for on the way.
  public func setOut(for step: Int) {
    let step = min(max(step, firstStep), lastStep)
    guard step != trainer.step || isTravelling else { return }
    let end = end ?? (trainer.step, trainer.history)
    // The commands of the present step have taken effect already, but for those that a way still has before it.
    var entry = journey?.entry ?? entries.firstIndex { $0.step > trainer.step } ?? entries.count
    guard let state = (states + nearby).filter({ $0.step <= step }).max(by: { $0.step < $1.step }) else {
      return
    }
    // Going on from here is shorter only where no kept state lies on the way.
    if step < trainer.step || state.step > trainer.step {
      // The state of the start has one loss, which is within the first bucket.
      let kept = state.lossCount / end.history.bucketWidth * end.history.bucketWidth
      var history = end.history.truncated(
        to: kept, step: state.step, latest: state.latestLoss, best: state.bestLoss)
      for _ in kept..<state.lossCount { history.append(state.latestLoss ?? 0) }
      trainer.restore(state, history: history)
      // Those of a restored state's step have not.
      entry = entries.firstIndex { $0.step >= state.step } ?? entries.count
    }
    self.end = end
    journey = (step, waypoints(from: trainer.step, to: step), entry)
  }

  /// Whether a step is being gone to: until it is reached, the trainer stands somewhere on the way.
  public var isTravelling: Bool { journey != nil }

  /// Goes on toward the step that was set out for, by at most `count` steps; tells whether it is reached.
  @discardableResult
  public func travel(atMost count: Int) -> Bool {
    guard var journey else { return true }
    var left = count
    while true {
      while journey.entry < entries.count, entries[journey.entry].step <= trainer.step {
        trainer.apply(entries[journey.entry].command)
        journey.entry += 1
      }
      if trainer.step >= journey.target || trainer.fault != nil { break }
      guard left > 0 else {
        self.journey = journey
        return false
      }
      let command = journey.entry < entries.count ? entries[journey.entry].step : .max
      let before = trainer.step
      let reach = left > .max - before ? .max : before + left
      trainer.run(until: min(journey.target, command, journey.waypoints.first ?? .max, reach))
      left -= trainer.step - before
      // As every kept state, from before its step's commands.
      if trainer.step == journey.waypoints.first {
        journey.waypoints.removeFirst()
        nearby.append(trainer.state)
      }
    }
    self.journey = nil
    if let end, trainer.step == end.step {
      trainer.history = end.history
      self.end = nil
    }
    return true
  }

  /// The steps on a way at which a state is kept: eight before its end, 64 before it and so on, as many as memory allows;
  /// none on a way that is gone in no time.
  private func waypoints(from start: Int, to target: Int) -> [Int] {
    guard target - start > 16, (target - start) * trainer.stepCost > 1 << 17 else { return [] }
    nearby = []
    let room = stateBytes / max(1, trainer.state.byteCount)
    let distances = (1...max(1, min(12, room / 4))).map { 1 << (3 * $0) }
    return distances.map { target - $0 }.filter { $0 > start }.sorted()
  }

  /// Forgets the future: what was recorded after the present step, and its losses too.
  public func forgetFuture() {
    arrive()
    branch(keepsLosses: false)
  }

  /// Forgets the future: what was recorded after the present step, but for its losses.
  private func branch(keepsLosses: Bool = true) {
    guard let end else { return }
    if keepsLosses { keepGhost(end.history) }
    keep(states.filter { $0.step <= trainer.step })
    nearby.removeAll { $0.step > trainer.step }
    evaluated.cut(after: trainer.step)
    entries.removeAll { $0.step > trainer.step }
    self.end = nil
    nextState = (trainer.history.count / distance + 1) * distance
  }

  private func keepGhost(_ history: LossHistory) {
    ghosts.append(history)
    if ghosts.count > Self.ghostCapacity { ghosts.removeFirst() }
  }

  /// A new run from step 0.
  private func begin() {
    (end, journey, nearby) = (nil, nil, [])
    keep([trainer.state])
    (entries, hasForgotten) = ([], false)
    distance = 64
    nextState = (trainer.history.count / distance + 1) * distance
    evaluated = EvaluationHistory()
    if evaluates { evaluate() }
  }

  private func keepState() {
    let state = trainer.state
    let bytes = state.byteCount
    while states.count >= 2,
      states.count >= Self.stateCapacity || byteCount + bytes > stateBytes
    {
      let count = states.count
      distance *= 2
      // The start stays, and each state that lies on the new distance.
      keep(states.enumerated().filter { $0 == 0 || $1.lossCount % distance == 0 }.map(\.element))
      if states.count == count { break }
    }
    if trainer.history.count % distance == 0 {
      states.append(state)
      byteCount += bytes
    }
    nextState = (trainer.history.count / distance + 1) * distance
  }

  private func keep(_ kept: [TrainerState]) {
    states = kept
    byteCount = kept.reduce(0) { $0 + $1.byteCount }
  }

  /// Gives up the way back into the older half of the commands, so that memory stays bounded.
  private func forgetFirstHalf() {
    hasForgotten = true
    let middle = entries[entries.count / 2].step
    guard let first = states.lastIndex(where: { $0.step <= middle }), first > 0 else {
      // All commands were given within one distance: only the newest are remembered, from here on.
      keep([trainer.state])
      entries = []
      return
    }
    keep(Array(states.dropFirst(first)))
    let start = states[0].step
    entries.removeAll { $0.step < start }
  }
}
