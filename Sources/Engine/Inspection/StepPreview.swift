/// What an optimizer's next step would do, by the very rule that then takes it, without taking it.
public struct StepPreview: Sendable {
  /// The optimizer asked, with its settings.
  public let optimizer: OptimizerChoice
  /// The values before the step.
  public let present: [Float]
  /// The values after the step.
  public let next: [Float]
  /// ∂L/∂W as the step takes it: clipped, where gradients are.
  public let gradient: [Float]
  /// What the optimizer would remember of these weights after it.
  public let memory: Optimizer.Memory

  /// The next step of some weights of a trainer by its own optimizer or, with empty state, by another.
  ///
  /// - Parameters:
  ///   - trainer: Whose weights, gradients, settings and memory to start from.
  ///   - rule: Whose rule; one that is not running starts with empty state, as a switch would. `nil` for the running one.
  ///   - index: Which of the network's parameters.
  ///   - elements: The row-major places of the weights, or `nil` for all of them.
  ///   - factor: What the learning rate is multiplied by.
  ///   - steps: How many steps to take at most, all of them against the present gradient, until one moves a weight.
  public init(
    _ trainer: Trainer, optimizer rule: OptimizerRule? = nil, parameter index: Int = 0,
    elements: Range<Int>? = nil, rateFactor factor: Double = 1, steps: Int = 1
  ) {
    let parameter = trainer.network.parameters[index]
    let isRunning = rule == nil || rule == trainer.optimizer.rule
    let choice =
      isRunning
      ? OptimizerChoice(trainer.optimizer.rule, trainer.optimizer.values)
      : trainer.optimizers.first { $0.rule == rule } ?? OptimizerChoice(rule ?? .sgd)
    let whole = 0..<parameter.data.count
    let wanted = elements ?? whole
    // Most rules take each weight by itself; one that does not needs all of them.
    let taken = choice.rule.isElementwise ? wanted : whole
    let value = Value(
      name: parameter.name, shape: taken == whole ? parameter.shape : [taken.count], requiresGradient: true)
    let weight = parameter.data.elements(taken)
    let shown = wanted.lowerBound - taken.lowerBound..<wanted.upperBound - taken.lowerBound
    value.data.load(weight)
    if let gradient = parameter.gradient {
      let clipping = trainer.configuration.clipping
      value.gradient?.load(clipping.clipped(gradient.elements(taken), of: trainer.network.parameters))
    }
    gradient = Array((value.gradient?.elements ?? weight.map { _ in .nan })[shown])
    var next = weight
    var memory = Optimizer.Memory()
    if let optimizer = try? choice.make(parameters: [value]) {
      optimizer.learningRate *= factor
      if isRunning { optimizer.memory = trainer.optimizer.memory(of: taken, parameter: index) }
      var left = steps
      while left > 0, next == weight {
        optimizer.step()
        next = value.data.elements
        left -= 1
      }
      memory = optimizer.memory
    }
    memory.buffers = memory.buffers.map { $0.map { Array($0[shown]) } }
    self.optimizer = choice
    present = Array(weight[shown])
    self.next = Array(next[shown])
    self.memory = memory
  }

  /// Whether the step changes any weight in float32.
  public var moves: Bool { present != next }
}
