import Languages

/// The optimizers there are.
public enum Optimizers {
  /// All of them, in the order in which lists show them.
  @TaskLocal public static var all: [OptimizerRule] = [
    .sgd, .adam, .adamW, .rmsProp, .adagrad, .adadelta, .muon,
  ]

  /// The optimizer that a first switch goes to: the first of the list that is another one.
  public static func partner(of rule: OptimizerRule) -> OptimizerRule { all.first { $0 != rule } ?? rule }

  /// The optimizer with a name: `-`, `_`, capitals and PyTorch's class names make no difference.
  public static func named(_ name: String, among rules: [OptimizerRule] = all) throws(SettingError)
    -> OptimizerRule
  {
    if let found = rules.first(where: { $0.isCalled(name) }) { return found }
    let names = rules.map(\.name).joined(separator: ", ")
    throw SettingError(
      name.isEmpty
        ? say("engine.optimizer.missing", "an optimizer is missing; there are \(names)")
        : say("engine.optimizer.none", "there is no optimizer \(name); there are \(names)"))
  }

  /// The optimizer and the settings that a text such as "sgd lr=0.05 momentum=0.9 nesterov" asks for.
  public static func parse(
    _ text: String, among rules: [OptimizerRule] = all
  ) throws(SettingError) -> OptimizerChoice {
    let words = SettingText.words(text)
    let rule = try named(words.first ?? "", among: rules)
    return OptimizerChoice(rule, try rule.values(from: words.dropFirst().joined(separator: " ")))
  }
}

/// An optimizer with its settings.
public struct OptimizerChoice: Sendable, Equatable {
  /// Which optimizer.
  public var rule: OptimizerRule
  /// Its settings.
  public var values: SettingValues

  /// An optimizer with its default settings unless others are given.
  public init(_ rule: OptimizerRule, _ values: SettingValues? = nil) {
    self.rule = rule
    self.values = values ?? rule.defaults
  }

  /// The text that `Optimizers.parse` reads as this choice: the rate, and what differs from the defaults.
  public var text: String { rule.text(of: values, always: ["lr"]) }

  /// A new optimizer with empty state.
  public func make(parameters: [Value]) throws(SettingError) -> Optimizer {
    try rule.make(values, parameters: parameters)
  }
}
