/// How far a run has come: the steps taken, their losses, and why it cannot go on, if it cannot.
struct Progress {
  /// How many steps were taken.
  var step = 0
  /// The loss of all steps so far.
  var history = LossHistory()
  /// Why training cannot go on, if it cannot.
  var fault: NonFinite?
  /// The steps after which the optimizer is still to be switched, in order.
  var toggles: ArraySlice<Int>

  init(toggles: ArraySlice<Int>) {
    self.toggles = toggles
  }

  /// Whether the schedule switches the optimizer at this step.
  var isToggleDue: Bool {
    guard let next = toggles.first else { return false }
    return next <= step
  }

  /// Takes steps until `target` of them are taken in all, a number stops being finite, or a toggle is due; tells
  /// whether it is.
  mutating func run(until target: Int, of model: Model, by optimizer: Optimizer) -> Bool {
    guard fault == nil else { return false }
    let end = min(target, toggles.first ?? .max)
    while step < end {
      guard takeStep(of: model, by: optimizer) else { return false }
    }
    return isToggleDue
  }

  /// Moves the weights along the present gradient, then computes loss and gradient at the new ones; tells whether
  /// training can go on.
  private mutating func takeStep(of model: Model, by optimizer: Optimizer) -> Bool {
    let areFinite = optimizer.step()
    step += 1
    if !areFinite, let broken = firstNonFinite(model, "weight", \.data) {
      fault = broken
      return false
    }
    return evaluate(model, isNewStep: true)
  }

  /// Computes prediction, loss and gradient at the present weights and records the loss; tells whether training can
  /// go on from there.
  @discardableResult
  mutating func evaluate(_ model: Model, isNewStep: Bool) -> Bool {
    model.graph.forward()
    let areFinite = model.graph.backward(from: model.loss)
    let loss = model.loss.data[0]
    guard loss.isFinite else {
      fault = NonFinite(step: step, tensor: "loss", indices: [], value: loss)
      return false
    }
    if isNewStep || history.count <= step { history.append(loss) } else { history.amend(loss) }
    if areFinite { return true }
    fault = firstNonFinite(model, "gradient of", \.gradient)
    return fault == nil
  }

  /// The first element of any parameter's `buffer` that is not finite.
  private func firstNonFinite(_ model: Model, _ role: String, _ buffer: (Value) -> Buffer?) -> NonFinite? {
    for parameter in model.parameters {
      guard let elements = buffer(parameter), let place = elements.firstNonFinite else { continue }
      return NonFinite(
        step: step, tensor: "\(role) \(parameter.name)",
        indices: parameter.tensor.indices(at: place), value: elements[place])
    }
    return nil
  }
}
