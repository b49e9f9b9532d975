import Languages

/// Steps divided by the root of a running mean of squares (Hinton, 2012): `torch.optim.RMSprop`'s rule.
public final class RMSprop: Optimizer {
  @exclusivity(unchecked) private var alpha = 0.0
  @exclusivity(unchecked) private var epsilon = 0.0
  @exclusivity(unchecked) private var weightDecay = 0.0
  @exclusivity(unchecked) private var momentum = 0.0
  @exclusivity(unchecked) private var squareMeans: [Buffer] = []
  @exclusivity(unchecked) private var momentumBuffers: [Buffer] = []
  @exclusivity(unchecked) private var means: [Buffer] = []

  override func settingsChanged(_ values: SettingValues) {
    (alpha, epsilon) = (values["alpha"], values["eps"])
    (weightDecay, momentum) = (values["weight_decay"], values["momentum"])
    squareMeans = buffers("square_avg")
    momentumBuffers = buffers("momentum_buffer")
    means = buffers("grad_avg")
  }

  override func update() -> Bool {
    var areFinite = true
    for index in places.indices {
      areFinite =
        descend(
          places[index], squareMean: squareMeans[index].pointer,
          momentumBuffer: momentumBuffers.isEmpty ? nil : momentumBuffers[index].pointer,
          mean: means.isEmpty ? nil : means[index].pointer) && areFinite
    }
    return areFinite
  }

  /// The rule over one parameter; each pointer holds `place.count` floats.
  // g ← g + λW;  s ← αs + (1 − α)g²;  a ← a + (1 − α)(g − a), centered
  // d = √s + ε or √(s − a²) + ε;  b ← μb + g/d, W ← W − lr·b or W ← W − lr·g/d
  private func descend(
    _ place: ParameterPointers, squareMean: UnsafeMutablePointer<Float>,
    momentumBuffer: UnsafeMutablePointer<Float>?,
    mean: UnsafeMutablePointer<Float>?
  ) -> Bool {
    let (weight, gradient) = (place.weight, place.gradient)
    let decays = weightDecay != 0
    let decay = Kernel.Vector(repeating: Float(weightDecay))
    let (kept, taken) = (Float(alpha), Float(1 - alpha))
    let lerp = Lerp(taken)
    let (smallest, keptMomentum) = (Float(epsilon), Float(momentum))
    let rate = Kernel.Vector(repeating: Float(-learningRate))
    let flushes = smallest > 0
    var finite = FiniteCheck()
    var index = 0
    while index < place.count {
      let w = Kernel.load(weight, index)
      var g = Kernel.load(gradient, index)
      if decays { g = Kernel.fused(w, decay, plus: g) }
      let s = Kernel.fused(g * taken, g, plus: Kernel.load(squareMean, index) * kept)
      Kernel.store(flushes ? Kernel.flushed(s) : s, squareMean, index)
      var variance = s
      if let mean {
        let a = lerp.between(Kernel.load(mean, index), g)
        Kernel.store(flushes ? Kernel.flushed(a) : a, mean, index)
        variance = Kernel.fused(-a, a, plus: s)
      }
      let divisor = Kernel.squareRoot(variance) + smallest
      let next: Kernel.Vector
      if let momentumBuffer {
        let b = Kernel.load(momentumBuffer, index) * keptMomentum + g / divisor
        Kernel.store(Kernel.flushed(b), momentumBuffer, index)
        next = Kernel.fused(b, rate, plus: w)
      } else {
        next = w + rate * g / divisor
      }
      Kernel.store(next, weight, index)
      finite.include(next)
      index += Kernel.Vector.scalarCount
    }
    return finite.holds
  }
}

extension OptimizerRule {
  /// Root mean square propagation.
  public static let rmsProp = OptimizerRule(
    name: "rmsprop", title: "RMSprop",
    settings: [
      .learningRate(0.01),
      Setting(
        "alpha", symbol: "α", Words("engine.optimizer.keepsSquares", "how much of s is kept"), standard: 0.99,
        kind: .number(.zeroOrMore)),
      .epsilon(1e-8), .weightDecay(), .momentum(),
      Setting(
        "centered", Words("engine.optimizer.centered", "divide by the spread about the mean"), standard: 0,
        kind: .flag),
    ],
    state: { values in
      var state = [
        StateTensor(
          "square_avg", symbol: "s", Words("engine.optimizer.meanOfSquares", "running mean of g²"),
          isSigned: false)
      ]
      if values["momentum"] > 0 {
        state.append(
          StateTensor(
            "momentum_buffer", symbol: "b", Words("engine.optimizer.sumOfSteps", "decaying sum of steps"),
            isSigned: true))
      }
      if values.isOn("centered") {
        state.append(
          StateTensor(
            "grad_avg", symbol: "a", Words("engine.optimizer.meanOfGradient", "running mean of g"),
            isSigned: true))
      }
      return state
    },
    formula: { values, _ in
      let (decay, g) = FormulaLine.decayedGradient(values)
      let centered = values.isOn("centered")
      let root = centered ? "√(s − a²)" : "√s"
      return decay + [FormulaLine("s ← α⋅s + (1 − α)⋅\(g)²", "s←αs+(1−α)\(g)²")]
        + (centered ? [FormulaLine("a ← α⋅a + (1 − α)⋅\(g)", "a←αa+(1−α)\(g)")] : [])
        + (values["momentum"] > 0
          ? [
            FormulaLine("b ← μ⋅b + \(g) / (\(root) + ε)", "b←μb+\(g)/(\(root)+ε)"),
            FormulaLine("W ← W − lr ⋅ b", "W←W−lr⋅b"),
          ]
          : [FormulaLine("W ← W − lr ⋅ \(g) / (\(root) + ε)", "W←W−lr⋅\(g)/(\(root)+ε)")])
    },
    direction: { values, memory, gradient in
      let numbers = memory.numbers
      if values["momentum"] > 0, let b = numbers["momentum_buffer"] { return StepNumber("b", b) }
      let (s, a) = (numbers["square_avg"] ?? 0, numbers["grad_avg"] ?? 0)
      let centered = values.isOn("centered")
      let root = (centered ? s - a * a : s).squareRoot()
      return StepNumber(
        "\(gradient.symbol)/(\(centered ? "√(s−a²)" : "√s")+ε)", gradient.value / (root + values["eps"]))
    },
    followed: "b", optimizer: RMSprop.self)
}
