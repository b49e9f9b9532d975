/// What an optimizer's next step would do, by the very rule that then takes it, without taking it.
public struct StepPreview: Sendable {
  /// The optimizer asked.
  public let optimizer: OptimizerKind
  /// The values after the step.
  public let next: [Float]
  /// What the optimizer would remember after it.
  public let memory: Optimizer.Memory

  /// The next step of all weights of a snapshot, or of one, by its own optimizer or, with empty state, by another.
  ///
  /// - Parameters:
  ///   - snapshot: The weights, gradients, settings and memory to start from.
  ///   - optimizer: Whose rule; one that is not running starts with empty state, as a toggle would.
  ///   - element: The row-major place of one weight, or `nil` for all of them.
  public init(_ snapshot: Snapshot, optimizer: OptimizerKind, element: Int? = nil) {
    let parameter = snapshot.parameters[0]
    func chosen(_ elements: [Float]) -> [Float] { element.map { [elements[$0]] } ?? elements }
    let weight = chosen(parameter.value.elements)
    let value = Value(name: parameter.name, shape: [weight.count], requiresGradient: true)
    value.data.load(weight)
    value.gradient?.load(chosen(parameter.gradient.elements))
    let rule = optimizer.make(snapshot.settings, parameters: [value])
    if optimizer == snapshot.optimizer {
      var memory = snapshot.memory
      memory.buffers = memory.buffers.map { $0.map(chosen) }
      rule.memory = memory
    }
    rule.step()
    self.optimizer = optimizer
    next = value.data.elements
    memory = rule.memory
  }
}

/// The loss along the present update, at a quarter of the rate to four times the rate.
public struct RatePreview: Sendable {
  /// The multiples of the learning rate.
  public static let factors = [0.25, 0.5, 1, 2, 4]

  /// The loss after a step at each multiple, in float64.
  public let losses: [Double]

  /// The losses for a snapshot's running optimizer; an update is proportional to the rate.
  public init(_ snapshot: Snapshot) {
    let weight = snapshot.parameters[0].value.elements.map(Double.init)
    let next = StepPreview(snapshot, optimizer: snapshot.optimizer).next.map(Double.init)
    losses = Self.factors.map { factor in
      let moved = zip(weight, next).map { $0 + factor * ($1 - $0) }
      return snapshot.layer.evaluate(weight: moved).loss
    }
  }
}
