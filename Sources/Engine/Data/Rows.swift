/// The rows of a tensor, to be copied into a batch.
struct Rows {
  private let elements: [Float]
  private let width: Int

  init(_ tensor: Tensor) {
    elements = tensor.elements
    width = tensor.shape.dropFirst().reduce(1, *)
  }

  /// Copies the rows with these numbers, one behind the other; `buffer` holds as many.
  func copy(_ rows: ArraySlice<Int32>, into buffer: Buffer) {
    precondition(
      rows.count * width == buffer.count, "\(rows.count) rows of \(width) for \(buffer.count) numbers")
    elements.withUnsafeBufferPointer { elements in
      guard let start = elements.baseAddress else { return }
      var place = buffer.pointer
      for row in rows {
        place.update(from: start + Int(row) * width, count: width)
        place += width
      }
    }
  }
}
