import Engine

/// One step of a run as `viz trace` prints it: what held before the step, and the weights after it.
struct StepRecord {
  private let optimizer: OptimizerKind
  private let learningRate: Double
  private let prediction: [Float]
  private let loss: Float
  private let gradient: [Float]
  private let weight: [Float]

  /// Notes what holds before the next step.
  init(before trainer: Trainer) {
    let parameter = trainer.model.parameters[0]
    optimizer = trainer.optimizerKind
    learningRate = trainer.learningRate
    prediction = trainer.model.prediction.data.elements
    loss = trainer.model.loss.data[0]
    gradient = parameter.gradient?.elements ?? []
    weight = parameter.data.elements
  }

  /// The line of JSON once the step was taken.
  func json(after trainer: Trainer) -> String {
    let columns = trainer.configuration.size
    let hand = trainer.layer.evaluate(weight: weight.map(Double.init))
    return """
      {"step":\(trainer.step),"optimizer":"\(optimizer.rawValue)","lr":\(JSONText.number(learningRate)),\
      "prediction":\(JSONText.list(prediction)),"loss":\(JSONText.number(loss)),\
      "gradient":\(JSONText.matrix(gradient, columns: columns)),\
      "hand":{"prediction":\(JSONText.list(hand.prediction)),"loss":\(JSONText.number(hand.loss)),\
      "gradient":\(JSONText.matrix(hand.gradient, columns: columns))},\
      \(Self.weights(of: trainer))}

      """
  }

  /// The line for people once the step was taken.
  func text(after trainer: Trainer) -> String {
    Self.text(step: trainer.step, loss: loss, learningRate: learningRate, optimizer: optimizer) + "\n"
  }

  /// The line of JSON for the start of a run.
  static func start(of trainer: Trainer) -> String {
    "{\"step\":0,\(weights(of: trainer))}\n"
  }

  /// A step in words that any terminal and screen reader can tell.
  static func text(step: Int, loss: Float, learningRate: Double, optimizer: OptimizerKind) -> String {
    let text =
      "step \(step)  loss \(NumberText.compact(Double(loss), width: 10))  "
      + "lr \(NumberText.shortest(learningRate))  \(optimizer.title)"
    return String(text.map { $0 == "−" ? "-" : $0 })
  }

  private static func weights(of trainer: Trainer) -> String {
    let weight = trainer.model.parameters[0].data.elements
    return "\"weights\":\(JSONText.matrix(weight, columns: trainer.configuration.size))"
  }
}
