/// All that one frame needs, as an immutable value taken between two steps.
///
/// Prediction, loss and gradient are those at the weights of this very step.
public struct Snapshot: Sendable {
  /// One value of the graph.
  public struct Value: Sendable {
    /// The name in the graph, such as "z".
    public let name: String
    /// The numbers.
    public let data: ReducedTensor
    /// ∂loss/∂data, or `nil` for what training never changes.
    public let gradient: ReducedTensor?
  }

  /// A trained value with all that belongs to it; every tensor has the shape of `value`.
  public struct Parameter: Sendable {
    /// The name in the graph, such as "W".
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
    public let meaning: String
    /// Whether its numbers can be negative.
    public let isSigned: Bool
    /// The numbers.
    public let value: ReducedTensor
  }

  /// The layers in words.
  public let model: String
  /// The seed of the initial weights, or `nil` where they were given.
  public let seed: UInt64?
  /// How many steps were taken.
  public let step: Int
  /// The optimizer that runs.
  public let optimizer: OptimizerKind
  /// The settings of every optimizer, with the rates in force.
  public let settings: OptimizerSettings
  /// How many steps the running optimizer has taken since its state was empty.
  public let optimizerStep: Int
  /// The sample, and the layer derived by hand over it.
  public let layer: HandDerived
  /// Every value of the graph, in forward order.
  public let values: [Value]
  /// What is trained.
  public let parameters: [Parameter]
  /// The weight that is looked at.
  public let inspection: Inspection
  /// p: [batch, out]
  public let prediction: Tensor
  /// The loss.
  public let loss: Float
  /// The loss of all steps so far.
  public let history: LossHistory
  /// Why training cannot go on, if it cannot.
  public let fault: NonFinite?

  /// The learning rate in force.
  public var learningRate: Double {
    switch optimizer {
    case .sgd: settings.sgd.learningRate
    case .adam: settings.adam.learningRate
    }
  }
}

/// A number that stopped being finite: where, and after which step.
public struct NonFinite: Error, Sendable, Equatable {
  /// How many steps were taken when it was found.
  public let step: Int
  /// What holds it: "loss", "weight W", "gradient of W".
  public let tensor: String
  /// Its place, one index an axis; empty for the loss.
  public let indices: [Int]
  /// The number: infinite or NaN.
  public let value: Float
}

extension NonFinite: CustomStringConvertible {
  /// Such as "after step 12 the weight W[0][1] is inf".
  public var description: String { "after step \(step) the \(subject)" }

  /// What is wrong, such as "weight W[0][1] is inf"; the sign of a NaN says nothing.
  public var subject: String {
    "\(tensor)\(indices.map { "[\($0)]" }.joined()) is \(value.isNaN ? "nan" : value.description)"
  }
}
