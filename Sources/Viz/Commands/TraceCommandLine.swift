import ArgumentParser
import Engine
import Glibc
import Languages

/// `viz trace`: a run without a screen.
struct TraceCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "trace",
      abstract: say("command.trace", "Print a run as JSON Lines or text, without a screen."),
      usage: say("command.traceUsage", "viz trace [<options>]"),
      discussion: say(
        "command.traceDiscussion",
        """
        The line of step k is the k-th update: loss, prediction and gradients at the weights before it (gradients before \
        they are clipped), the weights after it, and the learning rate that it used. The line of step 0 has the initial \
        weights. With --epochs, a line after each epoch has loss and accuracy at the weights after its last step.

        Examples:
          viz trace --seed 7 --steps 3
          viz trace --preset circle --optimizer adam --seed 1 --epochs 50 --every 100
          viz trace --seed 7 --toggle 40,80 --steps 120 --every 10 --format text
        """))
  }

  /// How a step is printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case json, text
  }

  @OptionGroup
  var training: TrainingOptions

  @OptionGroup
  var state: StateOptions

  @OptionGroup(title: say("option.printingTitle", "Printing"))
  var printing: StepOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.traceFormat", "How a step is printed; text is for people and screen readers."),
      valueName: say("value.format", "format")))
  var format = Format.json

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.fields",
        """
        What a step's line holds, with commas between: \
        \(RecordField.allCases.map(\.rawValue).joined(separator: ", ")). (default: loss; the article has a form of \
        its own)
        """), valueName: say("value.list", "list")),
    completion: .list(RecordField.allCases.map(\.rawValue)), transform: Self.fields)
  var fields: Set<RecordField>?

  /// What decides nothing is refused.
  func validate() throws {
    if fields != nil, format == .text {
      throw ValidationError(
        say(
          "error.fieldsWithText",
          "--fields means nothing with --format text, which is the same for all; leave it out"))
    }
  }

  func run() throws {
    let (run, steps) = try prepared(DescriptorWriter(descriptor: STDOUT_FILENO, name: "stdout"))
    if training.seed == nil, let seed = run.trainer.seed {
      try DescriptorWriter.tell(say("told.seed", "seed \(seed)"))
    }
    try run.print(steps: steps, every: printing.every)
  }

  /// The run at its start, to be printed to `output`, and its last step; throws where the options are wrong.
  func prepared(_ output: DescriptorWriter) throws -> (run: TracedRun, steps: Int) {
    let configuration = try training.configuration(
      fallbackSeed: TrainingOptions.drawSeed(), state: state.path)
    let run = TracedRun(configuration, form: try form(configuration), format: format, output: output)
    let steps = try printing.length.count(batchesPerEpoch: run.trainer.sampling.batchesPerEpoch)
    if printing.length.epochs != nil { try OptionParsers.naming("--epochs") { try run.evaluate() } }
    return (run, run.trainer.step.countingOn(by: steps))
  }

  /// What lines hold; throws where the run has no such thing.
  private func form(_ configuration: Configuration) throws -> RecordForm {
    guard let fields else { return RecordForm(of: configuration) }
    if fields.contains(.hand), !configuration.isArticleRun {
      throw ValidationError(
        say(
          "error.fieldsHand",
          """
          --fields hand: only the article's layer is derived by hand, and another network is given; leave it out
          """)
      )
    }
    return .fields(fields)
  }

  private static func fields(_ text: String) throws -> Set<RecordField> {
    Set(
      try text.split(separator: ",", omittingEmptySubsequences: false).map { word in
        let name = word.filter { !$0.isWhitespace }.lowercased()
        guard let field = RecordField(rawValue: name) else {
          throw ValidationError(
            say(
              "error.noField",
              """
              '\(name)' is none of the fields \(RecordField.allCases.map(\.rawValue).joined(separator: ", "))
              """))
        }
        return field
      })
  }
}
