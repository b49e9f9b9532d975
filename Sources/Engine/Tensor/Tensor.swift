/// An immutable array of floats with a shape; transposing and squeezing it copies no element.
///
/// Views share the storage of the tensor they come from. As values never change under a reader, a view is
/// as safe to keep as a copy.
public struct Tensor: Sendable {
  /// The length of each axis; empty for a scalar.
  public let shape: [Int]
  /// How many places in `storage` lie between neighbours along each axis.
  public let strides: [Int]
  let storage: [Float]

  /// Creates a tensor over `elements` in row-major order; there must be as many as `shape` multiplies to.
  public init(_ elements: [Float], shape: [Int]) {
    precondition(shape.allSatisfy { $0 >= 0 }, "an axis cannot have a negative length: \(shape)")
    precondition(
      elements.count == shape.reduce(1, *),
      "\(elements.count) elements do not fill a tensor of shape \(shape)"
    )
    self.init(storage: elements, shape: shape, strides: Tensor.rowMajorStrides(of: shape))
  }

  /// Creates a view of `elements` that lie with the first axis moving fastest, as Fortran has them.
  public init(columnMajor elements: [Float], shape: [Int]) {
    precondition(
      elements.count == shape.reduce(1, *),
      "\(elements.count) elements do not fill a tensor of shape \(shape)")
    let strides = Tensor.rowMajorStrides(of: shape.reversed()).reversed()
    self.init(storage: elements, shape: shape, strides: Array(strides))
  }

  init(storage: [Float], shape: [Int], strides: [Int]) {
    self.storage = storage
    self.shape = shape
    self.strides = strides
  }

  /// The number of axes.
  public var rank: Int { shape.count }

  /// The number of elements.
  public var count: Int { shape.reduce(1, *) }

  /// Whether the elements lie in `storage` in row-major order without gaps.
  public var isContiguous: Bool { strides == Tensor.rowMajorStrides(of: shape) }

  /// The element at one index for each axis.
  public subscript(indices: Int...) -> Float { self[indices] }

  /// The element at one index for each axis.
  public subscript(indices: [Int]) -> Float {
    precondition(indices.count == rank, "\(indices.count) indices for a tensor of rank \(rank)")
    var place = 0
    for axis in indices.indices {
      precondition(
        indices[axis] >= 0 && indices[axis] < shape[axis],
        "index \(indices[axis]) on axis \(axis) of length \(shape[axis])"
      )
      place += indices[axis] * strides[axis]
    }
    return storage[place]
  }

  /// All elements in row-major order; free of copying where the tensor is contiguous.
  public var elements: [Float] {
    if isContiguous { return storage }
    var result: [Float] = []
    result.reserveCapacity(count)
    forEachPlace { result.append(storage[$0]) }
    return result
  }

  /// The indices, one for each axis, of the element at `place` in row-major order.
  public func indices(at place: Int) -> [Int] {
    var rest = place
    var result = [Int](repeating: 0, count: rank)
    for axis in shape.indices.reversed() {
      result[axis] = rest % shape[axis]
      rest /= shape[axis]
    }
    return result
  }

  /// The strides of a row-major tensor: the last axis moves by one.
  static func rowMajorStrides(of shape: [Int]) -> [Int] {
    var strides = [Int](repeating: 1, count: shape.count)
    for axis in shape.indices.dropLast().reversed() {
      strides[axis] = strides[axis + 1] * shape[axis + 1]
    }
    return strides
  }

  /// The place in `storage` of every element, in row-major order.
  var places: [Int] {
    var places: [Int] = []
    places.reserveCapacity(count)
    forEachPlace { places.append($0) }
    return places
  }

  /// Visits the place in `storage` of every element, in row-major order.
  private func forEachPlace(_ body: (Int) -> Void) {
    guard count > 0 else { return }
    var indices = [Int](repeating: 0, count: rank)
    var place = 0
    while true {
      body(place)
      var axis = rank - 1
      while axis >= 0 {
        indices[axis] += 1
        place += strides[axis]
        if indices[axis] < shape[axis] { break }
        place -= strides[axis] * shape[axis]
        indices[axis] = 0
        axis -= 1
      }
      if axis < 0 { return }
    }
  }
}

extension Tensor: Equatable {
  /// Whether shapes and elements are equal; the strides may differ.
  public static func == (left: Tensor, right: Tensor) -> Bool {
    left.shape == right.shape && left.elements == right.elements
  }
}
