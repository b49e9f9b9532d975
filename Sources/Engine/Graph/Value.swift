/// One named tensor of a graph: its numbers and, where training needs it, the gradient of the loss by them.
///
/// Both buffers stay where they are for the life of the graph.
public final class Value {
  /// How the value is called on screen and in messages.
  public let name: String
  /// The length of each axis.
  public let shape: [Int]
  /// The numbers, row-major.
  public let data: Buffer
  /// ∂loss/∂data, shaped as `data`; `nil` for what training never changes, such as the input.
  public let gradient: Buffer?

  init(name: String, shape: [Int], requiresGradient: Bool) {
    self.name = name
    self.shape = shape
    let count = shape.reduce(1, *)
    data = Buffer(count: count)
    gradient = requiresGradient ? Buffer(count: count) : nil
  }

  /// A copy of the numbers as a tensor.
  public var tensor: Tensor { Tensor(data.elements, shape: shape) }

  /// A copy of the gradient as a tensor, if the value has one.
  public var gradientTensor: Tensor? { gradient.map { Tensor($0.elements, shape: shape) } }
}
