import ArgumentParser
import Engine

/// `viz check`: the article's comparison of the framework's numbers with those derived by hand.
struct CheckCommandLine: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Compare the engine's numbers with those derived by hand, as a table.",
    discussion: "Exits with 1 if a difference is over its tolerance.")

  @OptionGroup(title: "Training")
  var training: TrainingOptions

  func run() throws {
    let configuration = training.configuration(fallbackSeed: TrainingOptions.drawSeed())
    let comparison = ArticleComparison(configuration)
    try DescriptorWriter.print(comparison.table)
    if !comparison.agrees { throw ExitCode(1) }
  }
}
