import Languages

/// All that one frame needs, as an immutable value taken between two steps.
///
/// Prediction, loss and gradient are those at the weights of this very step.
public struct Snapshot: Sendable {
  /// One value of the graph.
  public struct Value: Sendable {
    /// The name in the graph: "x", a parameter's as "0.weight", a layer's as "0", "y", "loss".
    public let name: String
    /// The numbers.
    public let data: ReducedTensor
    /// ∂loss/∂data, or `nil` for what training never changes.
    public let gradient: ReducedTensor?
  }

  /// A trained value with all that belongs to it; every tensor has the shape of `value`.
  public struct Parameter: Sendable {
    /// PyTorch's name in the state dict, such as "0.weight".
    public let name: String
    /// The numbers.
    public let value: ReducedTensor
    /// ∂loss/∂value
    public let gradient: ReducedTensor
    /// What the running optimizer keeps for it.
    public let state: [State]
  }

  /// One array of an optimizer's state for one parameter.
  public struct State: Sendable {
    /// The symbol, such as "m".
    public let symbol: String
    /// What it is, in a few words.
    public var meaning: String { words.text }
    /// Its words in every language.
    let words: Words
    /// Whether its numbers can be negative.
    public let isSigned: Bool
    /// The numbers.
    public let value: ReducedTensor
  }

  /// What leads to one unit of a linear layer.
  public struct WeightRow: Sendable, Equatable {
    /// The first of the weights.
    public let place: Place
    /// The weights, one an input.
    public let weights: [Float]
    /// What is added to their sum, if the layer has that.
    public let bias: Float?
  }

  /// The article's layer beside its derivation by hand.
  public struct Article: Sendable {
    /// The sample, and the layer derived by hand over it.
    public let layer: HandDerived
  }

  /// The data set's name.
  public let data: String
  /// The layers and the loss in words.
  public let model: String
  /// The seed of the initial weights, or `nil` where they were given.
  public let seed: UInt64?
  /// The seed that new weights would be drawn from next.
  public let nextSeed: UInt64
  /// How many steps were taken.
  public let step: Int
  /// Which epoch the next step belongs to, from 1 on.
  public let epoch: Int
  /// How many steps an epoch has.
  public let stepsPerEpoch: Int
  /// The optimizer that runs, with its settings in force.
  public let optimizer: OptimizerChoice
  /// The optimizer that was in use before it.
  public let partner: OptimizerRule
  /// Every optimizer, with the settings that were set.
  public let optimizers: [OptimizerChoice]
  /// Why optimizers cannot take over in this run, by their names; those that can are not among them.
  public let refusals: [String: String]
  /// How many steps the running optimizer has taken since its state was empty.
  public let optimizerStep: Int
  /// Every value of the graph, in forward order.
  public let values: [Value]
  /// What is trained.
  public let parameters: [Parameter]
  /// The hand derivation, where the network is the article's.
  public let article: Article?
  /// The weight that is explained, if one is.
  public let inspection: WeightView?
  /// The running optimizer, and the one that was in use before it, in the order of the list.
  public let contenders: [OptimizerRule]
  /// What moves the rate, if anything does.
  public let schedule: SchedulePlan?
  /// Whether a layer drops some of its numbers while training: what is told of the loss elsewhere is without that.
  public let dropsOut: Bool
  /// p: [batch, …]
  public let prediction: Tensor
  /// y: [batch, …]; of the article's sample in float64.
  public let target: [Double]
  /// Whether the targets are numbers of classes.
  public let targetsAreClasses: Bool
  /// From where on a prediction means the second of two classes; `nil` where there are no such two.
  public let threshold: Float?
  /// Whether a prediction is a probability.
  public let givesProbabilities: Bool
  /// Whether a prediction is the logit of a probability.
  public let isOfLogits: Bool
  /// The loss of the next batch.
  public let loss: Float
  /// The loss of all steps so far.
  public let history: LossHistory
  /// Why training cannot go on, if it cannot.
  public let fault: NonFinite?
  /// What the controls of a playground stand at; `nil` for a run that cannot be made again.
  public let setup: RunSetup?
  /// The rows to learn from and those held out, where they are at hand.
  public let examples: TrainingData?
  /// Which rows of the training part the batch has, in its order.
  public let batch: [Int]
  /// Every parameter in a line, where that is wanted.
  public internal(set) var summaries: [ParameterSummary] = []
  /// The weights of the unit that they are wanted of.
  public internal(set) var weightRow: WeightRow?
  /// The network's units, where they are wanted and there are any.
  public internal(set) var units: UnitView?
  /// The row that is followed, where one is.
  public internal(set) var row: RowView?
  /// All outputs for each row of features that was asked for.
  public internal(set) var answers: [[Float]] = []
  /// Those rows.
  public internal(set) var questions: [[Float]] = []

  /// The prediction for a row that it was wanted for; `nil` for another row.
  public func answer(to question: [Float]) -> [Float]? {
    guard let place = questions.firstIndex(of: question), answers.indices.contains(place) else { return nil }
    return answers[place]
  }

  /// The learning rate in force.
  public var learningRate: Double { optimizer.values["lr"] }
}

extension Trainer {
  /// A copy of all that one frame needs; of large tensors, as much as can be shown.
  public func snapshot(_ interest: Interest = Interest()) -> Snapshot {
    let stage = stage
    // Of large networks one parameter is looked at: a frame costs what it shows, not what the network has.
    let shown =
      interest.wantsParameter ? network.parameters.firstIndex { $0.name == interest.place.tensor } ?? 0 : nil
    let parameters = network.parameters.indices.compactMap { parameter(at: $0, isShown: $0 == shown) }
    let values = stage.graph.values.map { value in
      parameters.first { $0.name == value.name }.map {
        Snapshot.Value(name: $0.name, data: $0.value, gradient: $0.gradient)
      }
        ?? Snapshot.Value(
          name: value.name, data: ReducedTensor(value, isShown: false),
          gradient: ReducedTensor(gradientOf: value, isShown: false))
    }
    return Snapshot(
      data: configuration.data.training.name, model: network.architecture.title, seed: seed,
      nextSeed: (seed ?? configuration.seed) &+ 1, step: step,
      epoch: epoch, stepsPerEpoch: sampling.batchesPerEpoch,
      optimizer: OptimizerChoice(optimizer.rule, optimizer.values), partner: partner, optimizers: optimizers,
      refusals: refusals, optimizerStep: optimizer.stepCount, values: values,
      parameters: parameters,
      article: handDerived.map(Snapshot.Article.init),
      inspection: interest.explains.map { WeightView(self, at: interest.place, row: $0) },
      contenders: contenders, schedule: configuration.schedule,
      dropsOut: network.architecture.layers.contains {
        ($0.layer as? Dropout).map { $0.probability > 0 } ?? false
      },
      prediction: stage.prediction.tensor,
      target: sample?.target ?? stage.target.data.elements.map(Double.init),
      targetsAreClasses: type(of: network.architecture.loss).targets == .classes,
      threshold: configuration.data.training.classCount == 2
        ? network.architecture.loss.threshold(lowLabel: configuration.data.training.lowLabel) : nil,
      givesProbabilities: network.architecture.givesProbabilities,
      isOfLogits: network.architecture.loss is BCEWithLogitsLoss, loss: loss,
      history: history, fault: fault, setup: setup, examples: configuration.data,
      batch: sampling.batch.map(Int.init))
  }

  /// The row of a linear layer's weight that a place is in, with the bias; `nil` for a place that is in none.
  func weightRow(at place: Place) -> Snapshot.WeightRow? {
    guard let weight = network.parameters.first(where: { $0.name == place.tensor }), weight.shape.count == 2,
      let unit = place.index.first, (0..<weight.shape[0]).contains(unit), place.tensor.hasSuffix("weight")
    else { return nil }
    let inputs = weight.shape[1]
    let biasName = place.tensor.dropLast("weight".count) + "bias"
    let bias = network.parameters.first { $0.name == biasName }
    return Snapshot.WeightRow(
      place: Place(tensor: place.tensor, index: [unit, 0]),
      weights: weight.data.elements(unit * inputs..<(unit + 1) * inputs), bias: bias.map { $0.data[unit] })
  }

  private func parameter(at index: Int, isShown: Bool) -> Snapshot.Parameter? {
    let parameter = network.parameters[index]
    guard let gradient = ReducedTensor(gradientOf: parameter, isShown: isShown) else { return nil }
    let state = optimizer.state.map { state in
      Snapshot.State(
        symbol: state.symbol, words: state.words, isSigned: state.isSigned,
        value: ReducedTensor(state.buffers[index], of: parameter, isShown))
    }
    return Snapshot.Parameter(
      name: parameter.name, value: ReducedTensor(parameter, isShown: isShown), gradient: gradient,
      state: state)
  }
}
