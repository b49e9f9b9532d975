import Languages

extension Snapshot {
  /// What is known of a run that trains in another program: its parameters, its optimizer and its losses, but no graph, no
  /// rows and nothing that could make it again.
  ///
  /// - Parameters:
  ///   - run: What the run is called.
  ///   - model: What it trains, in words.
  ///   - step: How many steps were taken.
  ///   - optimizer: The optimizer that runs, with its settings in force.
  ///   - partner: The optimizer that a switch would go to.
  ///   - optimizers: Those that can take over.
  ///   - refusals: Why optimizers cannot take over, by their names.
  ///   - optimizerStep: How many steps the running optimizer has taken since its state was empty.
  ///   - parameters: What is trained; their numbers as far as they are at hand.
  ///   - loss: The loss of the last step.
  ///   - history: The losses of all steps, with marks.
  ///   - summaries: The parameters in a line each, where they are at hand.
  public init(
    elsewhere run: String, model: String, step: Int, optimizer: OptimizerChoice, partner: OptimizerRule,
    optimizers: [OptimizerChoice], refusals: [String: String] = [:], optimizerStep: Int,
    parameters: [Parameter], loss: Float,
    history: LossHistory, summaries: [ParameterSummary]
  ) {
    self.init(
      data: run, model: model, seed: nil, nextSeed: 0, step: step, epoch: 1, stepsPerEpoch: 1,
      optimizer: optimizer, partner: partner, optimizers: optimizers, refusals: refusals,
      optimizerStep: optimizerStep, values: [], parameters: parameters, article: nil, inspection: nil,
      contenders: [optimizer.rule, partner], schedule: nil, dropsOut: false,
      prediction: Tensor([], shape: [0]), target: [], targetsAreClasses: false, threshold: nil,
      givesProbabilities: false, isOfLogits: false, loss: loss, history: history, fault: nil, setup: nil,
      examples: nil, batch: [], summaries: summaries)
  }
}

extension Snapshot.Parameter {
  /// A parameter of a run that trains in another program; every tensor has the shape of `value`.
  public init(
    elsewhere name: String, value: ReducedTensor, gradient: ReducedTensor, state: [Snapshot.State]
  ) {
    (self.name, self.value, self.gradient, self.state) = (name, value, gradient, state)
  }
}

extension Snapshot.State {
  /// One array of the state of an optimizer that steps in another program.
  public init(elsewhere tensor: StateTensor, value: ReducedTensor) {
    (symbol, words, isSigned) = (tensor.symbol, tensor.words, tensor.isSigned)
    self.value = value
  }
}

extension ParameterSummary {
  /// The line of a parameter of a run that trains in another program.
  ///
  /// - Parameters:
  ///   - name: PyTorch's name in the state dict.
  ///   - shape: The length of each axis.
  ///   - norm: The Euclidean norm of its numbers.
  ///   - gradientNorm: That of its gradient; `nil` where it has none.
  ///   - updateRatio: The norm of the last step's change over the norm of the numbers.
  ///   - histogram: `histogramParts` counts.
  ///   - limit: The largest magnitude among the numbers that were counted.
  public init(
    elsewhere name: String, shape: [Int], norm: Double, gradientNorm: Double?, updateRatio: Double?,
    histogram: [Int], limit: Double
  ) {
    (self.name, self.shape, self.norm, self.gradientNorm) = (name, shape, norm, gradientNorm)
    (self.updateRatio, self.histogram, self.limit) = (updateRatio, histogram, limit)
  }
}

extension ReducedTensor {
  /// A tensor that lies in another program, of which the strongest elements of its blocks are at hand.
  ///
  /// - Parameters:
  ///   - shape: The shape of the whole.
  ///   - blocks: [rows, columns]; of no elements where none are at hand.
  public init(elsewhere shape: [Int], blocks: Tensor) {
    (self.shape, self.blocks) = (shape, blocks)
    first = Array(blocks.elements.prefix(Self.firstCount))
  }
}

extension OptimizerRule {
  /// An optimizer that steps in another program and has no rule here: its name and its numbers are all that is known.
  public static func elsewhere(name: String, title: String, settings: [Setting]) -> OptimizerRule {
    OptimizerRule(
      name: name, title: title, settings: settings,
      checkParameters: { _ throws(SettingError) in
        throw SettingError(say("engine.inspection.stepsElsewhere", "\(title) steps in PyTorch alone"))
      },
      state: { _ in [] }, formula: { _, _ in [] }, optimizer: Optimizer.self)
  }
}
