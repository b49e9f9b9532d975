/// One named tensor of a graph: its numbers and, where training needs it, the gradient of the loss by them.
///
/// Both buffers stay where they are for the life of the value. A view has the buffers of another value, under another
/// shape.
public final class Value {
  /// How the value is called on screen and in messages.
  public let name: String
  /// The length of each axis.
  public let shape: [Int]
  /// How many places of the buffers lie between neighbours along each axis.
  public let strides: [Int]
  /// The numbers, row-major unless the value is a view that swaps axes.
  public let data: Buffer
  /// ∂loss/∂data, laid out as `data`; `nil` for what training never changes, such as the input.
  public let gradient: Buffer?

  init(name: String, shape: [Int], strides: [Int]? = nil, requiresGradient: Bool) {
    self.name = name
    self.shape = shape
    self.strides = strides ?? Tensor.rowMajorStrides(of: shape)
    let count = shape.reduce(1, *)
    data = Buffer(count: count)
    gradient = requiresGradient ? Buffer(count: count) : nil
  }

  /// A view of `value` with another shape and strides, which reach every element once.
  init(name: String, of value: Value, shape: [Int], strides: [Int]) {
    self.name = name
    self.shape = shape
    self.strides = strides
    data = value.data
    gradient = value.gradient
  }

  /// Whether the numbers lie in row-major order.
  public var isContiguous: Bool {
    zip(shape, zip(strides, Tensor.rowMajorStrides(of: shape))).allSatisfy { $0 == 1 || $1.0 == $1.1 }
  }

  /// Where in the buffers the element at `index` lies; `nil` where there is no such element.
  public func element(at index: [Int]) -> Int? {
    guard index.count == shape.count, zip(index, shape).allSatisfy({ (0..<$1).contains($0) }) else {
      return nil
    }
    return zip(index, strides).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The index of an element of a contiguous value, by its place in the buffers.
  public func index(of element: Int) -> [Int] {
    var (left, index) = (element, [Int]())
    for length in shape.reversed() {
      index.insert(left % length, at: 0)
      left /= length
    }
    return index
  }

  /// A copy of the numbers as a tensor.
  public var tensor: Tensor { Tensor(storage: data.elements, shape: shape, strides: strides) }

  /// A copy of the gradient as a tensor, if the value has one.
  public var gradientTensor: Tensor? {
    gradient.map { Tensor(storage: $0.elements, shape: shape, strides: strides) }
  }
}
