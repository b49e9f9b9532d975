import ArgumentParser
import Engine
import Languages

/// The options that say how long a run goes on.
struct LengthOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("option.steps", "How many steps to take. (default: 100)"), valueName: "n"),
    transform: OptionParsers.count)
  var steps: Int?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.epochs", "How many times to go through the data, instead of --steps. (default: none)"),
      valueName: "n"),
    transform: OptionParsers.count)
  var epochs: Int?

  /// Steps and epochs both say how long.
  func validate() throws {
    if steps != nil, epochs != nil {
      throw ValidationError(
        say("error.stepsAndEpochs", "--steps and --epochs exclude each other; give one of them"))
    }
  }

  /// How many steps a run takes.
  func count(batchesPerEpoch: Int) throws -> Int {
    guard let epochs else { return steps ?? 100 }
    let (count, isTooLarge) = epochs.multipliedReportingOverflow(by: batchesPerEpoch)
    guard !isTooLarge else {
      throw ValidationError(
        say("error.epochs", "--epochs \(epochs): more steps than can be counted; fewer would be right"))
    }
    return count
  }
}

/// The options that say how long a run goes on and how much of it is printed.
struct StepOptions: ParsableArguments {
  @OptionGroup
  var length: LengthOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.every", "Print each k-th step, and the last. (default: 1)"), valueName: "k"),
    transform: OptionParsers.positive)
  var every = 1
}
