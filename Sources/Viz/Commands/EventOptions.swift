import ArgumentParser
import Engine
import Languages

/// The options that say what changes during a run.
struct EventOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.toggle",
        """
        Steps after which the optimizer is switched: from SGD to Adam, from others to SGD, and back; in any order. \
        (default: none)
        """),
      valueName: "40,80"),
    transform: OptionParsers.steps)
  var toggle: [Int] = []

  @Option(
    name: .customLong("at"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      say(
        "option.at",
        """
        What changes after a step: 40:optimizer=adam, 60:lr=0.01 or any other setting, 80:0.weight[0][1]=0.5; \
        repeatable. (default: none)
        """), valueName: say("value.stepChange", "step:change")))
  var changes: [String] = []

  /// The events in the order in which they act, for a run that starts with `first`; at one step, switches come first.
  func events(first: OptimizerRule) throws -> [Timed] {
    let switches: [(step: Int, text: String?)] = toggle.map { ($0, nil) }
    let all = switches + (try changes.map(Self.parts))
    let ordered = all.enumerated().sorted { ($0.element.step, $0.offset) < ($1.element.step, $1.offset) }
    var (running, partner) = (first, Optimizers.partner(of: first))
    var events: [Timed] = []
    for (step, text) in ordered.map(\.element) {
      let commands = try text.map { text in
        try OptionParsers.naming("--at \(step):\(text)") { try Command.parse(text, while: running) }
      }
      for command in commands ?? [.optimizer(partner.name)] {
        if case .optimizer(let name) = command, let next = Optimizers.all.first(where: { $0.name == name }),
          next != running
        {
          (running, partner) = (next, running)
        }
        events.append(Timed(step: step, command))
      }
    }
    return events
  }

  /// The step and the change of "40:lr=0.01".
  private static func parts(_ text: String) throws -> (step: Int, text: String?) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let step = try? OptionParsers.count(String(parts[0])) else {
      let given = text.isEmpty ? "''" : text
      throw ValidationError(
        say(
          "error.at", "--at \(given): a step and what changes after it are needed, such as 40:lr=0.01"))
    }
    return (step, String(parts[1]))
  }
}
