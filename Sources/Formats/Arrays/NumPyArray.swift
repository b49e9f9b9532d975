import Engine

/// Reads `.npy`, NumPy's file of one array.
enum NumPyArray {
  /// The array, which must be all that comes.
  static func read(_ input: ByteInput, name: String) throws -> NamedTensor {
    let header = try NumPyHeader(from: input)
    let shape = header.shape
    var elements = try ElementReader.elements(
      shape.count, of: header.elementType, isBigEndian: header.isBigEndian, from: input)
    guard try input.next() == nil else { throw shape.more(input) }
    if header.isFortranOrder { elements = Tensor(columnMajor: elements, shape: shape.lengths).elements }
    return NamedTensor(
      name: name, tensor: Tensor(elements, shape: shape.lengths), elementType: header.elementType)
  }
}
