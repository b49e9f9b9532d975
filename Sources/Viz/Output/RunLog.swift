import Engine

/// The log of a run on the screen: the lines of `viz trace`, and one for each key that changed the run.
struct RunLog: Sendable {
  private let every: Int
  private var file: GrowingFile
  /// The newest step while its line is not due: it is written only if no other step follows.
  private var pending: StepRecord?
  /// The lines of what was changed after that step, which stand behind its line if it gets one.
  private var changes = ""
  /// Why the log ended before the run did; nothing is written after it.
  private(set) var failure: OutputFile.Failure?

  /// How much of `changes` is kept, in bytes; beyond it, the step gets its line.
  private static let capacity = 1 << 16

  /// A log of each `every`-th step, to be put at `path` with its first line.
  init(path: String, every: Int) throws(OutputFile.Failure) {
    self.every = every
    file = try GrowingFile(path)
  }

  /// Whether lines are still written.
  var isOpen: Bool { failure == nil }

  /// Writes the line of step 0.
  mutating func begin(_ trainer: Trainer) {
    write(StepRecord.start(of: trainer))
    flush()
  }

  /// Takes a step and writes its line if it is due.
  mutating func takeStep(_ timeline: Timeline) {
    let trainer = timeline.trainer
    let step = trainer.step
    // Events of the run itself may have changed the weights since.
    let isUnchanged = changes.isEmpty && !trainer.configuration.events.contains { $0.step == step }
    var record = StepRecord(before: trainer, following: isUnchanged ? pending : nil)
    var isComplete = false
    timeline.takeStep {
      guard trainer.hasFiniteWeights else { return }
      record.complete(after: trainer)
      isComplete = true
    }
    guard trainer.step > step else { return }
    if isComplete {
      // A step follows, so the line of the one before is not needed.
      if !changes.isEmpty {
        pending = nil
        settle()
      }
      pending = record
    }
    if trainer.step % every == 0 || trainer.fault != nil { settle() }
    if file.isDue { flush() }
  }

  /// Writes a command that changed something.
  mutating func write(_ change: Timed, _ trainer: Trainer) {
    let step = change.step
    switch change.command {
    case .optimizer(let name):
      writeEvent("{\"step\":\(step),\"event\":\"optimizer\",\"value\":\"\(name)\"}\n")
    case .set(let name, let value):
      writeEvent("{\"step\":\(step),\"event\":\"\(name)\",\"value\":\(JSONText.number(value))}\n")
    case .reset:
      settle()
      write("{\"step\":\(step),\"event\":\"reset\"}\n")
      begin(trainer)
    case .reseed(let seed):
      settle()
      write("{\"step\":\(step),\"event\":\"seed\",\"value\":\(seed)}\n")
      begin(trainer)
    case .edit(let target, let value):
      writeEvent(
        "{\"step\":\(step),\"event\":\(JSONText.text("\(target)")),\"value\":\(JSONText.number(value))}\n")
    }
  }

  /// Writes that the run went from `step` to an earlier or later one; lines go on from there.
  mutating func writeJump(from step: Int, _ trainer: Trainer) {
    settle()
    write("{\"step\":\(step),\"event\":\"step\",\"value\":\(trainer.step)}\n")
    flush()
  }

  /// Puts all lines written so far into the file.
  mutating func flush() {
    attempt { file throws(OutputFile.Failure) in try file.flush() }
  }

  /// Writes the last step's line if it was not due, and closes the file.
  mutating func finish() throws(OutputFile.Failure) {
    settle()
    attempt { file throws(OutputFile.Failure) in try file.finish() }
    if let failure { throw failure }
  }

  /// Leaves no file, for a run that never came up.
  mutating func discard() {
    file.discard()
  }

  /// Writes a line of something that changed while the run goes on.
  private mutating func writeEvent(_ line: String) {
    changes += line
    if pending == nil || changes.utf8.count > Self.capacity { settle() }
    flush()
  }

  /// Decides the newest step's line and what stands behind it: both are written.
  private mutating func settle() {
    if let pending { write(pending.json) }
    pending = nil
    if !changes.isEmpty { write(changes) }
    changes = ""
  }

  private mutating func write(_ lines: String) {
    attempt { file throws(OutputFile.Failure) in try file.write(lines) }
  }

  /// Does something with the file; what fails ends the log at once, and it is told.
  private mutating func attempt(_ action: (inout GrowingFile) throws(OutputFile.Failure) -> Void) {
    guard failure == nil else { return }
    do throws(OutputFile.Failure) {
      try action(&file)
    } catch {
      failure = error
    }
  }
}
