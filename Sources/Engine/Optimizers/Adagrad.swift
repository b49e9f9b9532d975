import Languages

/// Steps divided by the root of the sum of all squares (Duchi and others, 2011): `torch.optim.Adagrad`'s rule.
public final class Adagrad: Optimizer {
  @exclusivity(unchecked) private var rateDecay = 0.0
  @exclusivity(unchecked) private var epsilon = 0.0
  @exclusivity(unchecked) private var weightDecay = 0.0
  @exclusivity(unchecked) private var sums: [Buffer] = []

  override func settingsChanged(_ values: SettingValues) {
    (rateDecay, epsilon, weightDecay) = (values["lr_decay"], values["eps"], values["weight_decay"])
    sums = buffers("sum")
  }

  override func begin(_ state: State) {
    let start = Float(values["initial_accumulator_value"])
    for buffer in state.buffers { buffer.fill(start) }
  }

  // g ← g + λW;  s ← s + g²;  W ← W − lr/(1 + (t − 1)·lr_decay) · g / (√s + ε)
  override func update() -> Bool {
    var areFinite = true
    for index in places.indices {
      areFinite = descend(places[index], sum: sums[index].pointer) && areFinite
    }
    return areFinite
  }

  /// The rule over one parameter; `sum` holds `place.count` floats.
  private func descend(_ place: ParameterPointers, sum: UnsafeMutablePointer<Float>) -> Bool {
    let (weight, gradient) = (place.weight, place.gradient)
    let decays = weightDecay != 0
    let decay = Kernel.Vector(repeating: Float(weightDecay))
    let smallest = Float(epsilon)
    let rate = Float(-(learningRate / (1 + Double(stepCount - 1) * rateDecay)))
    var finite = FiniteCheck()
    var index = 0
    while index < place.count {
      let w = Kernel.load(weight, index)
      var g = Kernel.load(gradient, index)
      if decays { g = Kernel.fused(w, decay, plus: g) }
      let s = Kernel.fused(g, g, plus: Kernel.load(sum, index))
      Kernel.store(s, sum, index)
      let next = w + g * rate / (Kernel.squareRoot(s) + smallest)
      Kernel.store(next, weight, index)
      finite.include(next)
      index += Kernel.Vector.scalarCount
    }
    return finite.holds
  }
}

extension OptimizerRule {
  /// The adaptive gradient method.
  public static let adagrad = OptimizerRule(
    name: "adagrad", title: "Adagrad",
    settings: [
      .learningRate(0.01),
      Setting(
        "lr_decay", symbol: "η", Words("engine.optimizer.rateFalls", "how fast the rate falls"), standard: 0,
        kind: .number(.zeroOrMore)),
      .weightDecay(),
      Setting(
        "initial_accumulator_value", symbol: "s₀", Words("engine.optimizer.sumBegins", "what s begins with"),
        standard: 0,
        kind: .number(.zeroOrMore)),
      .epsilon(1e-10),
    ],
    state: { _ in
      [StateTensor("sum", symbol: "s", Words("engine.optimizer.sumOfSquares", "sum of g²"), isSigned: false)]
    },
    formula: { values, _ in
      let (decay, g) = FormulaLine.decayedGradient(values)
      let falls = values["lr_decay"] != 0
      return decay + [FormulaLine("s ← s + \(g)²", "s←s+\(g)²")]
        + (falls ? [FormulaLine("lr' = lr / (1 + (t − 1)⋅η)", "lr'=lr/(1+(t−1)η)")] : [])
        + [
          FormulaLine(
            "W ← W − \(falls ? "lr'" : "lr") ⋅ \(g) / (√s + ε)", "W←W−\(falls ? "lr'" : "lr")⋅\(g)/(√s+ε)")
        ]
    },
    direction: { values, memory, gradient in
      let falls = values["lr_decay"] != 0
      let fallen = 1 + Double(memory.stepCount - 1) * values["lr_decay"]
      let root = (memory.numbers["sum"] ?? 0).squareRoot() + values["eps"]
      return StepNumber(
        "\(gradient.symbol)/(√s+ε)" + (falls ? "/(1+(t−1)η)" : ""), gradient.value / root / fallen)
    },
    optimizer: Adagrad.self)
}
