import Languages
import RealModule
import Synchronization

/// Adaptive moment estimation (Kingma and Ba, 2015), with weight decay and amsgrad: `torch.optim.Adam`'s rule.
public class Adam: Optimizer, TeamJob {
  @exclusivity(unchecked) private var beta1 = 0.0
  @exclusivity(unchecked) private var beta2 = 0.0
  @exclusivity(unchecked) private var epsilon = 0.0
  @exclusivity(unchecked) private var weightDecay = 0.0
  @exclusivity(unchecked) private var firstMoments: [Buffer] = []
  @exclusivity(unchecked) private var secondMoments: [Buffer] = []
  @exclusivity(unchecked) private var largestSecondMoments: [Buffer] = []
  /// β₁ᵗ and β₂ᵗ, kept as running products because a power costs more than a small layer's whole step.
  @exclusivity(unchecked) private var beta1Power = 1.0
  @exclusivity(unchecked) private var beta2Power = 1.0
  /// The parameter that a team changes at present, and whether all its new weights are finite so far.
  @exclusivity(unchecked) private var sharedIndex = 0
  private let sharedIsFinite = Atomic<Bool>(true)
  /// From how many weights on a second thread pays.
  private static let sharedCount = 1 << 15
  /// How many weights a thread takes at once: a whole number of vectors.
  private static let partCount = 1 << 13

  /// Whether weight decay goes past the moments, straight to the weights: AdamW.
  var decouplesDecay: Bool { false }

  override func settingsChanged(_ values: SettingValues) {
    (epsilon, weightDecay) = (values["eps"], values["weight_decay"])
    // PyTorch takes the present β to the power of the step, as if it had always been so.
    if beta1 != values["beta1"] {
      beta1 = values["beta1"]
      beta1Power = Double.pow(beta1, stepCount)
    }
    if beta2 != values["beta2"] {
      beta2 = values["beta2"]
      beta2Power = Double.pow(beta2, stepCount)
    }
    firstMoments = buffers("exp_avg")
    secondMoments = buffers("exp_avg_sq")
    largestSecondMoments = buffers("max_exp_avg_sq")
  }

  /// Forgets the moments and starts the bias correction anew.
  public override func reset() {
    super.reset()
    beta1Power = 1
    beta2Power = 1
  }

  override var scalars: [Double] {
    get { [beta1Power, beta2Power] }
    set { (beta1Power, beta2Power) = newValue.count == 2 ? (newValue[0], newValue[1]) : (1, 1) }
  }

  // g ← g + λW;  m ← m + (1 − β₁)(g − m);  v ← β₂v + (1 − β₂)g²
  // W ← W − lr/(1 − β₁ᵗ) · m / (√v / √(1 − β₂ᵗ) + ε)
  final override func update() -> Bool {
    beta1Power = Self.product(beta1Power, beta1)
    beta2Power = Self.product(beta2Power, beta2)
    var areFinite = true
    for index in places.indices {
      let count = places[index].count
      if count >= Self.sharedCount, let team, team.threads > 1 {
        sharedIndex = index
        sharedIsFinite.store(true, ordering: .relaxed)
        team.run(self, parts: (count + Self.partCount - 1) / Self.partCount)
        areFinite = sharedIsFinite.load(ordering: .relaxed) && areFinite
      } else {
        areFinite = descend(index, 0..<count) && areFinite
      }
    }
    return areFinite
  }

  /// The rule over one part of the parameter that is shared.
  final func compute(part: Int, thread: Int) {
    let first = part * Self.partCount
    let end = min(first + Self.partCount, places[sharedIndex].count)
    if !descend(sharedIndex, first..<end) { sharedIsFinite.store(false, ordering: .relaxed) }
  }

  /// The rule over some weights of one parameter: a whole number of vectors.
  private func descend(_ parameter: Int, _ range: Range<Int>) -> Bool {
    let place = places[parameter]
    let (firstMoment, secondMoment) = (firstMoments[parameter].pointer, secondMoments[parameter].pointer)
    let largest = largestSecondMoments.isEmpty ? nil : largestSecondMoments[parameter].pointer
    let (weight, gradient) = (place.weight, place.gradient)
    let decays = weightDecay != 0 && !decouplesDecay
    let shrinks = weightDecay != 0 && decouplesDecay
    let kept = Float(1 - learningRate * weightDecay)
    let decay = Kernel.Vector(repeating: Float(weightDecay))
    let lerp = Lerp(Float(1 - beta1))
    let kept2 = Float(beta2)
    let taken2 = Float(1 - beta2)
    let smallest = Float(epsilon)
    let stepSize = Float(-learningRate / (1 - beta1Power))
    let correction = Divisor(Float((1 - beta2Power).squareRoot()))
    // Where ε is 0, m and v are divided as they are, so not even the smallest may become 0.
    let flushes = smallest > 0
    var finite = FiniteCheck()
    var index = range.lowerBound
    while index < range.upperBound {
      var w = Kernel.load(weight, index)
      if shrinks { w *= kept }
      var g = Kernel.load(gradient, index)
      if decays { g = Kernel.fused(w, decay, plus: g) }
      let m = lerp.between(Kernel.load(firstMoment, index), g)
      Kernel.store(flushes ? Kernel.flushed(m) : m, firstMoment, index)
      var v = Kernel.fused(g * taken2, g, plus: Kernel.load(secondMoment, index) * kept2)
      Kernel.store(flushes ? Kernel.flushed(v) : v, secondMoment, index)
      if let largest {
        let highest = Kernel.load(largest, index)
        v.replace(with: highest, where: highest .> v)
        Kernel.store(v, largest, index)
      }
      let denominator = correction.quotient(of: Kernel.squareRoot(v)) + smallest
      let next = w + m * stepSize / denominator
      Kernel.store(next, weight, index)
      finite.include(next)
      index += Kernel.Vector.scalarCount
    }
    return finite.holds
  }

  /// βᵗ from βᵗ⁻¹, ending at 0 once 1 − βᵗ no longer differs from 1: a denormal would slow every later step.
  private static func product(_ power: Double, _ beta: Double) -> Double {
    let next = power * beta
    return next < 0x1p-60 ? 0 : next
  }
}

extension OptimizerRule {
  /// Adaptive moment estimation.
  public static let adam = OptimizerRule(
    name: "adam", title: "Adam", settings: adamSettings(weightDecay: 0), state: adamState,
    formula: { values, _ in
      let (decay, g) = FormulaLine.decayedGradient(values)
      return decay + adamFormula(values, gradient: g)
    },
    numbers: adamNumbers, direction: adamDirection, followed: "m̂", optimizer: Adam.self)

  /// m̂ over the root of v̂.
  @Sendable static func adamDirection(
    _ values: SettingValues, _ memory: Optimizer.Memory, _ gradient: StepNumber
  ) -> StepNumber {
    let numbers = adamNumbers(values, memory)
    return StepNumber("m̂/(√v̂+ε)", numbers[2].value / (numbers[3].value.squareRoot() + values["eps"]))
  }

  /// The moments of one weight, and what the bias correction makes of them.
  @Sendable static func adamNumbers(_ values: SettingValues, _ memory: Optimizer.Memory) -> [StepNumber] {
    let numbers = memory.numbers
    let (m, v) = (numbers["exp_avg"] ?? 0, numbers["exp_avg_sq"] ?? 0)
    // Under amsgrad, the largest v so far is corrected in the place of v.
    let largest = values.isOn("amsgrad") ? numbers["max_exp_avg_sq"] : nil
    let powers = memory.scalars.count == 2 ? memory.scalars : [0, 0]
    return [
      StepNumber("m", m), StepNumber(largest == nil ? "v" : "v↑", largest ?? v),
      StepNumber("m̂", m / (1 - powers[0])), StepNumber("v̂", (largest ?? v) / (1 - powers[1])),
    ]
  }

  /// What can be set on Adam and on AdamW.
  static func adamSettings(weightDecay: Double) -> [Setting] {
    [
      .learningRate(0.001),
      Setting(
        "beta1", symbol: "β₁", label: .unnamed("β₁"),
        Words("engine.optimizer.keepsFirst", "how much of m is kept"), standard: 0.9,
        kind: .number(.belowOne),
        place: Setting.TupleElement(tuple: "betas", index: 0)),
      Setting(
        "beta2", symbol: "β₂", label: .unnamed("β₂"),
        Words("engine.optimizer.keepsSecond", "how much of v is kept"), standard: 0.999,
        kind: .number(.belowOne),
        place: Setting.TupleElement(tuple: "betas", index: 1)),
      .epsilon(1e-8), .weightDecay(weightDecay),
      Setting(
        "amsgrad", Words("engine.optimizer.amsgrad", "divide by the largest v so far"), standard: 0,
        kind: .flag),
    ]
  }

  /// The moments m and v, and the largest v under amsgrad.
  @Sendable static func adamState(_ values: SettingValues) -> [StateTensor] {
    [
      StateTensor(
        "exp_avg", symbol: "m", Words("engine.optimizer.meanOfGradient", "running mean of g"), isSigned: true),
      StateTensor(
        "exp_avg_sq", symbol: "v", Words("engine.optimizer.meanOfSquares", "running mean of g²"),
        isSigned: false),
    ]
      + (values.isOn("amsgrad")
        ? [
          StateTensor(
            "max_exp_avg_sq", symbol: "v↑", Words("engine.optimizer.largestSecond", "largest v so far"),
            isSigned: false)
        ] : [])
  }

  /// The lines that follow weight decay, where `g` is the gradient that goes into them.
  static func adamFormula(_ values: SettingValues, gradient g: String) -> [FormulaLine] {
    let largest = values.isOn("amsgrad")
    return [
      FormulaLine("m ← β₁⋅m + (1 − β₁)⋅\(g)", "m ← β₁m + (1−β₁)\(g)"),
      FormulaLine("v ← β₂⋅v + (1 − β₂)⋅\(g)²", "v ← β₂v + (1−β₂)\(g)²"),
    ] + (largest ? [FormulaLine("v↑ ← max(v↑, v)", "v↑←max(v↑,v)")] : []) + [
      "m̂ = m/(1−β₁ᵗ)  v̂ = \(largest ? "v↑" : "v")/(1−β₂ᵗ)",
      FormulaLine("W ← W − lr ⋅ m̂ / (√v̂ + ε)", "W ← W − lr⋅m̂/(√v̂+ε)"),
    ]
  }
}
