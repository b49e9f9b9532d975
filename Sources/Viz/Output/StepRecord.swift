import Engine
import Languages

/// One step of a run as `viz trace` prints it: what held before the step, and the weights after it.
///
/// Once it is complete it needs no trainer any more, so its line stays true whatever happens to the run.
struct StepRecord {
  private let form: RecordForm
  private let epoch: Int
  private let optimizer: OptimizerRule
  private let learningRate: Double
  private let loss: Float
  private let batch: [Int32]
  private let prediction: Tensor?
  private let gradients: [Tensor]
  private let layer: HandDerived?
  /// The article's weights before the step.
  private let weight: [Float]
  private var after: (step: Int, parameters: [Tensor], state: [String])
  private let names: [String]

  /// Notes what holds before the next step, as far as `form` wants it; `previous` is the step before where nothing was
  /// changed since, so that its weights need no copy.
  init(before trainer: Trainer, _ form: RecordForm? = nil, following previous: StepRecord? = nil) {
    let form = form ?? RecordForm(of: trainer.configuration)
    let parameters = trainer.network.parameters
    self.form = form
    epoch = trainer.epoch
    optimizer = trainer.optimizer.rule
    learningRate = trainer.learningRate
    loss = trainer.loss
    batch = form.holds(.batch) ? Array(trainer.sampling.batch) : []
    prediction = form.holds(.prediction) ? trainer.stage.prediction.tensor : nil
    gradients =
      form.holds(.gradients)
      ? parameters.map { Tensor($0.gradient?.elements ?? [], shape: $0.shape) } : []
    layer = form.holds(.hand) ? trainer.handDerived : nil
    weight =
      layer == nil ? [] : previous?.after.parameters.first?.elements ?? parameters[0].data.elements
    names = parameters.map(\.name)
    after = (trainer.step, [], [])
  }

  /// Notes the step's number and what it made of the weights.
  mutating func complete(after trainer: Trainer) {
    after.step = trainer.step
    if form.holds(.parameters) { after.parameters = trainer.network.parameters.map(\.tensor) }
    if form.holds(.state) { after.state = Self.state(trainer) }
  }

  /// The line of JSON.
  var json: String {
    switch form {
    case .article: articleJSON
    case .fields(let fields):
      """
      {"step":\(after.step),"epoch":\(epoch),"optimizer":"\(optimizer.name)","lr":\(JSONText.number(learningRate))\
      \(RecordField.allCases.filter(fields.contains).map { ",\"\($0.rawValue)\":\(text(of: $0))" }.joined())}

      """
    }
  }

  private func text(of field: RecordField) -> String {
    switch field {
    case .loss: JSONText.number(loss)
    case .batch: JSONText.list(batch)
    case .prediction: prediction.map { JSONText.nested($0) } ?? "null"
    case .gradients: JSONText.object(zip(names, gradients.map { JSONText.nested($0) }))
    case .parameters: JSONText.object(zip(names, after.parameters.map { JSONText.nested($0) }))
    case .hand: hand ?? "null"
    case .state: JSONText.object(zip(names, after.state))
    }
  }

  /// The article's own line.
  private var articleJSON: String {
    guard let hand, let prediction, let gradient = gradients.first, let weight = after.parameters.first else {
      return ""
    }
    return """
      {"step":\(after.step),"optimizer":"\(optimizer.name)","lr":\(JSONText.number(learningRate)),\
      "prediction":\(JSONText.list(prediction.elements)),"loss":\(JSONText.number(loss)),\
      "gradient":\(JSONText.nested(gradient)),"hand":\(hand),"weights":\(JSONText.nested(weight))}

      """
  }

  /// Prediction, loss and gradient by hand.
  private var hand: String? {
    guard let layer else { return nil }
    let hand = layer.evaluate(weight: weight.map(Double.init))
    return """
      {"prediction":\(JSONText.list(hand.prediction)),"loss":\(JSONText.number(hand.loss)),\
      "gradient":\(JSONText.matrix(hand.gradient, columns: layer.input.count))}
      """
  }

  /// The optimizer's state of each parameter as JSON; PyTorch's count of steps is a number alone.
  private static func state(_ trainer: Trainer) -> [String] {
    trainer.network.parameters.indices.map { index in
      let shape = trainer.network.parameters[index].shape
      let state = trainer.optimizer.stateDictionary(parameter: index)
      return JSONText.object(
        state.map { name, elements in
          (name, JSONText.nested(Tensor(elements, shape: name == "step" ? [] : shape)))
        })
    }
  }

  /// The line for people, which says of the loss that the step came after it.
  var text: String {
    let (loss, rate) = Self.texts(loss: loss, learningRate: learningRate)
    let text =
      form == .article
      ? say(
        "output.stepBefore", "step \(after.step)  loss \(loss) before it  lr \(rate)  \(optimizer.title)")
      : say(
        "output.stepOfEpoch",
        "step \(after.step)  epoch \(epoch)  loss \(loss) before it  lr \(rate)  \(optimizer.title)")
    return NumberText.plain(text) + "\n"
  }

  /// The line of JSON for the start of a run; empty where the form has nothing to say of it.
  static func start(of trainer: Trainer, _ form: RecordForm? = nil) -> String {
    let parameters = trainer.network.parameters
    switch form ?? RecordForm(of: trainer.configuration) {
    case .article: return "{\"step\":\(trainer.step),\"weights\":\(JSONText.nested(parameters[0].tensor))}\n"
    case .fields(let fields):
      guard fields.contains(.parameters) else { return "" }
      let numbers = JSONText.object(parameters.map { ($0.name, JSONText.nested($0.tensor)) })
      return "{\"step\":\(trainer.step),\"parameters\":\(numbers)}\n"
    }
  }

  /// A step in words that any terminal and screen reader can tell, with the loss at its own weights.
  static func text(step: Int, loss: Float, learningRate: Double, optimizer: OptimizerRule) -> String {
    let (loss, rate) = texts(loss: loss, learningRate: learningRate)
    return NumberText.plain(say("output.step", "step \(step)  loss \(loss)  \(optimizer.title)  lr \(rate)"))
  }

  private static func texts(loss: Float, learningRate: Double) -> (loss: String, rate: String) {
    (NumberText.compact(Double(loss), width: 10), NumberText.shortest(learningRate))
  }
}
