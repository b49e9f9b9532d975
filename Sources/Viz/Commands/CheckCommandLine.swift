import ArgumentParser
import Engine

/// `viz check`: the article's comparison of the framework's numbers with those derived by hand.
struct CheckCommandLine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compare the engine's numbers with those derived by hand, as a table.",
    usage: "viz check [<options>]",
    discussion: """
      Takes one step of each optimizer. Exits with 1 if a difference is over its tolerance.

      Examples:
        viz check --seed 7
        viz check --weights "0.5,-0.2;0.1,0.3" --input=-1,2 --target 0,1
      """)

  @OptionGroup
  var training: TrainingOptions

  /// What decides nothing here is refused.
  func validate() throws {
    let events = [("--toggle", training.events.toggle.isEmpty), ("--at", training.events.changes.isEmpty)]
    if let (option, _) = events.first(where: { !$0.1 }) {
      throw ValidationError(
        "\(option) means nothing here: one step of each optimizer is compared; leave it out")
    }
    let bounds = [
      ("--schedule", training.optimizer.schedule != nil),
      ("--clip-norm", training.optimizer.clipNorm != nil),
      ("--clip-value", training.optimizer.clipValue != nil),
    ]
    if let (option, _) = bounds.first(where: \.1) {
      throw ValidationError("\(option) means nothing here: a plain step is compared; leave it out")
    }
    if training.optimizer.first != nil {
      throw ValidationError("--optimizer means nothing here: a step of each one is compared; leave it out")
    }
  }

  func run() throws {
    let configuration = try training.configuration(fallbackSeed: TrainingOptions.drawSeed())
    guard let layer = configuration.handDerived else {
      throw ValidationError(
        "check compares the article's layer with its derivation by hand, and another network is given")
    }
    let comparison = ArticleComparison(configuration, layer)
    try DescriptorWriter.print(comparison.table)
    if !comparison.agrees { throw ExitCode(1) }
  }
}
