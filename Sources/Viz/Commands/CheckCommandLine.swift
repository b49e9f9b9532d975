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

  @OptionGroup(title: "Training")
  var training: TrainingOptions

  /// What decides nothing here is refused.
  func validate() throws {
    if !training.toggle.isEmpty {
      throw ValidationError(
        "--toggle means nothing here: one step of each optimizer is compared; leave it out")
    }
    if training.optimizer != nil {
      throw ValidationError("--optimizer means nothing here: a step of each one is compared; leave it out")
    }
  }

  func run() throws {
    let configuration = try training.configuration(fallbackSeed: TrainingOptions.drawSeed())
    guard let layer = configuration.handDerived else { return }
    let comparison = ArticleComparison(configuration, layer)
    try DescriptorWriter.print(comparison.table)
    if !comparison.agrees { throw ExitCode(1) }
  }
}
