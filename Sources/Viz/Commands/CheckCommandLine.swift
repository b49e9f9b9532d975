import ArgumentParser
import Engine
import Languages

/// `viz check`: the engine's gradients beside witnesses that know no derivative of the graph.
struct CheckCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: say(
        "command.check", "Compare the engine's numbers with those derived another way, as a table."),
      usage: say("command.checkUsage", "viz check [<options>]"),
      discussion: say(
        "command.checkDiscussion",
        """
        Of the article's layer, a step of each optimizer is compared with its derivation by hand; of any other network, the \
        gradients of its next batch with central differences of the float64 reference. Exits with 1 if a difference is over its \
        tolerance.

        Examples:
          viz check --seed 7
          viz check --weights "0.5,-0.2;0.1,0.3" --input=-1,2 --target 0,1
          viz check --preset text --steps 100
        """))
  }

  @OptionGroup
  var training: TrainingOptions

  @OptionGroup
  var state: StateOptions

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.stepsBefore", "How many steps to take before. (default: 0)"), valueName: "n"),
    transform: OptionParsers.count)
  var steps = 0

  func run() throws {
    let configuration = try training.configuration(
      fallbackSeed: TrainingOptions.drawSeed(), state: state.path)
    try refuseWhatDecidesNothing(configuration)
    let (table, agrees) = comparison(configuration)
    try DescriptorWriter.print(table)
    if !agrees { throw ExitCode(1) }
  }

  private func comparison(_ configuration: Configuration) -> (table: String, agrees: Bool) {
    let trainer = Trainer(configuration)
    trainer.run(until: trainer.step.countingOn(by: steps))
    guard let layer = trainer.handDerived else {
      let comparison = NetworkComparison(trainer)
      return (comparison.table, comparison.agrees)
    }
    let comparison = ArticleComparison(trainer, layer)
    return (comparison.table, comparison.agrees)
  }

  /// Of the article, where no step is taken before, what decides only steps is refused.
  private func refuseWhatDecidesNothing(_ configuration: Configuration) throws {
    guard steps == 0, configuration.isArticleRun else { return }
    let given = [
      ("--toggle", !training.events.toggle.isEmpty), ("--at", !training.events.changes.isEmpty),
      ("--schedule", training.optimizer.schedule != nil),
      ("--clip-norm", training.optimizer.clipNorm != nil),
      ("--clip-value", training.optimizer.clipValue != nil),
      ("--optimizer", training.optimizer.first != nil),
    ]
    guard let (option, _) = given.first(where: \.1) else { return }
    throw ValidationError(
      say(
        "error.checkMeaningless",
        """
        \(option) means nothing here: a step of SGD and one of Adam are compared; leave it out, or give --steps
        """)
    )
  }
}
