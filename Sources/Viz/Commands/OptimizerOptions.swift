import ArgumentParser
import Engine
import Languages

/// The options that say by which rule the weights change.
struct OptimizerOptions: ParsableArguments {
  @Option(
    name: .customLong("optimizer"), parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.optimizer",
        """
        Optimizer to start with, settings behind it, such as "sgd lr=0.05 momentum=0.9 nesterov": \
        \(Optimizers.all.map(\.name).joined(separator: ", ")). (default: the preset's; sgd without one)
        """),
      valueName: say("value.name", "name")),
    completion: .list(Optimizers.all.map(\.name)), transform: Self.choice)
  var first: OptimizerChoice?

  @Option(
    name: .customLong("lr"), parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.lr",
        """
        Learning rate of the run's optimizers. (default: the preset's; else 0.1 for SGD, 0.001 for Adam, PyTorch's \
        for others)
        """),
      valueName: say("value.rate", "rate")),
    transform: OptionParsers.nonNegative)
  var learningRate: Double?

  @Option(
    name: .customLong("sgd-lr"), parsing: .unconditional,
    help: ArgumentHelp(
      say("option.sgdLr", "Learning rate of SGD. (default: that of --lr)"),
      valueName: say("value.rate", "rate")),
    transform: OptionParsers.nonNegative)
  var sgdLearningRate: Double?

  @Option(
    name: .customLong("adam-lr"), parsing: .unconditional,
    help: ArgumentHelp(
      say("option.adamLr", "Learning rate of Adam. (default: that of --lr)"),
      valueName: say("value.rate", "rate")),
    transform: OptionParsers.nonNegative)
  var adamLearningRate: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("option.momentum", "Momentum, where there is one. (default: 0)"), valueName: "μ"),
    transform: OptionParsers.nonNegative)
  var momentum: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("option.dampening", "SGD's dampening of momentum. (default: 0)"), valueName: "d"),
    transform: OptionParsers.finite)
  var dampening: Double?

  @Flag(help: ArgumentHelp(say("option.nesterov", "Nesterov momentum, which needs --momentum.")))
  var nesterov = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.weightDecay",
        "Weight decay of the run's optimizers. (default: 0; PyTorch's for AdamW and Muon)"), valueName: "λ"),
    transform: OptionParsers.nonNegative)
  var weightDecay: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("option.beta1", "Adam's and AdamW's β₁. (default: 0.9)"), valueName: "β"),
    transform: OptionParsers.fraction)
  var beta1: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(say("option.beta2", "Adam's and AdamW's β₂. (default: 0.999)"), valueName: "β"),
    transform: OptionParsers.fraction)
  var beta2: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.eps", "ε, which keeps divisions defined. (default: 1e-8, or PyTorch's)"), valueName: "ε"),
    transform: OptionParsers.nonNegative)
  var eps: Double?

  @Flag(help: ArgumentHelp(say("option.amsgrad", "Adam with the largest second moment so far.")))
  var amsgrad = false

  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      say(
        "option.set",
        """
        Any setting by its PyTorch name, such as alpha=0.99, or that of one optimizer, such as adam.lr=0.01; \
        repeatable: \(Self.text(Optimizers.all)). (default: none)
        """), valueName: say("value.nameValue", "name=value")))
  var settings: [String] = []

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.schedule",
        """
        What moves the rate, step by step, such as "cosine T_max=20" or "linear total_iters=5, at 5 cosine \
        T_max=20": \(Self.text(Schedules.all)). (default: none)
        """), valueName: say("value.name", "name")),
    completion: .list(Schedules.all.map(\.name)), transform: Self.schedule)
  var schedule: SchedulePlan?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.clipNorm", "Largest norm of all gradients together. (default: none)"), valueName: "x"),
    transform: Self.bound)
  var clipNorm: Double?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.clipValue", "Largest magnitude of a gradient's element. (default: none)"), valueName: "x"),
    transform: Self.bound)
  var clipValue: Double?

  /// Names with their settings, for help.
  private static func text(_ owners: [any SettingsOwner]) -> String {
    owners.map { "\($0.name) (\($0.settings.map(\.name).joined(separator: " ")))" }.joined(separator: ", ")
  }

  /// The bounds of the gradients.
  func clipping() throws -> Clipping { try Clipping(norm: clipNorm, value: clipValue) }

  private static func choice(_ text: String) throws -> OptimizerChoice {
    do {
      return try Optimizers.parse(text)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  private static func schedule(_ text: String) throws -> SchedulePlan {
    do {
      return try Schedules.parse(text)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  private static func bound(_ text: String) throws -> Double {
    let value = try OptionParsers.finite(text)
    guard value > 0 else {
      throw ValidationError(say("error.bound", "a finite number above 0 is needed, such as 1"))
    }
    return value
  }
}

/// One setting as the command line gives it.
struct GivenSetting {
  /// The option.
  let option: String
  /// The optimizer that alone is meant, if one is.
  let optimizer: OptimizerRule?
  /// PyTorch's name.
  let name: String
  /// The value as it is written.
  let text: String
  /// Whether the option is followed by the value.
  var hasValue = true

  /// Option and value, for messages.
  var words: String { hasValue ? "\(option) \(text)" : option }
}

extension OptimizerOptions {
  /// All settings that are given, what is said of one optimizer last.
  func givenSettings() throws -> [GivenSetting] {
    let numbers = [
      ("--lr", "lr", learningRate), ("--momentum", "momentum", momentum),
      ("--dampening", "dampening", dampening), ("--weight-decay", "weight_decay", weightDecay),
      ("--beta1", "beta1", beta1), ("--beta2", "beta2", beta2), ("--eps", "eps", eps),
    ]
    let rates: [(String, OptimizerRule, Double?)] = [
      ("--sgd-lr", .sgd, sgdLearningRate), ("--adam-lr", .adam, adamLearningRate),
    ]
    let flags = [("--nesterov", "nesterov", nesterov), ("--amsgrad", "amsgrad", amsgrad)]
    let given =
      numbers.compactMap { option, name, value in
        value.map { GivenSetting(option: option, optimizer: nil, name: name, text: "\($0)") }
      }
      + flags.filter(\.2).map {
        GivenSetting(option: $0.0, optimizer: nil, name: $0.1, text: "True", hasValue: false)
      }
      + rates.compactMap { option, rule, value in
        value.map { GivenSetting(option: option, optimizer: rule, name: "lr", text: "\($0)") }
      } + (try settings.map(Self.setting))
    return given.filter { $0.optimizer == nil } + given.filter { $0.optimizer != nil }
  }

  /// The setting of "alpha=0.99" or "adam.lr=0.01".
  private static func setting(_ text: String) throws -> GivenSetting {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
      $0.filter { !$0.isWhitespace }
    }
    let names = parts[0].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty, (1...2).contains(names.count), !names.contains("") else {
      let given = text.isEmpty ? "''" : text
      throw ValidationError(
        say(
          "error.set",
          "--set \(given): a name and a value are needed, such as alpha=0.99 or adam.lr=0.01"))
    }
    let rule = try OptionParsers.naming("--set \(text)") {
      names.count == 2 ? try Optimizers.named(names[0]) : nil
    }
    return GivenSetting(
      option: "--set \(text)", optimizer: rule, name: names[names.count - 1], text: parts[1], hasValue: false)
  }

  /// The run's optimizers, each with the settings that it begins with.
  ///
  /// - Parameters:
  ///   - first: The one to start with, as its text or the preset has it.
  ///   - rules: Those that can run, `first` among them.
  func choices(_ first: OptimizerChoice, among rules: [OptimizerRule]) throws -> [OptimizerChoice] {
    var choices = rules.map { $0 == first.rule ? first : OptimizerChoice($0) }
    var options: [String: [String]] = [:]
    for given in try givenSettings() {
      let meant = choices.indices.filter {
        let rule = choices[$0].rule
        return given.optimizer.map { $0 == rule } ?? rule.takes(given.name)
      }
      guard !meant.isEmpty else {
        throw ValidationError(Self.refusal(of: given, rules))
      }
      for index in meant {
        try OptionParsers.naming(given.words) {
          try choices[index].rule.set(given.name, to: given.text, in: &choices[index].values)
        }
        options[choices[index].rule.name, default: []].append(given.option)
      }
    }
    for choice in choices {
      let given = options[choice.rule.name] ?? []
      try OptionParsers.naming(given.isEmpty ? "--optimizer" : given.joined(separator: ", ")) {
        try choice.rule.check(choice.values)
      }
    }
    return choices
  }

  /// What is said of a setting that no optimizer of the run has.
  private static func refusal(of given: GivenSetting, _ rules: [OptimizerRule]) -> String {
    let running = rules.map(\.name).joined(separator: say("error.and", " and "))
    if let optimizer = given.optimizer {
      return say(
        "error.otherOptimizer",
        "\(given.words) means nothing here: \(running) runs, not \(optimizer.name); leave it out")
    }
    let known = rules.map { rule in
      let settings = rule.settings.map(\.name).joined(separator: ", ")
      return say("error.settingsOf", "\(rule.name) has \(settings)")
    }
    let all = known.joined(separator: say("error.semicolon", "; "))
    return say("error.noSuchSetting", "\(given.words) means nothing here: \(all); leave it out")
  }
}

extension OptimizerRule {
  /// Whether there is a setting, or a tuple of settings, of this name.
  fileprivate func takes(_ name: String) -> Bool {
    if (try? setting(named: name)) != nil { return true }
    return settings.contains { $0.place?.tuple == name }
  }
}
