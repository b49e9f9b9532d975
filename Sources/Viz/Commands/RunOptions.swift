import ArgumentParser

/// The options of a command line that decide the run, as they were typed: what a recording begins with.
struct RunOptions: ParsableArguments {
  @OptionGroup
  var view: ViewOptions

  @Argument(parsing: .allUnrecognized)
  var rest: [String] = []

  /// The options among `arguments` of `viz` or `viz run` that give the run, with the seed where that was drawn.
  static func options(_ arguments: some Collection<String>, seed: UInt64) -> [String] {
    let own =
      arguments.first == RunCommandLine.configuration.commandName ? arguments.dropFirst() : arguments[...]
    let given = ((try? RunOptions.parse(Array(own)))?.rest ?? []).filter { $0 != "--" }
    let hasSeed = given.contains { $0 == "--seed" || $0.hasPrefix("--seed=") }
    return (hasSeed ? [] : ["--seed", "\(seed)"]) + given
  }
}
