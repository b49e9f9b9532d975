import Languages

/// Stochastic gradient descent with momentum, dampening, Nesterov and weight decay: `torch.optim.SGD`'s rule.
public final class SGD: Optimizer {
  @exclusivity(unchecked) private var momentum = 0.0
  @exclusivity(unchecked) private var dampening = 0.0
  @exclusivity(unchecked) private var weightDecay = 0.0
  @exclusivity(unchecked) private var nesterov = false
  /// b: one buffer a parameter, or none without momentum.
  @exclusivity(unchecked) private var momentumBuffers: [Buffer] = []
  /// How many steps were made before there was a momentum.
  @exclusivity(unchecked) private var stepsBefore = 0

  override func settingsChanged(_ values: SettingValues) {
    (momentum, dampening) = (values["momentum"], values["dampening"])
    (weightDecay, nesterov) = (values["weight_decay"], values.isOn("nesterov"))
    momentumBuffers = buffers("momentum_buffer")
  }

  override func begin(_ state: State) { stepsBefore = stepCount }

  override var scalars: [Double] {
    get { [Double(stepsBefore)] }
    set { stepsBefore = newValue.first.flatMap { Int(exactly: $0) } ?? 0 }
  }

  // g ← g + λW;  b ← g at the first step, later μb + (1 − dampening)g;  g ← g + μb (Nesterov) or b;
  // W ← W − lr·g
  override func update() -> Bool {
    var areFinite = true
    for index in places.indices {
      if momentumBuffers.isEmpty {
        areFinite = descend(places[index]) && areFinite
      } else {
        areFinite = descend(places[index], momentum: momentumBuffers[index].pointer) && areFinite
      }
    }
    return areFinite
  }

  /// The rule without momentum over one parameter.
  private func descend(_ place: ParameterPointers) -> Bool {
    let (weight, gradient) = (place.weight, place.gradient)
    let rate = Kernel.Vector(repeating: Float(-learningRate))
    let decay = Kernel.Vector(repeating: Float(weightDecay))
    let decays = weightDecay != 0
    var finite = FiniteCheck()
    var index = 0
    while index < place.count {
      let w = Kernel.load(weight, index)
      var g = Kernel.load(gradient, index)
      if decays { g = Kernel.fused(w, decay, plus: g) }
      let next = Kernel.fused(g, rate, plus: w)
      Kernel.store(next, weight, index)
      finite.include(next)
      index += Kernel.Vector.scalarCount
    }
    return finite.holds
  }

  /// The rule with momentum over one parameter; `momentum` holds `place.count` floats.
  private func descend(_ place: ParameterPointers, momentum: UnsafeMutablePointer<Float>) -> Bool {
    let (weight, gradient) = (place.weight, place.gradient)
    let rate = Kernel.Vector(repeating: Float(-learningRate))
    let decay = Kernel.Vector(repeating: Float(weightDecay))
    // A first step that weighs the old buffer 0 and the gradient 1 sets the buffer to the gradient.
    let isFirst = stepCount == stepsBefore + 1
    let kept = isFirst ? 0 : Float(self.momentum)
    let taken = Kernel.Vector(repeating: isFirst ? 1 : Float(1 - dampening))
    let ahead = Kernel.Vector(repeating: Float(self.momentum))
    let (decays, looksAhead) = (weightDecay != 0, nesterov)
    var finite = FiniteCheck()
    var index = 0
    while index < place.count {
      let w = Kernel.load(weight, index)
      var g = Kernel.load(gradient, index)
      if decays { g = Kernel.fused(w, decay, plus: g) }
      let b = Kernel.fused(g, taken, plus: Kernel.load(momentum, index) * kept)
      Kernel.store(Kernel.flushed(b), momentum, index)
      let direction = looksAhead ? Kernel.fused(b, ahead, plus: g) : b
      let next = Kernel.fused(direction, rate, plus: w)
      Kernel.store(next, weight, index)
      finite.include(next)
      index += Kernel.Vector.scalarCount
    }
    return finite.holds
  }
}

extension OptimizerRule {
  /// Stochastic gradient descent. The rate is the article's, for PyTorch's own default has changed over time.
  public static let sgd = OptimizerRule(
    name: "sgd", title: "SGD",
    settings: [
      .learningRate(0.1), .momentum(),
      Setting(
        "dampening", symbol: "d",
        Words("engine.optimizer.dampening", "how much of g is left out of the momentum"), standard: 0,
        kind: .number(.all)),
      .weightDecay(),
      Setting(
        "nesterov", Words("engine.optimizer.lookAhead", "look ahead along the momentum"), standard: 0,
        kind: .flag),
    ],
    countsSteps: false,
    check: { values throws(SettingError) in
      guard !values.isOn("nesterov") || (values["momentum"] > 0 && values["dampening"] == 0) else {
        let (momentum, dampening) = (values["momentum"], values["dampening"])
        throw SettingError(
          say(
            "engine.optimizer.nesterovNeeds",
            """
            sgd: nesterov needs a momentum above 0 and a dampening of 0, \
            not momentum=\(SettingText.number(momentum)) dampening=\(SettingText.number(dampening))
            """))
      }
    },
    state: { values in
      values["momentum"] == 0
        ? []
        : [
          StateTensor(
            "momentum_buffer", symbol: "b", Words("engine.optimizer.sumOfGradients", "decaying sum of g"),
            isSigned: true)
        ]
    },
    formula: { values, isFirstStep in
      let (decay, g) = FormulaLine.decayedGradient(values)
      if values["momentum"] == 0 { return decay + [FormulaLine("W ← W − lr ⋅ \(g)", "W←W−lr⋅\(g)")] }
      let buffer =
        isFirstStep
        ? FormulaLine(say("engine.optimizer.firstStep", "b ← \(g)   at the first step"), "b ← \(g)")
        : values["dampening"] == 0
          ? FormulaLine("b ← μ⋅b + \(g)", "b←μb+\(g)")
          : FormulaLine("b ← μ⋅b + (1 − d)⋅\(g)", "b←μb+(1−d)\(g)")
      let step =
        values.isOn("nesterov")
        ? FormulaLine("W ← W − lr ⋅ (\(g) + μ⋅b)", "W ← W − lr⋅(\(g) + μb)", "W←W−lr(\(g)+μb)")
        : FormulaLine("W ← W − lr ⋅ b", "W←W−lr⋅b")
      return decay + [buffer, step]
    },
    numbers: { values, memory in
      guard let b = memory.numbers["momentum_buffer"] else { return [] }
      return [StepNumber("b", b)]
        + (values.isOn("nesterov") ? [StepNumber("μb", values["momentum"] * b)] : [])
    },
    direction: { values, memory, gradient in
      guard values["momentum"] != 0, let b = memory.numbers["momentum_buffer"] else { return gradient }
      return values.isOn("nesterov")
        ? StepNumber("(\(gradient.symbol)+μb)", gradient.value + values["momentum"] * b) : StepNumber("b", b)
    },
    followed: "b", optimizer: SGD.self)
}
