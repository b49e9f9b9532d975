import RealModule

/// Adaptive moment estimation (Kingma and Ba, 2015), with weight decay and amsgrad: `torch.optim.Adam`'s rule.
public final class Adam: Optimizer {
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
  }

  /// The settings it was made with; the rate in force is `learningRate`.
  public let settings: Settings
  private let firstMoments: [Buffer]
  private let secondMoments: [Buffer]
  private let largestSecondMoments: [Buffer]
  /// β₁ᵗ and β₂ᵗ, kept as running products because a power costs more than a small layer's whole step.
  private var beta1Power = 1.0
  private var beta2Power = 1.0

  /// An optimizer over `parameters` with empty state.
  public init(_ settings: Settings, parameters: [Value]) {
    self.settings = settings
    firstMoments = parameters.map { Buffer(count: $0.data.count) }
    secondMoments = parameters.map { Buffer(count: $0.data.count) }
    largestSecondMoments = settings.amsgrad ? parameters.map { Buffer(count: $0.data.count) } : []
    super.init(parameters: parameters, learningRate: settings.learningRate)
  }

  /// The moments m and v, and the largest v under amsgrad.
  public override var state: [State] {
    let moments = [
      State(symbol: "m", meaning: "running mean of g", isSigned: true, buffers: firstMoments),
      State(symbol: "v", meaning: "running mean of g²", isSigned: false, buffers: secondMoments),
    ]
    if largestSecondMoments.isEmpty { return moments }
    return moments + [
      State(symbol: "v↑", meaning: "largest v so far", isSigned: false, buffers: largestSecondMoments)
    ]
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
  override func update() -> Bool {
    beta1Power = Self.product(beta1Power, settings.beta1)
    beta2Power = Self.product(beta2Power, settings.beta2)
    var areFinite = true
    for index in places.indices {
      areFinite =
        descend(
          places[index],
          firstMoment: firstMoments[index].pointer, secondMoment: secondMoments[index].pointer,
          largest: settings.amsgrad ? largestSecondMoments[index].pointer : nil) && areFinite
    }
    return areFinite
  }

  /// The rule over one parameter; each pointer holds `place.count` floats.
  private func descend(
    _ place: Place, firstMoment: UnsafeMutablePointer<Float>, secondMoment: UnsafeMutablePointer<Float>,
    largest: UnsafeMutablePointer<Float>?
  ) -> Bool {
    let (weight, gradient) = (place.weight, place.gradient)
    let decays = settings.weightDecay != 0
    let decay = Kernel.Vector(repeating: Float(settings.weightDecay))
    // PyTorch's lerp starts from the nearer end, so that weights 0 and 1 are exact.
    let taken1 = Float(1 - settings.beta1)
    let startsFromMoment = taken1 < 0.5
    let taken1FromStart = Kernel.Vector(repeating: startsFromMoment ? taken1 : taken1 - 1)
    let beta2 = Float(settings.beta2)
    let taken2 = Float(1 - settings.beta2)
    let epsilon = Float(settings.epsilon)
    let stepSize = Float(-learningRate / (1 - beta1Power))
    let correction = Divisor(Float((1 - beta2Power).squareRoot()))
    // Where ε is 0, m and v are divided as they are, so not even the smallest may become 0.
    let flushes = epsilon > 0
    var finite = FiniteCheck()
    var index = 0
    while index < place.count {
      let w = Kernel.load(weight, index)
      var g = Kernel.load(gradient, index)
      if decays { g = Kernel.fused(w, decay, plus: g) }
      let before = Kernel.load(firstMoment, index)
      let m = Kernel.fused(taken1FromStart, g - before, plus: startsFromMoment ? before : g)
      Kernel.store(flushes ? Kernel.flushed(m) : m, firstMoment, index)
      var v = Kernel.fused(g * taken2, g, plus: Kernel.load(secondMoment, index) * beta2)
      Kernel.store(flushes ? Kernel.flushed(v) : v, secondMoment, index)
      if let largest {
        let highest = Kernel.load(largest, index)
        v.replace(with: highest, where: highest .> v)
        Kernel.store(v, largest, index)
      }
      let denominator = correction.quotient(of: Kernel.squareRoot(v)) + epsilon
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
