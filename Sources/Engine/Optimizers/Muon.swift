import Languages

/// Steps along the momentum made nearly orthogonal (Jordan, 2024): `torch.optim.Muon`'s rule, for matrices only.
public final class Muon: Optimizer {
  @exclusivity(unchecked) private var weightDecay = 0.0
  @exclusivity(unchecked) private var momentum = 0.0
  @exclusivity(unchecked) private var nesterov = false
  @exclusivity(unchecked) private var matchesAdamW = false
  @exclusivity(unchecked) private var momentumBuffers: [Buffer] = []
  @exclusivity(unchecked) private var orthogonal: [NewtonSchulz] = []

  override func settingsChanged(_ values: SettingValues) {
    (weightDecay, momentum) = (values["weight_decay"], values["momentum"])
    (nesterov, matchesAdamW) = (values.isOn("nesterov"), values["adjust_lr_fn"] == 1)
    momentumBuffers = buffers("momentum_buffer")
    if orthogonal.isEmpty {
      orthogonal = parameters.map { NewtonSchulz(rows: $0.shape[0], columns: $0.shape[1]) }
    }
    for matrix in orthogonal {
      matrix.iterations = Int(values["ns_steps"])
      matrix.epsilon = Float(values["eps"])
    }
  }

  // b ← b + (1 − μ)(g − b);  u = g + μ(b − g) (Nesterov) or b;  o ≈ the orthogonal matrix nearest to u
  // W ← W·(1 − lr·λ);  W ← W − lr·√max(1, rows/columns)·o, or lr·0.2·√max(rows, columns)·o
  override func update() -> Bool {
    var areFinite = true
    for index in places.indices {
      let matrix = orthogonal[index]
      follow(places[index], momentum: momentumBuffers[index].pointer, into: matrix.input.pointer)
      matrix.run()
      let (rows, columns) = (Double(matrix.rows), Double(matrix.columns))
      let factor =
        matchesAdamW ? 0.2 * max(rows, columns).squareRoot() : max(1, rows / columns).squareRoot()
      areFinite = descend(places[index], along: matrix.output, rate: learningRate * factor) && areFinite
    }
    return areFinite
  }

  /// The momentum's part of the rule over one parameter; each pointer holds `place.count` floats.
  private func follow(
    _ place: ParameterPointers, momentum buffer: UnsafeMutablePointer<Float>,
    into direction: UnsafeMutablePointer<Float>
  ) {
    let taken = Lerp(Float(1 - momentum))
    let ahead = Lerp(Float(momentum))
    var index = 0
    while index < place.count {
      let g = Kernel.load(place.gradient, index)
      let b = Kernel.flushed(taken.between(Kernel.load(buffer, index), g))
      Kernel.store(b, buffer, index)
      Kernel.store(nesterov ? ahead.between(g, b) : b, direction, index)
      index += Kernel.Vector.scalarCount
    }
  }

  /// The step itself over one parameter; `direction` holds `place.count` floats.
  private func descend(_ place: ParameterPointers, along direction: UnsafePointer<Float>, rate: Double)
    -> Bool
  {
    let kept = Float(1 - learningRate * weightDecay)
    let rate = Kernel.Vector(repeating: Float(-rate))
    var finite = FiniteCheck()
    var index = 0
    while index < place.count {
      let next = Kernel.fused(
        Kernel.load(direction, index), rate, plus: Kernel.load(place.weight, index) * kept)
      Kernel.store(next, place.weight, index)
      finite.include(next)
      index += Kernel.Vector.scalarCount
    }
    return finite.holds
  }
}

extension OptimizerRule {
  /// Momentum, orthogonalised.
  public static let muon = OptimizerRule(
    name: "muon", title: "Muon",
    settings: [
      .learningRate(0.001), .weightDecay(0.1), .momentum(0.95),
      Setting(
        "nesterov", Words("engine.optimizer.lookAhead", "look ahead along the momentum"), standard: 1,
        kind: .flag),
      .epsilon(1e-7),
      Setting(
        "ns_steps", symbol: "k", Words("engine.optimizer.iterations", "Newton–Schulz iterations"),
        standard: 5,
        kind: .whole(SettingRange(0, 99))),
      Setting(
        "adjust_lr_fn", Words("engine.optimizer.rateByShape", "how the rate follows the shape"), standard: 0,
        kind: .choice(["original", "match_rms_adamw"])),
    ],
    countsSteps: false, isElementwise: false, decouplesDecay: true,
    checkParameters: { parameters throws(SettingError) in
      if let wrong = parameters.first(where: { $0.shape.count != 2 }) {
        throw SettingError(
          say(
            "engine.optimizer.matricesOnly",
            """
            muon changes matrices only, and \(wrong.name) has the shape \(wrong.shape); layers with bias=False have \
            no other parameters
            """))
      }
    },
    state: { _ in
      [
        StateTensor(
          "momentum_buffer", symbol: "b", Words("engine.optimizer.meanOfGradient", "running mean of g"),
          isSigned: true)
      ]
    },
    formula: { values, _ in
      let ahead = values.isOn("nesterov")
      let averaged = ahead ? "u" : "b"
      let factor =
        values["adjust_lr_fn"] == 1
        ? say("engine.optimizer.factorOfAdamW", "0.2⋅√max(rows, columns)")
        : say("engine.optimizer.factorOfMuon", "√max(1, rows/columns)")
      return [FormulaLine("b ← μ⋅b + (1 − μ)⋅g", "b←μb+(1−μ)g")]
        + (ahead ? [FormulaLine("u = μ⋅b + (1 − μ)⋅g", "u=μb+(1−μ)g")] : [])
        + [
          FormulaLine(
            say("engine.optimizer.madeOrthogonal", "o = \(averaged) made orthogonal (k Newton–Schulz steps)"),
            say("engine.optimizer.orthogonal", "o = orthogonal \(averaged)"))
        ]
        + FormulaLine.decoupledDecay(values)
        + [FormulaLine("W ← W − lr ⋅ \(factor) ⋅ o", "W←W−lr⋅\(factor)⋅o")]
    },
    optimizer: Muon.self)
}
