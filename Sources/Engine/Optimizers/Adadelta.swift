import Languages

/// Steps in proportion to the steps before them (Zeiler, 2012): `torch.optim.Adadelta`'s rule.
public final class Adadelta: Optimizer {
  @exclusivity(unchecked) private var rho = 0.0
  @exclusivity(unchecked) private var epsilon = 0.0
  @exclusivity(unchecked) private var weightDecay = 0.0
  @exclusivity(unchecked) private var squareMeans: [Buffer] = []
  @exclusivity(unchecked) private var stepMeans: [Buffer] = []

  override func settingsChanged(_ values: SettingValues) {
    (rho, epsilon, weightDecay) = (values["rho"], values["eps"], values["weight_decay"])
    squareMeans = buffers("square_avg")
    stepMeans = buffers("acc_delta")
  }

  // g ← g + λW;  s ← ρs + (1 − ρ)g²;  δ = √(D + ε) / √(s + ε) · g;  D ← ρD + (1 − ρ)δ²;  W ← W − lr·δ
  override func update() -> Bool {
    var areFinite = true
    for index in places.indices {
      areFinite =
        descend(places[index], squareMean: squareMeans[index].pointer, stepMean: stepMeans[index].pointer)
        && areFinite
    }
    return areFinite
  }

  /// The rule over one parameter; each pointer holds `place.count` floats.
  private func descend(
    _ place: ParameterPointers, squareMean: UnsafeMutablePointer<Float>, stepMean: UnsafeMutablePointer<Float>
  ) -> Bool {
    let (weight, gradient) = (place.weight, place.gradient)
    let decays = weightDecay != 0
    let decay = Kernel.Vector(repeating: Float(weightDecay))
    let (kept, taken, smallest) = (Float(rho), Float(1 - rho), Float(epsilon))
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
      let before = Kernel.load(stepMean, index)
      let delta = Kernel.squareRoot(before + smallest) / Kernel.squareRoot(s + smallest) * g
      let after = Kernel.fused(delta * taken, delta, plus: before * kept)
      Kernel.store(flushes ? Kernel.flushed(after) : after, stepMean, index)
      let next = Kernel.fused(delta, rate, plus: w)
      Kernel.store(next, weight, index)
      finite.include(next)
      index += Kernel.Vector.scalarCount
    }
    return finite.holds
  }
}

extension OptimizerRule {
  /// The adaptive method that needs no rate.
  public static let adadelta = OptimizerRule(
    name: "adadelta", title: "Adadelta",
    settings: [
      .learningRate(1),
      Setting(
        "rho", symbol: "ρ", Words("engine.optimizer.keepsBoth", "how much of s and D is kept"), standard: 0.9,
        kind: .number(.fraction)),
      .epsilon(1e-6), .weightDecay(),
    ],
    state: { _ in
      [
        StateTensor(
          "square_avg", symbol: "s", Words("engine.optimizer.meanOfSquares", "running mean of g²"),
          isSigned: false),
        StateTensor(
          "acc_delta", symbol: "D", Words("engine.optimizer.meanOfSteps", "running mean of δ²"),
          isSigned: false),
      ]
    },
    formula: { values, _ in
      let (decay, g) = FormulaLine.decayedGradient(values)
      return decay + [
        FormulaLine("s ← ρ⋅s + (1 − ρ)⋅\(g)²", "s←ρs+(1−ρ)\(g)²"),
        FormulaLine("δ = √(D + ε) / √(s + ε) ⋅ \(g)", "δ=√(D+ε)/√(s+ε)⋅\(g)"),
        FormulaLine("D ← ρ⋅D + (1 − ρ)⋅δ²", "D←ρD+(1−ρ)δ²"),
        FormulaLine("W ← W − lr ⋅ δ", "W←W−lr⋅δ"),
      ]
    },
    optimizer: Adadelta.self)
}
