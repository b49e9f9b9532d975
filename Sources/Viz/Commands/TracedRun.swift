import Engine
import Languages

/// A run that is printed while it goes on.
final class TracedRun {
  /// What is printed.
  let trainer: Trainer
  private let form: RecordForm
  private let format: TraceCommandLine.Format
  private var evaluators: (training: Evaluator, heldOut: Evaluator?)?
  private var output: DescriptorWriter

  /// A run at step 0, to be printed to `output`.
  init(
    _ configuration: Configuration, form: RecordForm, format: TraceCommandLine.Format,
    output: DescriptorWriter
  ) {
    self.output = output
    trainer = Trainer(configuration)
    self.form = form
    self.format = format
  }

  /// Asks for a line at the end of each epoch; throws where a part cannot be evaluated.
  func evaluate() throws {
    let data = trainer.configuration.data
    evaluators = (
      try Evaluator(trainer.network, data.training),
      try data.heldOut.map { try Evaluator(trainer.network, $0) }
    )
  }

  /// Takes steps up to `steps` and prints each `every`-th and the last; throws where training stopped before.
  func print(steps: Int, every: Int) throws {
    if format == .json { try output.write(StepRecord.start(of: trainer, form)) }
    let epochLength = trainer.sampling.batchesPerEpoch
    var printed = 0
    while trainer.step < steps, trainer.fault == nil {
      let line = Self.next(after: trainer.step, every: every, atMost: steps)
      let epochEnd =
        evaluators == nil ? steps : Self.next(after: trainer.step, every: epochLength, atMost: steps)
      let target = min(line, epochEnd)
      trainer.run(until: target - 1)
      let (record, epoch) = nextStep(of: trainer, evaluates: target == epochEnd)
      guard let record else { break }
      // The last step there is comes before the line of the epoch that it ends.
      if target == line || trainer.fault != nil {
        try output.write(format == .json ? record.json : record.text)
        printed = trainer.step
      }
      if let epoch { try output.write(format == .json ? epoch.json : epoch.text) }
    }
    // The last step that left finite weights is known only once a number was none: the same run leads to it again.
    let last = trainer.hasFiniteWeights ? trainer.step : trainer.step - 1
    if last > printed {
      let again = Trainer(trainer.configuration)
      again.run(until: last - 1)
      if let record = nextStep(of: again, evaluates: false).record {
        try output.write(format == .json ? record.json : record.text)
      }
    }
    try output.flush()
    if trainer.step < steps || !trainer.hasFiniteWeights, let fault = trainer.fault {
      throw Failure(say("error.trainingStopped", "training stopped: \(fault)"))
    }
  }

  /// Takes one step; `nil` where there is none, or where it left weights that are not finite.
  private func nextStep(
    of trainer: Trainer, evaluates: Bool
  ) -> (record: StepRecord?, epoch: EpochRecord?) {
    guard trainer.fault == nil else { return (nil, nil) }
    var record = StepRecord(before: trainer, form)
    let epoch = trainer.epoch
    var (isComplete, end): (Bool, EpochRecord?) = (false, nil)
    // Before events change what the step made.
    trainer.takeStep {
      guard trainer.hasFiniteWeights else { return }
      record.complete(after: trainer)
      isComplete = true
      guard evaluates, let evaluators else { return }
      end = EpochRecord(
        epoch: epoch, step: trainer.step, training: evaluators.training.evaluate(),
        heldOut: evaluators.heldOut?.evaluate())
    }
    return isComplete ? (record, end) : (nil, nil)
  }

  /// The next multiple of `every`, or the last step.
  private static func next(after step: Int, every: Int, atMost steps: Int) -> Int {
    let distance = every - step % every
    return distance > steps - step ? steps : step + distance
  }
}
