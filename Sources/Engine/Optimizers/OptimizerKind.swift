/// The optimizers there are, in the order in which the toggle walks them.
public enum OptimizerKind: String, CaseIterable, Sendable {
  case sgd
  case adam

  /// The description.
  public var rule: OptimizerRule {
    switch self {
    case .sgd: .sgd
    case .adam: .adam
    }
  }

  /// The name as written in prose: "SGD", "Adam".
  public var title: String { rule.title }

  /// The optimizer that the toggle switches to.
  public var next: OptimizerKind {
    let all = Self.allCases
    guard let index = all.firstIndex(of: self) else { return self }
    return all[(index + 1) % all.count]
  }

  /// A new optimizer of this kind over `parameters`, with empty state.
  func make(_ settings: OptimizerSettings, parameters: [Value]) -> Optimizer {
    switch self {
    case .sgd: SGD(settings.sgd, parameters: parameters)
    case .adam: Adam(settings.adam, parameters: parameters)
    }
  }
}

/// The settings of every optimizer, whether it runs now or is kept for after a toggle.
public struct OptimizerSettings: Sendable, Equatable {
  /// Stochastic gradient descent's settings.
  public var sgd: SGD.Settings
  /// Adam's settings.
  public var adam: Adam.Settings

  /// The settings of one optimizer by PyTorch's names.
  public func values(of kind: OptimizerKind) -> SettingValues {
    switch kind {
    case .sgd: sgd.values
    case .adam: adam.values
    }
  }

  /// λ of one optimizer.
  public func weightDecay(of kind: OptimizerKind) -> Double {
    switch kind {
    case .sgd: sgd.weightDecay
    case .adam: adam.weightDecay
    }
  }

  /// The settings of the article unless others are given.
  public init(sgd: SGD.Settings = SGD.Settings(), adam: Adam.Settings = Adam.Settings()) {
    self.sgd = sgd
    self.adam = adam
  }
}
