/// The rows of a part of a data set, to be copied into a batch.
final class RowTable {
  private let elements: [Float]
  private let width: Int
  /// Which rows of the whole are the part's; `nil` where it is the whole.
  private let numbers: [Int32]?

  /// The rows of `whole`, or those with these numbers; its numbers are shared, not copied.
  init(_ whole: Tensor, numbers: [Int32]?) {
    elements = whole.elements
    width = whole.shape.dropFirst().reduce(1, *)
    self.numbers = numbers
    for number in numbers ?? [] {
      precondition((0..<whole.shape[0]).contains(Int(number)), "row \(number) of \(whole.shape[0])")
    }
  }

  /// Copies the rows of the part with these numbers, one behind the other; `buffer` holds as many.
  func copy(_ rows: UnsafeBufferPointer<Int32>, into buffer: Buffer) {
    precondition(
      rows.count * width == buffer.count, "\(rows.count) rows of \(width) for \(buffer.count) numbers")
    elements.withUnsafeBufferPointer { elements in
      guard let start = elements.baseAddress else { return }
      guard let numbers else { return Self.copy(rows, of: start, width, into: buffer.pointer) { $0 } }
      numbers.withUnsafeBufferPointer { numbers in
        Self.copy(rows, of: start, width, into: buffer.pointer) { Int(numbers[$0]) }
      }
    }
  }

  /// Copies rows of `width` floats from `start`; `number` tells where in the whole a row of the part is, which must be below the
  /// number of the whole's rows. `buffer` holds `rows.count`·`width` floats.
  @inline(__always)
  private static func copy(
    _ rows: UnsafeBufferPointer<Int32>, of start: UnsafePointer<Float>, _ width: Int,
    into buffer: UnsafeMutablePointer<Float>, _ number: (Int) -> Int
  ) {
    var place = buffer
    for row in rows {
      Kernel.copy(start + number(Int(row)) * width, into: place, count: width)
      place += width
    }
  }
}
