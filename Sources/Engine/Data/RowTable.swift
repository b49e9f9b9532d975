/// The rows of a tensor, to be copied into a batch.
final class RowTable {
  private let elements: Buffer
  private let width: Int

  init(_ tensor: Tensor) {
    elements = Buffer(count: tensor.count)
    elements.load(tensor.elements)
    width = tensor.shape.dropFirst().reduce(1, *)
  }

  /// Copies the rows with these numbers, one behind the other; `buffer` holds as many.
  func copy(_ rows: UnsafeBufferPointer<Int32>, into buffer: Buffer) {
    let (start, width) = (elements.pointer, width)
    precondition(
      rows.count * width == buffer.count, "\(rows.count) rows of \(width) for \(buffer.count) numbers")
    var place = buffer.pointer
    for row in rows {
      if width < 8 {
        let row = start + Int(row) * width
        for index in 0..<width { place[index] = row[index] }
      } else {
        place.update(from: start + Int(row) * width, count: width)
      }
      place += width
    }
  }
}
