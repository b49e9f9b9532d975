/// What takes a look at the whole network to tell, so that it is not part of every snapshot of a large one.
public struct Examination: Sendable {
  /// The step at which it was made.
  public let step: Int
  /// The three witnesses of the article's gradient; `nil` for other networks.
  public let check: ArticleCheck?
  /// Autograd against central differences, for networks other than the article's.
  public let differences: GradientCheck?
  /// What there is to say of the run.
  public let condition: Condition
  /// The loss along the weight that is explained, if one is.
  public let curve: LossCurve?
  /// What a step makes of the loss over the rate, where that is looked at.
  public let rates: RateCurve?

  /// What can be told of a run at its start before it is examined: nothing.
  public init(pendingAt step: Int) {
    self.step = step
    (check, differences, condition, curve, rates) = (nil, nil, .training, nil, nil)
  }

  /// Examines a trainer's present state.
  public init(_ trainer: Trainer, _ interest: Interest) {
    step = trainer.step
    let parameter = trainer.network.parameters[0]
    // What was looked at last may be a number of the network that was here before.
    let place = parameter.element(at: interest.place.index) == nil ? nil : interest.place
    check = trainer.handDerived.map { layer in
      let columns = layer.input.count
      return ArticleCheck(layer: layer, step: trainer.step, including: place) { row in
        let range = row * columns..<(row + 1) * columns
        return (parameter.data.elements(range)[...], (parameter.gradient?.elements(range) ?? [])[...])
      }
    }
    differences =
      trainer.handDerived == nil
      ? GradientCheck(
        trainer.stage, parameters: trainer.network.parameters, step: trainer.step, including: interest.place)
      : nil
    condition = trainer.fault == nil ? Condition(of: trainer) : .training
    let wantsCurve = interest.explains != nil
    let probe =
      trainer.fault == nil && (wantsCurve || interest.wantsRates) ? LossProbe(batchOf: trainer) : nil
    curve = wantsCurve ? probe.flatMap { LossCurve(trainer, $0, along: interest.place) } : nil
    rates = interest.wantsRates ? probe.flatMap { RateCurve(trainer, $0) } : nil
  }
}
