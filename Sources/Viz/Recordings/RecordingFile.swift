import Engine

/// A file that a run is written to while it goes on: what was done to it, and in a log the lines of `viz trace` between.
struct RecordingFile: Sendable {
  /// Of which steps the numbers are written; `nil` for none.
  private let every: Int?
  private var file: GrowingFile
  /// The newest step while its line is not due: it is written only if no other step follows.
  private var pending: StepRecord?
  /// Whether anything was changed since that step.
  private var hasChanged = false
  /// How many steps lie between two places to compare at.
  private(set) var checkDistance = Journal.checkDistance
  private var checkCount = 0
  /// Why the file ended before the run did; nothing is written after it.
  private(set) var failure: OutputError?

  /// A file to be put at `path` with its first line; a log where `every` says of which steps the numbers are wanted.
  init(path: String, every: Int? = nil) throws(OutputError) {
    self.every = every
    file = try GrowingFile(path)
  }

  /// Whether lines are still written.
  var isOpen: Bool { failure == nil }

  /// Whether it holds the numbers of steps.
  var hasNumbers: Bool { every != nil }

  /// Writes what a recording begins with, and of a log the line of step 0.
  mutating func begin(_ head: RecordingHead?, _ trainer: Trainer) {
    if let head { write(head.json) }
    beginNumbers(trainer)
    flush()
  }

  /// Takes a step and writes its line if it is due.
  mutating func takeStep(_ timeline: Timeline) {
    let trainer = timeline.trainer
    let step = trainer.step
    // Events of the run itself may have changed the weights since.
    let isUnchanged = !hasChanged && !trainer.configuration.events.contains { $0.step == step }
    var record = StepRecord(before: trainer, following: isUnchanged ? pending : nil)
    var isComplete = false
    timeline.takeStep {
      guard trainer.hasFiniteWeights else { return }
      record.complete(after: trainer)
      isComplete = true
    }
    guard trainer.step > step else { return }
    // A step follows, so the line of the one before is not needed.
    if isComplete { (pending, hasChanged) = (record, false) }
    if trainer.step % (every ?? 1) == 0 || trainer.fault != nil { settle() }
    flushIfDue()
  }

  /// Writes what was done; it stands in the file at once.
  mutating func write(_ line: RecordedLine, _ trainer: Trainer) {
    if line.deed == .check {
      // A run of many millions of steps has its places to compare at farther apart.
      guard line.step % checkDistance == 0 else { return }
      checkCount += 1
      if checkCount % Journal.capacity == 0 { checkDistance *= 2 }
    }
    hasChanged = hasChanged || line.deed.isCompared && line.deed != .check
    if line.deed.isJump { settle() }
    write(line.json)
    // Going to another step goes on with lines from there.
    if line.deed.isJump, !line.deed.isWithinRun { beginNumbers(trainer) }
    if line.deed == .check { flushIfDue() } else { flush() }
  }

  /// Puts all lines written so far into the file.
  mutating func flush() {
    attempt { file throws(OutputError) in try file.flush() }
  }

  /// The same, where a line has waited for long enough.
  mutating func flushIfDue() {
    if file.isDue { flush() }
  }

  /// Writes the last step's line if it was not due, and closes the file.
  mutating func finish() throws(OutputError) {
    settle()
    attempt { file throws(OutputError) in try file.finish() }
    if let failure { throw failure }
  }

  /// Leaves no file, for a run that never came up.
  mutating func discard() {
    file.discard()
  }

  private mutating func beginNumbers(_ trainer: Trainer) {
    if hasNumbers { write(StepRecord.start(of: trainer)) }
  }

  /// Writes the newest step's line, which no other step follows.
  private mutating func settle() {
    if let pending { write(pending.json) }
    pending = nil
  }

  private mutating func write(_ lines: String) {
    attempt { file throws(OutputError) in try file.write(lines) }
  }

  /// Does something with the file; what fails ends it at once, and it is told.
  private mutating func attempt(_ action: (inout GrowingFile) throws(OutputError) -> Void) {
    guard failure == nil else { return }
    do throws(OutputError) {
      try action(&file)
    } catch {
      failure = error
    }
  }
}
