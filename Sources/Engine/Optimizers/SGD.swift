/// Stochastic gradient descent with momentum, dampening, Nesterov and weight decay: `torch.optim.SGD`'s rule.
public final class SGD: Optimizer {
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
  }

  /// The settings it was made with; the rate in force is `learningRate`.
  public let settings: Settings
  /// b: one buffer a parameter, or none without momentum.
  private let momentumBuffers: [Buffer]

  /// An optimizer over `parameters` with empty state.
  public init(_ settings: Settings, parameters: [Value]) {
    self.settings = settings
    momentumBuffers = settings.momentum == 0 ? [] : parameters.map { Buffer(count: $0.data.count) }
    super.init(parameters: parameters, learningRate: settings.learningRate)
  }

  /// The momentum, where there is any.
  public override var state: [State] {
    momentumBuffers.isEmpty
      ? [] : [State(symbol: "b", meaning: "decaying sum of g", isSigned: true, buffers: momentumBuffers)]
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
  private func descend(_ place: Place) -> Bool {
    let (weight, gradient) = (place.weight, place.gradient)
    let rate = Kernel.Vector(repeating: Float(-learningRate))
    let decay = Kernel.Vector(repeating: Float(settings.weightDecay))
    let decays = settings.weightDecay != 0
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
  private func descend(_ place: Place, momentum: UnsafeMutablePointer<Float>) -> Bool {
    let (weight, gradient) = (place.weight, place.gradient)
    let rate = Kernel.Vector(repeating: Float(-learningRate))
    let decay = Kernel.Vector(repeating: Float(settings.weightDecay))
    // A first step that weighs the old buffer 0 and the gradient 1 sets the buffer to the gradient.
    let kept = stepCount == 1 ? 0 : Float(settings.momentum)
    let taken = Kernel.Vector(repeating: stepCount == 1 ? 1 : Float(1 - settings.dampening))
    let ahead = Kernel.Vector(repeating: Float(settings.momentum))
    let (decays, looksAhead) = (settings.weightDecay != 0, settings.nesterov)
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
