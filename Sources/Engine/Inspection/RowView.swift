/// One row on its way through the network: every value that the layers make of it, with the gradient of its own loss.
public struct RowView: Sendable {
  /// One value on the way: the features, or what a layer gives.
  public struct Stage: Sendable {
    /// The name of the graph's value: "x", or the layer's in the state dict.
    public let name: String
    /// The layer that gives it; `nil` for the features.
    public let layer: (any Layer)?
    /// The length of each axis, without that of the batch.
    public let shape: [Int]
    /// The same with the batch that trains: [batch, …]; as PyTorch has it, also where a layer took the batch's axis away.
    public let batchShape: [Int]
    /// What each axis of `shape` is called.
    public let axes: [String]
    /// The numbers.
    public let data: Tensor
    /// ∂ℓ/∂data, where ℓ is the loss of this row alone; `nil` for what has none, and for a row without a target.
    public let gradient: Tensor?
  }

  /// Which row it is.
  public let choice: RowChoice
  /// The features and what each layer makes of them, in forward order.
  public let stages: [Stage]
  /// What the loss compares the prediction with; `nil` for a row of somebody's own.
  public let target: [Float]?
  /// ℓ: the loss of this row alone; `nil` for one without a target.
  public let loss: Float?

  /// The elements of the stage before that an element of a stage is made of, each by its index; none for the features.
  public func sources(of index: [Int], stage: Int) -> [[Int]] {
    guard stage > 0, stages.indices.contains(stage), let layer = stages[stage].layer else { return [] }
    // Layers count the batch's axis as well: this row's is the first of two, so that none is squeezed away.
    return layer.sources(of: [0] + index, in: [2] + stages[stage - 1].shape).map { Array($0.dropFirst()) }
  }

  /// What the last layer gives.
  public var prediction: [Float] { stages.last?.data.elements ?? [] }
}
