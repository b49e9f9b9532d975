extension SGD {
  /// What can be set, with PyTorch's names and the article's defaults.
  public struct Settings: Sendable, Equatable {
    /// The step size.
    public var learningRate = 0.1
    /// μ: how much of the last direction is kept.
    public var momentum = 0.0
    /// How much of the new gradient is left out of the momentum.
    public var dampening = 0.0
    /// λ: added to the gradient times the weight.
    public var weightDecay = 0.0
    /// Whether to look ahead along the momentum.
    public var nesterov = false

    /// The article's settings: rate 0.1 and nothing else.
    public init() {}

    /// The same by PyTorch's names.
    public var values: SettingValues {
      [
        "lr": learningRate, "momentum": momentum, "dampening": dampening, "weight_decay": weightDecay,
        "nesterov": nesterov ? 1 : 0,
      ]
    }
  }

  /// An optimizer over `parameters` with empty state.
  public convenience init(_ settings: Settings, parameters: [Value]) {
    self.init(.sgd, values: settings.values, parameters: parameters)
  }
}

extension Adam {
  /// What can be set, with PyTorch's names and defaults.
  public struct Settings: Sendable, Equatable {
    /// α: the step size.
    public var learningRate = 0.001
    /// β₁: how much of the first moment is kept at each step.
    public var beta1 = 0.9
    /// β₂: how much of the second moment is kept at each step.
    public var beta2 = 0.999
    /// ε: keeps the division defined where the second moment is 0.
    public var epsilon = 1e-8
    /// λ: added to the gradient times the weight.
    public var weightDecay = 0.0
    /// Whether to divide by the largest second moment seen instead of the present one.
    public var amsgrad = false

    /// The article's settings, which are PyTorch's defaults.
    public init() {}

    /// The same by PyTorch's names.
    public var values: SettingValues {
      [
        "lr": learningRate, "beta1": beta1, "beta2": beta2, "eps": epsilon, "weight_decay": weightDecay,
        "amsgrad": amsgrad ? 1 : 0,
      ]
    }
  }

  /// An optimizer over `parameters` with empty state.
  public convenience init(_ settings: Settings, parameters: [Value]) {
    self.init(.adam, values: settings.values, parameters: parameters)
  }
}
