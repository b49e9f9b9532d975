import Engine

/// One step of a run as `viz trace` prints it: what held before the step, and the weights after it.
///
/// Once it is complete it needs no trainer any more, so its line stays true whatever happens to the run.
struct StepRecord {
  private let optimizer: OptimizerRule
  private let learningRate: Double
  private let layer: HandDerived?
  private let prediction: [Float]
  private let loss: Float
  private let gradient: [Float]
  private let weight: [Float]
  private var after: (step: Int, weight: [Float])

  /// Notes what holds before the next step; `previous` is the step before where nothing was changed since, so that its
  /// weights need no copy.
  init(before trainer: Trainer, following previous: StepRecord? = nil) {
    let parameter = trainer.network.parameters[0]
    optimizer = trainer.optimizer.rule
    learningRate = trainer.learningRate
    layer = trainer.handDerived
    prediction = trainer.stage.prediction.data.elements
    loss = trainer.loss
    gradient = parameter.gradient?.elements ?? []
    weight = previous?.after.weight ?? parameter.data.elements
    after = (trainer.step, weight)
  }

  /// Notes the step's number and what it made of the weights.
  mutating func complete(after trainer: Trainer) {
    after = (trainer.step, trainer.network.parameters[0].data.elements)
  }

  /// The line of JSON.
  var json: String {
    guard let layer else { return "" }
    let columns = layer.input.count
    let hand = layer.evaluate(weight: weight.map(Double.init))
    return """
      {"step":\(after.step),"optimizer":"\(optimizer.name)","lr":\(JSONText.number(learningRate)),\
      "prediction":\(JSONText.list(prediction)),"loss":\(JSONText.number(loss)),\
      "gradient":\(JSONText.matrix(gradient, columns: columns)),\
      "hand":{"prediction":\(JSONText.list(hand.prediction)),"loss":\(JSONText.number(hand.loss)),\
      "gradient":\(JSONText.matrix(hand.gradient, columns: columns))},\
      "weights":\(JSONText.matrix(after.weight, columns: columns))}

      """
  }

  /// The line for people, which says of the loss that the step came after it.
  var text: String {
    Self.text(step: after.step, loss: loss, " before it", learningRate: learningRate, optimizer: optimizer)
      + "\n"
  }

  /// The line of JSON for the start of a run.
  static func start(of trainer: Trainer) -> String {
    let weight = trainer.network.parameters[0].data.elements
    return
      "{\"step\":0,\"weights\":\(JSONText.matrix(weight, columns: trainer.network.parameters[0].shape.last ?? 1))}\n"
  }

  /// A step in words that any terminal and screen reader can tell; `when` says at which weights the loss is, where
  /// those are not the step's own.
  static func text(
    step: Int, loss: Float, _ when: String = "", learningRate: Double, optimizer: OptimizerRule
  ) -> String {
    let text =
      "step \(step)  loss \(NumberText.compact(Double(loss), width: 10))\(when)  "
      + "lr \(NumberText.shortest(learningRate))  \(optimizer.title)"
    return String(text.map { $0 == "−" ? "-" : $0 })
  }
}
