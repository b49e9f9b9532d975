import ArgumentParser
import Engine
import Languages

/// `viz script`: a run as a program for PyTorch.
struct ScriptCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "script",
      abstract: say("command.script", "Print a PyTorch program that does the same run."),
      usage: say("command.scriptUsage", "viz script [<options>]"),
      discussion: say(
        "command.scriptDiscussion",
        """
        The program needs torch alone, and NumPy where a file asks for it, and prints {"step":…,"loss":…} a line, the losses \
        of viz trace with the same options. With --numpy it is the article's layer with its gradient derived by hand, and needs NumPy alone.

        Examples:
          viz script --preset spiral --seed 7 --epochs 10 > spiral.py
          viz script --seed 7 --toggle 40 --numpy
        """))
  }

  @OptionGroup
  var training: TrainingOptions

  @OptionGroup(title: say("option.printingTitle", "Printing"))
  var printing: StepOptions

  @Flag(help: ArgumentHelp(say("option.numpy", "Derive the article's gradient by hand, in NumPy.")))
  var numpy = false

  func run() throws {
    let program = try program()
    if training.seed == nil, let seed = program.seed {
      try DescriptorWriter.tell(say("told.seed", "seed \(seed)"))
    }
    try DescriptorWriter.print(program.text)
  }

  /// How the program gets the weights of a file.
  private func weightLines(_ configuration: Configuration) throws -> [String]? {
    try training.network.weightFile.map {
      try WeightFile($0).program(configuration.architecture.parameters.map(\.name))
    }
  }

  /// The program, and the seed where one had to be drawn.
  func program() throws -> (text: String, seed: UInt64?) {
    let configuration = try training.configuration(fallbackSeed: TrainingOptions.drawSeed())
    let steps = try printing.length.count(batchesPerEpoch: PyTorchProgram.batchesPerEpoch(configuration))
    let text =
      numpy
      ? try OptionParsers.naming("--numpy") {
        try NumPyProgram(configuration, steps: steps, every: printing.every).text
      }
      : PyTorchProgram(
        configuration, steps: steps, every: printing.every, weightLines: try weightLines(configuration)
      ).text
    return (text, configuration.initialWeights == nil ? configuration.seed : nil)
  }
}
