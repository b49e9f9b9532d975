/// Everything a trainer is at one step boundary, so that it can come back to it to the bit.
///
/// The loss history is not copied but for its latest and best loss: the rest is cut out of the longer history of the
/// run, see `LossHistory.truncated`.
struct TrainerState: Sendable {
  var step: Int
  let seed: UInt64?
  let initialWeights: [[Float]]
  let initialGenerator: Generator
  let sample: Sample?
  let parameters: [[Float]]
  /// The running optimizer, its settings in force and its memory; the others' memory is empty.
  let optimizer: OptimizerChoice
  let memory: Optimizer.Memory
  let optimizers: [OptimizerChoice]
  let partner: OptimizerRule
  let schedule: Schedule?
  let sampling: Sampling
  /// What layers such as Dropout drew for the batch in use.
  let drawn: [[Float]]
  let gradientNorm: Float?
  var events: ArraySlice<Timed>
  let fault: NonFinite?
  var lossCount: Int
  let latestLoss: Float?
  let bestLoss: (loss: Float, step: Int)?

  /// What the state takes in memory, in bytes. The order of an epoch is counted in full, though states of one epoch share
  /// it.
  var byteCount: Int {
    let arrays = [parameters, drawn] + memory.buffers
    let floats = arrays.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } }
    return floats * MemoryLayout<Float>.stride + sampling.byteCount + 512
  }
}

extension Trainer {
  /// The present state as a value; `restore` comes back to it.
  var state: TrainerState {
    TrainerState(
      step: step, seed: seed, initialWeights: initialWeights, initialGenerator: initialGenerator,
      sample: sample, parameters: network.parameters.map(\.data.elements),
      optimizer: OptimizerChoice(optimizer.rule, optimizer.values), memory: optimizer.memory,
      optimizers: optimizers, partner: partner, schedule: schedule, sampling: sampling,
      drawn: stage.graph.drawn, gradientNorm: gradientNorm, events: events, fault: fault,
      lossCount: history.count, latestLoss: history.latest, bestLoss: history.best)
  }

  /// Takes over `state`, with `history` as the losses that led to it.
  func restore(_ state: TrainerState, history: LossHistory) {
    (step, seed, events) = (state.step, state.seed, state.events)
    (initialWeights, initialGenerator) = (state.initialWeights, state.initialGenerator)
    (optimizers, partner) = (state.optimizers, state.partner)
    (schedule, sampling, gradientNorm) = (state.schedule, state.sampling, state.gradientNorm)
    sample = state.sample
    for (parameter, elements) in zip(network.parameters, state.parameters) { parameter.data.load(elements) }
    if state.optimizer.rule != optimizer.rule,
      let optimizer = try? state.optimizer.make(parameters: network.parameters)
    {
      self.optimizer = optimizer
    }
    optimizer.reset()
    optimizer.put(state.optimizer.values)
    optimizer.memory = state.memory
    self.history = history
    resume(state.drawn)
    fault = state.fault
  }
}
