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

  /// A command and the step after which it was given.
  private struct Entry {
    let step: Int
    let command: Command
  }

  /// The largest number of ghosts.
  public static let ghostCapacity = 3
  /// The largest number of states kept, and how much memory they may take together, in bytes.
  static let stateCapacity = 2048
  static let stateBytes = 12 << 20
  /// The largest number of commands; beyond it, the first half can no longer be gone back into.
  static let commandCapacity = 1 << 16

  private let capacity: Int
  private var states: [TrainerState] = []
  /// How many steps lie between two states: a power of two.
  private var distance = 64
  /// The number of recorded losses at which the next state is taken.
  private var nextState = 0
  private var entries: [Entry] = []
  /// The end of the run while the trainer is in its past.
  private var end: (step: Int, history: LossHistory)?

  /// A run at step 0.
  public init(_ configuration: Configuration) {
    trainer = Trainer(configuration)
    let floats = configuration.size * configuration.size * 4
    capacity = min(Self.stateCapacity, max(64, Self.stateBytes / (floats * 4 + 512)))
    begin()
  }

  /// The first step that can be gone to.
  public var firstStep: Int { states.first?.step ?? 0 }

  /// The last step that can be gone to.
  public var lastStep: Int { end?.step ?? trainer.step }

  /// What is drawn pale beside the loss: runs that were left, and what would come while in the past.
  public var paleHistories: [LossHistory] { ghosts + (end.map { [$0.history] } ?? []) }

  /// Takes one step from the present place; in the past, that starts a branch.
  public func takeStep() {
    run(until: trainer.step + 1)
  }

  /// Takes steps until `target` of them are taken in all, or a number stops being finite; in the past, that starts a
  /// branch.
  public func run(until target: Int) {
    while trainer.step < target, trainer.fault == nil {
      if end != nil { branch() }
      // An edit after a fault records a loss of its own. A state must be from before its step's commands, so that one
      // is passed over.
      if trainer.history.count >= nextState { nextState = (trainer.history.count / distance + 1) * distance }
      let stepsToState = nextState - trainer.history.count
      trainer.run(until: min(target, trainer.step + stepsToState))
      if trainer.history.count == nextState { keepState() }
    }
  }

  /// Carries out a command at the present place; in the past, one that changes something starts a branch.
  @discardableResult
  public func apply(_ command: Command) -> Change? {
    switch command {
    case .step:
      takeStep()
      return nil
    case .reset, .reseed:
      let left = end?.history ?? trainer.history
      let change = trainer.apply(command)
      if left.count > 1 { keepGhost(left) }
      begin()
      return change
    case .toggleOptimizer, .raiseLearningRate, .lowerLearningRate, .edit:
      let past = end
      let change = trainer.apply(command)
      guard change != nil else { return nil }
      if past != nil { branch() }
      entries.append(Entry(step: trainer.step, command: command))
      if entries.count > Self.commandCapacity { forgetFirstHalf() }
      return change
    }
  }

  /// Goes to `step`, or to the nearest one there is, with all as it was when the run left that step.
  public func go(to step: Int) {
    let step = min(max(step, firstStep), lastStep)
    guard step != trainer.step else { return }
    let end = end ?? (trainer.step, trainer.history)
    // The commands of the present step have taken effect already, those of a restored state's step have not.
    var firstCommand = trainer.step + 1
    guard let state = states.last(where: { $0.step <= step }) else { return }
    // Going on from here is shorter only where no kept state lies on the way.
    if step < trainer.step || state.step > trainer.step {
      // The state of the start has one loss, which is within the first bucket.
      let kept = state.lossCount / end.history.bucketWidth * end.history.bucketWidth
      var history = end.history.truncated(to: kept, latest: state.latestLoss, best: state.bestLoss)
      for _ in kept..<state.lossCount { history.append(state.latestLoss ?? 0) }
      trainer.restore(state, history: history)
      firstCommand = state.step
    }
    replay(until: step, commandsFrom: firstCommand)
    self.end = step == end.step ? nil : end
    if self.end == nil { trainer.adopt(end.history) }
  }

  /// Takes the steps up to `step` again, with the commands that were given on the way.
  private func replay(until step: Int, commandsFrom first: Int) {
    var next = entries.firstIndex { $0.step >= first } ?? entries.count
    while true {
      while next < entries.count, entries[next].step <= trainer.step {
        trainer.apply(entries[next].command)
        next += 1
      }
      guard trainer.step < step, trainer.fault == nil else { return }
      trainer.takeStep()
    }
  }

  /// Forgets the future: what was recorded after the present step, but for its losses.
  private func branch() {
    guard let end else { return }
    keepGhost(end.history)
    states.removeAll { $0.step > trainer.step }
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
    end = nil
    states = [trainer.state]
    entries = []
    distance = 64
    nextState = distance
  }

  private func keepState() {
    if states.count >= capacity {
      distance *= 2
      // The start stays, and each state that lies on the new distance.
      states = states.enumerated().filter { $0 == 0 || $1.lossCount % distance == 0 }.map(\.element)
    }
    if trainer.history.count % distance == 0 { states.append(trainer.state) }
    nextState = (trainer.history.count / distance + 1) * distance
  }

  /// Gives up the way back into the older half of the commands, so that memory stays bounded.
  private func forgetFirstHalf() {
    let middle = entries[entries.count / 2].step
    guard let first = states.lastIndex(where: { $0.step <= middle }), first > 0 else {
      // All commands were given within one distance: only the newest are remembered, from here on.
      states = [trainer.state]
      entries = []
      return
    }
    states.removeFirst(first)
    let start = states[0].step
    entries.removeAll { $0.step < start }
  }
}
