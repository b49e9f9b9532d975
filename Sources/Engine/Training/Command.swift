/// What can be asked of a trainer between two steps.
///
/// Commands are relative ("the next higher rate"), so that two of them sent before either took effect both count.
public enum Command: Sendable, Equatable {
  /// Takes one step.
  case step
  /// Switches to the other optimizer, with empty state and its own rate.
  case toggleOptimizer
  /// Moves the learning rate to the next higher number of 1, 2, 5, 10, …
  case raiseLearningRate
  /// Moves the learning rate to the next lower number of 1, 2, 5, 10, …
  case lowerLearningRate
  /// Goes back to step 0 and the same initial weights; optimizer and rate stay as they are.
  case reset
  /// Goes back to step 0 with the weights of the next seed.
  case reseed
  /// Replaces one number by another.
  case edit(Place, Double)
}

/// A change that a command made, as the loss plot marks it and a log tells it.
public enum Change: Sendable, Equatable {
  /// Another optimizer took over.
  case optimizer(OptimizerKind)
  /// The learning rate in force became this.
  case learningRate(Double)
  /// The run started again from the same weights.
  case reset
  /// The run started again from the weights of this seed.
  case seed(UInt64)
  /// A number was replaced.
  case edit(Place, Double)
}
