import Engine

/// The log of a run on the screen: the lines of `viz trace`, and one for each key that changed the run.
struct RunLog: Sendable {
  private let every: Int
  private var file: OutputFile
  /// The record of the newest step while its line is not due.
  private var pending: StepRecord?
  /// Why the log ended before the run did; nothing is written after it.
  private(set) var failure: OutputFile.Failure?

  /// A log of each `every`-th step, to be put at `path` when the run ends.
  init(path: String, every: Int) throws(OutputFile.Failure) {
    self.every = every
    file = try OutputFile(path)
  }

  /// Writes the line of step 0.
  mutating func begin(_ trainer: Trainer) {
    write(StepRecord.start(of: trainer))
  }

  /// Takes a step and writes its line if it is due.
  mutating func takeStep(_ timeline: Timeline) {
    let trainer = timeline.trainer
    let step = trainer.step
    let record = StepRecord(before: trainer)
    timeline.takeStep()
    guard trainer.step > step, trainer.hasFiniteWeights else { return }
    pending = record
    if trainer.step % every == 0 { writePending(trainer) }
  }

  /// Writes what a key changed after `step`.
  mutating func write(_ change: Change, after step: Int, _ trainer: Trainer) {
    switch change {
    case .optimizer(let kind):
      write("{\"step\":\(step),\"event\":\"optimizer\",\"value\":\"\(kind.rawValue)\"}\n")
    case .learningRate(let rate):
      write("{\"step\":\(step),\"event\":\"lr\",\"value\":\(JSONText.number(rate))}\n")
    case .reset:
      write("{\"step\":\(step),\"event\":\"reset\"}\n")
    case .seed(let seed):
      write("{\"step\":\(step),\"event\":\"seed\",\"value\":\(seed)}\n")
    case .edit(let target, let value):
      write("{\"step\":\(step),\"event\":\"\(target.name)\",\"value\":\(JSONText.number(value))}\n")
    }
    switch change {
    case .reset, .seed:
      pending = nil
      begin(trainer)
    case .optimizer, .learningRate, .edit:
      break
    }
  }

  /// Writes that the run went from `step` to an earlier or later one; lines go on from there.
  mutating func writeJump(from step: Int, _ trainer: Trainer) {
    pending = nil
    write("{\"step\":\(step),\"event\":\"step\",\"value\":\(trainer.step)}\n")
  }

  /// Writes the last step's line if it was not due, and puts the file in its place.
  mutating func finish(_ trainer: Trainer) throws(OutputFile.Failure) {
    writePending(trainer)
    if let failure { throw failure }
    try file.finish()
  }

  /// Leaves no file, for a run that never came up.
  func discard() {
    file.discard()
  }

  private mutating func writePending(_ trainer: Trainer) {
    guard let record = pending else { return }
    pending = nil
    write(record.json(after: trainer))
  }

  private mutating func write(_ line: String) {
    guard failure == nil else { return }
    do throws(OutputFile.Failure) {
      try file.write(line)
    } catch {
      // At once, not at the end of the run: a full disc has room again.
      file.discard()
      failure = error
    }
  }
}
