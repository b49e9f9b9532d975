import ArgumentParser
import Engine
import Glibc

/// `viz trace`: a run without a screen.
struct TraceCommandLine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Print a run as JSON Lines or text, without a screen.",
    usage: "viz trace [<options>]",
    discussion: """
      The line of step k is the k-th update: loss, prediction and gradient at the weights before it, the weights \
      after it, and the learning rate that it used. The line of step 0 has the initial weights.

      Examples:
        viz trace --seed 7 --steps 3
        viz trace --seed 7 --toggle 40,80 --steps 120 --every 10 --format text
      """)

  /// How a step is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case json, text
  }

  @OptionGroup(title: "Training")
  var training: TrainingOptions

  @Option(
    parsing: .unconditional, help: ArgumentHelp("How many steps to take. (default: 100)", valueName: "n"),
    transform: OptionParsers.count)
  var steps = 100

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Print each k-th step, and the last. (default: 1)", valueName: "k"),
    transform: OptionParsers.positive)
  var every = 1

  @Option(parsing: .unconditional, help: "How a step is printed; text is for people and screen readers.")
  var format = Format.json

  func run() throws {
    let configuration = try training.configuration(fallbackSeed: TrainingOptions.drawSeed())
    if training.seed == nil, configuration.initialWeights == nil {
      try DescriptorWriter.tell("seed \(configuration.seed)")
    }
    var output = DescriptorWriter(descriptor: STDOUT_FILENO, name: "stdout")
    let trainer = Trainer(configuration)
    if format == .json { try output.write(StepRecord.start(of: trainer)) }
    var (next, printed) = (0, 0)
    while trainer.step < steps, trainer.fault == nil {
      next = every > steps - next ? steps : next + every
      trainer.run(until: next - 1)
      guard let record = Self.nextStep(of: trainer) else { break }
      try output.write(text(of: record))
      printed = trainer.step
    }
    // The last step that left finite weights is known only once a number was none: the same run leads to it again.
    let last = trainer.hasFiniteWeights ? trainer.step : trainer.step - 1
    if last > printed {
      let again = Trainer(configuration)
      again.run(until: last - 1)
      if let record = Self.nextStep(of: again) { try output.write(text(of: record)) }
    }
    try output.flush()
    if trainer.step < steps || !trainer.hasFiniteWeights, let fault = trainer.fault {
      throw Failure("training stopped: \(fault)")
    }
  }

  /// Takes one step; `nil` where there is none, or where it left weights that are not finite.
  private static func nextStep(of trainer: Trainer) -> StepRecord? {
    guard trainer.fault == nil else { return nil }
    var record = StepRecord(before: trainer)
    trainer.takeStep()
    record.complete(after: trainer)
    return trainer.hasFiniteWeights ? record : nil
  }

  private func text(of record: StepRecord) -> String {
    format == .json ? record.json : record.text
  }
}
