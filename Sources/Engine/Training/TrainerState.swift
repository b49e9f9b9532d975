/// Everything a trainer is at one step boundary, so that it can come back to it to the bit.
///
/// The loss history is not copied but for its latest and best loss: the rest is cut out of the longer history of the
/// run, see `LossHistory.truncated`.
struct TrainerState: Sendable {
  let step: Int
  let seed: UInt64?
  let initialWeight: [Float]
  let layer: HandDerived
  let parameters: [[Float]]
  let optimizerKind: OptimizerKind
  /// The memory of the running optimizer; the others' is empty.
  let memory: Optimizer.Memory
  let learningRates: [OptimizerKind: Double]
  let toggles: ArraySlice<Int>
  let fault: NonFinite?
  let lossCount: Int
  let latestLoss: Float?
  let bestLoss: (loss: Float, step: Int)?
}
