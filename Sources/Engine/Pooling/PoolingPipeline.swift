import Languages

/// The article's chain of shapes as a value: input → transpose → average pooling → squeeze.
public struct PoolingPipeline: Sendable {
  /// What becomes of axes of length 1 at the end.
  public enum Squeeze: Sendable, Equatable {
    /// They stay.
    case none
    /// All of them go: `squeeze()`.
    case all
    /// Only the pooled axis goes, if its length is 1: `squeeze(-1)`.
    case pooledAxis
  }

  /// One tensor on the way.
  public struct Stage: Sendable {
    /// What made it, as in code: "input", "transpose(1, 2)", "AvgPool1d(4)", "squeeze()".
    public let name: String
    /// The numbers.
    public let tensor: Tensor
    /// What each axis counts, as long as the shape.
    public let axes: [String]

    /// What made it, as it is shown: code, but for the input.
    public var title: String { name == Self.inputName ? say("engine.pooling.input", "input") : name }

    fileprivate static let inputName = "input"
  }

  /// Where one output comes from, in indices of each stage.
  public struct Source: Sendable, Equatable {
    /// The output's indices in the pooled tensor.
    public let pooled: [Int]
    /// Its indices after squeezing.
    public let squeezed: [Int]
    /// The window over the last axis of what is pooled.
    public let window: AvgPool1d.Window
    /// The indices, in the tensor that is pooled, of the elements that are averaged.
    public let elements: [[Int]]
    /// The indices of the same elements in the input.
    public let inputs: [[Int]]
  }

  /// The stages in order; a step that is switched off has none.
  public let stages: [Stage]
  /// The pooling layer.
  public let layer: AvgPool1d
  /// Whether the last two axes are exchanged before pooling.
  public let transposes: Bool
  /// What is squeezed at the end.
  public let squeeze: Squeeze
  /// What is pooled: the input or its transposed view.
  public let pooledInput: Tensor
  /// The means.
  public let pooled: Tensor

  /// Runs `input`, of rank 2 or 3, through the chain; the axes are named sample, text and vector.
  ///
  /// Throws where PyTorch would refuse. A transpose exchanges the last two axes.
  public init(_ input: Tensor, layer: AvgPool1d, transposes: Bool = true, squeeze: Squeeze = .all)
    throws(AvgPool1d.Refusal)
  {
    guard input.rank == 2 || input.rank == 3 else { throw .rank(input.rank) }
    self.layer = layer
    self.transposes = transposes
    self.squeeze = squeeze
    var axes = Array(["sample", "text", "vector"].suffix(input.rank))
    var stages = [Stage(name: Stage.inputName, tensor: input, axes: axes)]
    var current = input
    let (first, second) = (input.rank - 2, input.rank - 1)
    if transposes {
      current = current.transposed(first, second)
      axes.swapAt(first, second)
      stages.append(Stage(name: "transpose(\(first), \(second))", tensor: current, axes: axes))
    }
    pooledInput = current
    let pooled = try layer.forward(current)
    self.pooled = pooled
    stages.append(Stage(name: layer.description, tensor: pooled, axes: axes))
    switch squeeze {
    case .none:
      break
    case .all:
      let kept = pooled.shape.indices.filter { pooled.shape[$0] != 1 }
      stages.append(Stage(name: "squeeze()", tensor: pooled.squeezed(), axes: kept.map { axes[$0] }))
    case .pooledAxis:
      let last = pooled.rank - 1
      let kept = pooled.shape[last] == 1 ? Array(axes.dropLast()) : axes
      stages.append(Stage(name: "squeeze(-1)", tensor: pooled.squeezed(last), axes: kept))
    }
    self.stages = stages
  }

  /// How many outputs there are, each with a window of its own.
  public var outputCount: Int { pooled.count }

  /// Where output `index` comes from; outputs count in row-major order of the pooled tensor.
  public func source(of index: Int) -> Source {
    let indices = pooled.indices(at: index)
    let last = indices.count - 1
    let window = layer.window(indices[last], length: pooledInput.shape[last])
    let elements = window.elements.map { Array(indices.dropLast()) + [$0] }
    return Source(
      pooled: indices, squeezed: squeezedIndices(indices), window: window, elements: elements,
      inputs: elements.map(inputIndices))
  }

  /// The elements of the pooled axis that no window reads.
  public var droppedPlaces: [Int] {
    let length = pooledInput.shape[pooledInput.rank - 1]
    var isRead = [Bool](repeating: false, count: length)
    for index in 0..<pooled.shape[pooled.rank - 1] {
      for place in layer.window(index, length: length).elements { isRead[place] = true }
    }
    return isRead.indices.filter { !isRead[$0] }
  }

  /// ∂(sum of all outputs)/∂(what is pooled): how much of each element reaches the result.
  public func gradient() throws(AvgPool1d.Refusal) -> Tensor {
    let ones = Tensor([Float](repeating: 1, count: pooled.count), shape: pooled.shape)
    return try layer.backward(ones, input: pooledInput)
  }

  /// The indices in the input of an element of what is pooled, or the other way round.
  public func inputIndices(_ indices: [Int]) -> [Int] {
    guard transposes else { return indices }
    var indices = indices
    indices.swapAt(indices.count - 2, indices.count - 1)
    return indices
  }

  private func squeezedIndices(_ indices: [Int]) -> [Int] {
    switch squeeze {
    case .none: indices
    case .all: indices.indices.filter { pooled.shape[$0] != 1 }.map { indices[$0] }
    case .pooledAxis: pooled.shape[pooled.rank - 1] == 1 ? Array(indices.dropLast()) : indices
    }
  }
}
