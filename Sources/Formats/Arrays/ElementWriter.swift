import Languages

/// Gives the bytes of a tensor's elements, the least significant first, in pieces.
enum ElementWriter {
  private static let pieceCount = 1 << 14

  /// The types that are written.
  static let types: [ElementType] = [.float32, .uint8, .int64]

  /// Checks that every element is one of the type.
  static func check(_ tensor: NamedTensor, writing name: String) throws {
    guard types.contains(tensor.elementType) else {
      throw FormatError(
        writing: name,
        say(
          "format.arrays.unwrittenType",
          "array \(FormatError.quoted(tensor.name)) of type \(tensor.elementType.rawValue)"),
        right: say("format.arrays.typesWritten", "float32, uint8 and int64 are written"))
    }
    let wrong: Float?
    switch tensor.elementType {
    case .uint8: wrong = tensor.tensor.elements.first { UInt8(exactly: $0) == nil }
    case .int64: wrong = tensor.tensor.elements.first { Int64(exactly: $0) == nil }
    default: wrong = nil
    }
    if let wrong {
      throw FormatError(
        writing: name,
        say(
          "format.arrays.wrongElement",
          "array \(FormatError.quoted(tensor.name)) holds \(wrong), which is no \(tensor.elementType.rawValue)"
        ))
    }
  }

  /// Gives the elements, which were checked.
  static func write(_ tensor: NamedTensor, to sink: ([UInt8]) throws -> Void) rethrows {
    let elements = tensor.tensor.elements
    for start in stride(from: 0, to: elements.count, by: pieceCount) {
      let these = elements[start..<min(start + pieceCount, elements.count)]
      var bytes: [UInt8] = []
      bytes.reserveCapacity(these.count * tensor.elementType.size)
      for element in these {
        switch tensor.elementType {
        case .uint8: bytes.append(UInt8(exactly: element) ?? 0)
        case .int64: LittleEndian.append(Int64(exactly: element) ?? 0, to: &bytes)
        default: LittleEndian.append(element.bitPattern, to: &bytes)
        }
      }
      try sink(bytes)
    }
  }
}
