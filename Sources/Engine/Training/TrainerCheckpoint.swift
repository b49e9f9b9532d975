/// A trainer's state at one moment, to be looked at while the trainer goes on.
public struct TrainerCheckpoint: Sendable {
  private let state: TrainerState
  private let history: LossHistory

  /// The present state.
  public init(of trainer: Trainer) {
    (state, history) = (trainer.state, trainer.history)
  }

  /// Makes `trainer`, one of the same configuration, what the other one was: the same numbers to the bit.
  public func restore(to trainer: Trainer) {
    trainer.restore(state, history: history)
  }
}
