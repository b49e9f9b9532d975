/// What an optimizer's next step would do, by the very rule that then takes it, without taking it.
public struct StepPreview: Sendable {
  /// The optimizer asked, with its settings.
  public let optimizer: OptimizerChoice
  /// The values before the step.
  public let present: [Float]
  /// The values after the step.
  public let next: [Float]
  /// What the optimizer would remember after it.
  public let memory: Optimizer.Memory

  /// The next step of some weights of a trainer by its own optimizer or, with empty state, by another.
  ///
  /// - Parameters:
  ///   - trainer: Whose weights, gradients, settings and memory to start from.
  ///   - rule: Whose rule; one that is not running starts with empty state, as a switch would. `nil` for the running one.
  ///   - index: Which of the network's parameters.
  ///   - elements: The row-major places of the weights, or `nil` for all of them.
  ///   - factor: What the learning rate is multiplied by.
  ///   - steps: How many steps to take at most, all of them along the present gradient, until one moves a weight.
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
    value.data.load(weight)
    if let gradient = parameter.gradient {
      let clipping = trainer.configuration.clipping
      value.gradient?.load(clipping.clipped(gradient.elements(taken), of: trainer.network.parameters))
    }
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
    let shown = wanted.lowerBound - taken.lowerBound..<wanted.upperBound - taken.lowerBound
    self.optimizer = choice
    present = Array(weight[shown])
    self.next = Array(next[shown])
    self.memory = memory
  }

  /// Whether the step changes any weight in float32.
  public var moves: Bool { present != next }
}

/// The loss after the next update, at a quarter of the rate to four times the rate.
public struct RatePreview: Sendable {
  /// What a step makes of the loss.
  public enum Trend: Sendable {
    case lower, equal, higher
  }

  /// The multiples of the learning rate.
  public static let factors = [0.25, 0.5, 1, 2, 4]

  /// The present loss, in float64.
  public let present: Double
  /// The loss after a step at each multiple, in float64, at the float32 weights that the step would lead to.
  public let losses: [Double]

  /// The losses for a trainer's running optimizer, on the batch in use.
  public init(_ trainer: Trainer) {
    (present, losses) = trainer.handDerived.map { Self.losses(trainer, $0) } ?? Self.losses(trainer)
  }

  /// The losses of any network, by the reference rules.
  private static func losses(_ trainer: Trainer) -> (Double, [Double]) {
    let (graph, loss) = (trainer.stage.graph, trainer.stage.loss)
    let losses = factors.map { factor in
      let moved = trainer.network.parameters.enumerated().map { index, parameter in
        (parameter, StepPreview(trainer, parameter: index, rateFactor: factor).next.map(Double.init))
      }
      return graph.reference(loss, replacing: moved)[0]
    }
    return (graph.reference(loss)[0], losses)
  }

  /// The losses of the article's layer, derived by hand.
  private static func losses(_ trainer: Trainer, _ layer: HandDerived) -> (Double, [Double]) {
    let (rows, columns) = (layer.target.count, layer.input.count)
    var sums = [Double](repeating: 0, count: factors.count)
    var present = 0.0
    // Some rows at a time, so that a large layer is never copied as a whole.
    let rowsAtOnce = max(1, 4096 / columns)
    for first in stride(from: 0, to: rows, by: rowsAtOnce) {
      let part = first..<min(rows, first + rowsAtOnce)
      let elements = part.lowerBound * columns..<part.upperBound * columns
      for (index, factor) in factors.enumerated() {
        let preview = StepPreview(trainer, elements: elements, rateFactor: factor)
        if index == 0 { present += squares(preview.present, layer, rows: part) }
        sums[index] += squares(preview.next, layer, rows: part)
      }
    }
    return (present / Double(rows), sums.map { $0 / Double(rows) })
  }

  /// Whether the loss after the step at the multiple with `index` is lower or higher, as far as seven figures tell.
  public func trend(_ index: Int) -> Trend {
    let change = losses[index] - present
    // A loss that is not a number is no improvement.
    if change.isNaN { return .higher }
    if abs(change) <= RoundingBounds.unit * max(present, losses[index]) { return .equal }
    return change < 0 ? .lower : .higher
  }

  /// Σ(p − y)² over some rows, whose weights are given: [rows, in].
  private static func squares(_ weight: [Float], _ layer: HandDerived, rows: Range<Int>) -> Double {
    let columns = layer.input.count
    return rows.reduce(0) { sum, row in
      let start = (row - rows.lowerBound) * columns
      var z = 0.0
      for column in 0..<columns { z += Double(weight[start + column]) * layer.input[column] }
      let error = HandDerived.sigmoid(z) - layer.target[row]
      return sum + error * error
    }
  }
}
