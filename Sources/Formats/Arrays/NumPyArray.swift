import Engine

/// Reads `.npy`, NumPy's file of one array.
enum NumPyArray {
  /// The array, which must be all that comes.
  static func read(_ input: ByteInput, name: String) throws -> NamedTensor {
    let header = try NumPyHeader(from: input)
    let shape = header.shape
    var elements = try ElementReader.elements(
      shape.count, of: header.elementType, isBigEndian: header.isBigEndian, from: input)
    guard try input.next() == nil else {
      throw input.error(
        "more follows its \(shape.count) elements of shape (\(ArrayShape.text(shape.lengths)))")
    }
    if header.isFortranOrder { elements = rowMajor(elements, shape: shape.lengths) }
    return NamedTensor(
      name: name, tensor: Tensor(elements, shape: shape.lengths), elementType: header.elementType)
  }

  /// Elements that lie with the first axis moving fastest, in the order with the last one moving fastest.
  private static func rowMajor(_ elements: [Float], shape: [Int]) -> [Float] {
    guard shape.count(where: { $0 != 1 }) > 1, !elements.isEmpty else { return elements }
    var strides: [Int] = []
    var stride = 1
    for length in shape {
      strides.append(stride)
      stride *= length
    }
    var result: [Float] = []
    result.reserveCapacity(elements.count)
    var indices = [Int](repeating: 0, count: shape.count)
    var place = 0
    while result.count < elements.count {
      result.append(elements[place])
      var axis = shape.count - 1
      while axis >= 0 {
        indices[axis] += 1
        place += strides[axis]
        if indices[axis] < shape[axis] { break }
        place -= strides[axis] * shape[axis]
        indices[axis] = 0
        axis -= 1
      }
    }
    return result
  }
}
