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
      ? [] : [State(symbol: "b", meaning: "decaying sum of g", buffers: momentumBuffers)]
  }

  // g ← g + λW;  b ← g at the first step, later μb + (1 − dampening)g;  g ← g + μb (Nesterov) or b;
  // W ← W − lr·g
  override func update() {
    for index in parameters.indices {
      guard let gradient = parameters[index].gradient else { continue }
      let weight = parameters[index].data
      if momentumBuffers.isEmpty {
        descend(weight.pointer, gradient.pointer, count: weight.paddedCount)
      } else {
        descend(
          weight.pointer, gradient.pointer, momentum: momentumBuffers[index].pointer,
          count: weight.paddedCount)
      }
    }
  }

  /// The rule without momentum; each pointer holds `count` floats, a whole number of vectors.
  private func descend(_ weight: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, count: Int) {
    let rate = Kernel.Vector(repeating: Float(-learningRate))
    let decay = Kernel.Vector(repeating: Float(settings.weightDecay))
    var index = 0
    while index < count {
      let w = Kernel.load(weight, index)
      var g = Kernel.load(gradient, index)
      if settings.weightDecay != 0 { g = Kernel.fused(w, decay, plus: g) }
      Kernel.store(Kernel.fused(g, rate, plus: w), weight, index)
      index += Kernel.Vector.scalarCount
    }
  }

  /// The rule with momentum; each pointer holds `count` floats, a whole number of vectors.
  private func descend(
    _ weight: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>,
    momentum: UnsafeMutablePointer<Float>, count: Int
  ) {
    let rate = Kernel.Vector(repeating: Float(-learningRate))
    let decay = Kernel.Vector(repeating: Float(settings.weightDecay))
    // A first step that weighs the old buffer 0 and the gradient 1 sets the buffer to the gradient.
    let kept = stepCount == 1 ? 0 : Float(settings.momentum)
    let taken = Kernel.Vector(repeating: stepCount == 1 ? 1 : Float(1 - settings.dampening))
    let ahead = Kernel.Vector(repeating: Float(settings.momentum))
    var index = 0
    while index < count {
      let w = Kernel.load(weight, index)
      var g = Kernel.load(gradient, index)
      if settings.weightDecay != 0 { g = Kernel.fused(w, decay, plus: g) }
      let b = Kernel.fused(g, taken, plus: Kernel.load(momentum, index) * kept)
      Kernel.store(Kernel.flushed(b), momentum, index)
      let direction = settings.nesterov ? Kernel.fused(b, ahead, plus: g) : b
      Kernel.store(Kernel.fused(direction, rate, plus: w), weight, index)
      index += Kernel.Vector.scalarCount
    }
  }
}
