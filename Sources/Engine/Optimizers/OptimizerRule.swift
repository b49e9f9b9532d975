/// All that is known of one optimizer before it is made: name, settings, state, formula and rule.
///
/// Command line, panels, help, logs and scripts read this and nothing else, so a new optimizer is one file with its rule and
/// its description, and one entry in `Optimizers.all`.
public struct OptimizerRule: SettingsOwner, Equatable {
  /// The name on the command line, such as "adamw".
  public let name: String
  /// The name in prose, such as "AdamW".
  public let title: String
  /// The name of the class in `torch.optim`.
  public let className: String
  /// What can be set, in the order in which it is shown; one of them is "lr".
  public let settings: [Setting]
  /// Whether PyTorch keeps a count "step" in the state.
  public let countsSteps: Bool
  /// Whether weight decay goes past the gradient, straight to the weights.
  let decouplesDecay: Bool
  /// Whether each weight's step follows from its own gradient and state alone.
  let isElementwise: Bool
  /// Refuses settings that are right one by one but not together.
  public let checkTogether: @Sendable (SettingValues) throws(SettingError) -> Void
  /// Refuses parameters that the rule cannot change.
  let checkParameters: @Sendable ([Value]) throws(SettingError) -> Void
  /// What is kept for each parameter under given settings.
  private let stateOf: @Sendable (SettingValues) -> [StateTensor]
  /// What a person would write down of one weight's state after a step.
  private let numbersOf: (@Sendable (SettingValues, Optimizer.Memory) -> [StepNumber])?
  /// What the rate is multiplied by in one weight's step.
  private let directionOf: (@Sendable (SettingValues, Optimizer.Memory, StepNumber) -> StepNumber)?
  /// The symbol of what a step follows where it is not the gradient itself, such as "b".
  public let followed: String?
  /// The rule's lines under given settings, and whether they are those of the very first step.
  private let lines: @Sendable (SettingValues, Bool) -> [FormulaLine]
  /// The class whose `update` is the rule.
  private let optimizer: Optimizer.Type

  /// A description; `optimizer` is the class whose `update` is the rule.
  init(
    name: String, title: String, className: String? = nil, settings: [Setting], countsSteps: Bool = true,
    isElementwise: Bool = true, decouplesDecay: Bool = false,
    check: @escaping @Sendable (SettingValues) throws(SettingError) -> Void = { _ in },
    checkParameters: @escaping @Sendable ([Value]) throws(SettingError) -> Void = { _ in },
    state: @escaping @Sendable (SettingValues) -> [StateTensor],
    formula: @escaping @Sendable (SettingValues, Bool) -> [FormulaLine],
    numbers: (@Sendable (SettingValues, Optimizer.Memory) -> [StepNumber])? = nil,
    direction: (@Sendable (SettingValues, Optimizer.Memory, StepNumber) -> StepNumber)? = nil,
    followed: String? = nil,
    optimizer: Optimizer.Type
  ) {
    self.name = name
    self.title = title
    self.className = className ?? title
    self.settings = settings
    self.countsSteps = countsSteps
    self.isElementwise = isElementwise
    self.decouplesDecay = decouplesDecay
    checkTogether = check
    self.checkParameters = checkParameters
    stateOf = state
    lines = formula
    numbersOf = numbers
    directionOf = direction
    self.followed = followed
    self.optimizer = optimizer
    cycledMomentum = ["beta1", "momentum"].first { name in settings.contains { $0.name == name } }
  }

  /// λ, where it goes into the gradient; else 0.
  public func gradientDecay(_ values: SettingValues) -> Double { decouplesDecay ? 0 : values["weight_decay"] }

  /// λ, where it goes past the gradient, straight to the weights; else 0.
  public func decoupledDecay(_ values: SettingValues) -> Double {
    decouplesDecay ? values["weight_decay"] : 0
  }

  /// What the rate is multiplied by in the step of one weight, such as m̂/(√v̂+ε), after which its memory is `memory`; `nil`
  /// where that cannot be told from one weight.
  ///
  /// - Parameter gradient: ∂L/∂W with what decay adds to it, and what that is called.
  public func direction(
    _ values: SettingValues, _ memory: Optimizer.Memory, gradient: StepNumber
  ) -> StepNumber? {
    directionOf?(values, memory, gradient)
  }

  /// What is kept for each parameter, in PyTorch's order.
  public func state(_ values: SettingValues) -> [StateTensor] { stateOf(values) }

  /// The rule as formulas, in the order in which they are computed, each in its longest form.
  public func formula(_ values: SettingValues, isFirstStep: Bool = false) -> [String] {
    formulaLines(values, isFirstStep: isFirstStep).compactMap(\.forms.first)
  }

  /// The rule as formulas, in the order in which they are computed, each in all its forms.
  public func formulaLines(_ values: SettingValues, isFirstStep: Bool = false) -> [FormulaLine] {
    lines(values, isFirstStep)
  }

  /// What a person would write down of one weight's state after a step, in the order of the rule; `memory` is that weight's.
  public func numbers(_ values: SettingValues, _ memory: Optimizer.Memory) -> [StepNumber] {
    if let numbersOf { return numbersOf(values, memory) }
    let numbers = memory.numbers
    return state(values).compactMap { state in numbers[state.name].map { StepNumber(state.symbol, $0) } }
  }

  /// The setting that a schedule with momentum moves: β₁ where there is one, else μ, else none.
  public let cycledMomentum: String?

  /// A new optimizer with empty state over parameters that have gradients.
  public func make(_ values: SettingValues, parameters: [Value]) throws(SettingError) -> Optimizer {
    try check(values)
    try checkParameters(parameters)
    return optimizer.init(self, values: values, parameters: parameters)
  }

  /// Names tell descriptions apart.
  public static func == (a: OptimizerRule, b: OptimizerRule) -> Bool { a.name == b.name }
}

/// A number on the way of one weight's step, with its symbol.
public struct StepNumber: Sendable, Equatable {
  /// The symbol as in the formulas, such as "m̂".
  public let symbol: String
  /// The number.
  public let value: Double

  /// A number with its symbol.
  public init(_ symbol: String, _ value: Double) {
    (self.symbol, self.value) = (symbol, value)
  }
}

extension Optimizer.Memory {
  /// The state of the first weight, by PyTorch's names.
  var numbers: [String: Double] {
    Dictionary(
      zip(names, buffers).compactMap { name, buffers in
        buffers.first?.first.map { (name, Double($0)) }
      }
    ) { $1 }
  }
}
