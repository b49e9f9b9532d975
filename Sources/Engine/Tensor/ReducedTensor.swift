/// A tensor as a screen shows it: whole while it is small, else reduced to blocks, or to its first elements where it is
/// not looked at.
///
/// So a snapshot costs what is shown, not what the network has. Nothing that stands out is lost: a block is shown by its
/// element of largest magnitude, with its sign, and by one that is not finite before all others.
public struct ReducedTensor: Sendable, Equatable {
  /// The shape of the whole tensor.
  public let shape: [Int]
  /// The elements, or the strongest of each block: [rows, columns], or the tensor's own shape where it is whole.
  public let blocks: Tensor
  /// The first elements in row-major order, as many as there are, at most `firstCount`.
  public let first: [Float]

  /// The most rows of blocks.
  public static let mostRows = 128
  /// The most columns of blocks.
  public static let mostColumns = 256
  /// How many of the first elements are kept in any case.
  public static let firstCount = 64
  /// How many elements a tensor may have that is whole though it is not looked at.
  public static let smallCount = 1024

  /// The elements of `buffer`, row-major, under `shape`.
  init(_ buffer: Buffer, shape: [Int]) {
    self.shape = shape
    first = buffer.elements(0..<min(Self.firstCount, buffer.count))
    let columns = shape.last ?? 1
    let rows = columns == 0 ? 0 : buffer.count / columns
    if rows <= Self.mostRows, columns <= Self.mostColumns {
      blocks = Tensor(buffer.elements, shape: shape)
    } else {
      let (blockRows, blockColumns) = (min(rows, Self.mostRows), min(columns, Self.mostColumns))
      blocks = Tensor(
        buffer.strongest(rows: rows, columns: columns, blockRows: blockRows, blockColumns: blockColumns),
        shape: [blockRows, blockColumns])
    }
  }

  /// The numbers of a value, in the order of its axes; the first ones alone of a large one that is not looked at.
  init(_ value: Value, isShown: Bool = true) {
    self.init(value.data, of: value, isShown)
  }

  /// The gradient of a value, likewise; `nil` where it has none.
  init?(gradientOf value: Value, isShown: Bool = true) {
    guard let gradient = value.gradient else { return nil }
    self.init(gradient, of: value, isShown)
  }

  /// An array that belongs to `value` and lies as its numbers do.
  init(_ buffer: Buffer, of value: Value, _ isShown: Bool) {
    if !isShown, value.data.count > Self.smallCount {
      self.init(
        first: value.isContiguous
          ? buffer.elements(0..<Self.firstCount)
          : (0..<Self.firstCount).compactMap { value.element(at: value.index(of: $0)).map { buffer[$0] } },
        shape: value.shape)
    } else if value.isContiguous {
      self.init(buffer, shape: value.shape)
    } else {
      let elements = Tensor(storage: buffer.elements, shape: value.shape, strides: value.strides).elements
      let ordered = Buffer(count: elements.count)
      ordered.load(elements)
      self.init(ordered, shape: value.shape)
    }
  }

  /// The first elements alone.
  private init(first: [Float], shape: [Int]) {
    self.shape = shape
    self.first = first
    blocks = Tensor(first, shape: [first.count])
  }

  /// How many elements the whole tensor has.
  public var count: Int { shape.reduce(1, *) }

  /// Whether each element is there, and not only the strongest of each block.
  public var isWhole: Bool { blocks.shape == shape }

  /// All elements, or all blocks, in row-major order.
  public var elements: [Float] { blocks.elements }

  /// The element, or the block, at one index for each axis of `blocks`.
  public subscript(indices: Int...) -> Float { blocks[indices] }
}
