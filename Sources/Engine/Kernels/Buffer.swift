/// Fixed memory for the elements of one value: allocated once, never moved, stepped on in place.
///
/// The memory is a whole number of SIMD vectors, so that elementwise kernels need no remainder loop.
/// What lies beyond `count` is padding: kernels may write anything there, and nobody reads it.
public final class Buffer {
  /// The number of elements.
  public let count: Int
  /// Valid for `paddedCount` floats, aligned for any vector; a product may also read, and write, `slack` floats behind them.
  let pointer: UnsafeMutablePointer<Float>
  /// `count` rounded up to whole vectors.
  let paddedCount: Int

  /// Two of the widest vectors: as much as a product reads at once.
  private static let slack = 32

  init(count: Int) {
    precondition(count >= 0, "a buffer cannot hold \(count) elements")
    self.count = count
    let lanes = Kernel.Vector.scalarCount
    paddedCount = (count + lanes - 1) / lanes * lanes
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: (paddedCount + Self.slack) * MemoryLayout<Float>.stride,
      alignment: 64
    )
    pointer = memory.initializeMemory(as: Float.self, repeating: 0, count: paddedCount + Self.slack)
  }

  deinit {
    pointer.deallocate()
  }

  /// The element at `index`, in row-major order.
  public subscript(index: Int) -> Float {
    get {
      precondition(index >= 0 && index < count, "element \(index) of a buffer of \(count)")
      return pointer[index]
    }
    set {
      precondition(index >= 0 && index < count, "element \(index) of a buffer of \(count)")
      pointer[index] = newValue
    }
  }

  /// A copy of all elements, in row-major order.
  public var elements: [Float] {
    [Float](UnsafeBufferPointer(start: pointer, count: count))
  }

  /// A copy of the elements of `range`, in row-major order.
  func elements(_ range: Range<Int>) -> [Float] {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= count, "elements \(range) of a buffer of \(count)")
    return [Float](UnsafeBufferPointer(start: pointer + range.lowerBound, count: range.count))
  }

  /// The Euclidean norm of the difference to another buffer of as many elements.
  func distance(to other: Buffer) -> Double {
    precondition(count == other.count, "buffers of \(count) and \(other.count) elements have no distance")
    var squares = 0.0
    for index in 0..<count {
      let difference = Double(pointer[index]) - Double(other.pointer[index])
      squares += difference * difference
    }
    return squares.squareRoot()
  }

  /// The Euclidean norm; summed in float32 for more than 4,096 elements, unless that over- or underflows.
  var norm: Double {
    if count > 4096 {
      let squares = Kernel.dot(pointer, pointer, count: count)
      if squares > 0, squares.isFinite { return Double(squares).squareRoot() }
    }
    return (0..<count).reduce(0) { $0 + Double(pointer[$1]) * Double(pointer[$1]) }.squareRoot()
  }

  /// The index of the element of largest magnitude; that of one that is not finite before all others.
  var strongestIndex: Int {
    var strongest = 0
    for index in 0..<count where Kernel.isStronger(pointer[index], than: pointer[strongest]) {
      strongest = index
    }
    return strongest
  }

  /// The element of largest magnitude in each of `blockRows`×`blockColumns` blocks of a matrix of `rows`×`columns`
  /// elements; one that is not finite wins over all.
  func strongest(rows: Int, columns: Int, blockRows: Int, blockColumns: Int) -> [Float] {
    precondition(
      rows * columns == count && (1...rows).contains(blockRows) && (1...columns).contains(blockColumns))
    let line = Buffer(count: columns)
    var result: [Float] = []
    result.reserveCapacity(blockRows * blockColumns)
    for block in 0..<blockRows {
      let (first, end) = (rows * block / blockRows, rows * (block + 1) / blockRows)
      Kernel.strongestOfRows(
        pointer + first * columns, rows: end - first, into: line.pointer, count: columns)
      for block in 0..<blockColumns {
        let (first, end) = (columns * block / blockColumns, columns * (block + 1) / blockColumns)
        var strongest = line.pointer[first]
        for column in first + 1..<max(first + 1, end)
        where Kernel.isStronger(line.pointer[column], than: strongest) {
          strongest = line.pointer[column]
        }
        result.append(strongest)
      }
    }
    return result
  }

  /// Replaces all elements; `newElements` must have exactly `count` of them.
  public func load(_ newElements: [Float]) {
    precondition(newElements.count == count, "\(newElements.count) elements for a buffer of \(count)")
    for index in 0..<count {
      pointer[index] = newElements[index]
    }
  }

  /// Takes over all elements of a buffer of as many.
  func copy(_ other: Buffer) {
    precondition(count == other.count, "\(other.count) elements for a buffer of \(count)")
    // Both have room for `paddedCount`.
    pointer.update(from: other.pointer, count: paddedCount)
  }

  /// Sets all elements to `value`.
  public func fill(_ value: Float) {
    pointer.update(repeating: value, count: paddedCount)
  }

  /// Whether no element is infinite or NaN.
  public var isFinite: Bool { firstNonFinite == nil }

  /// The index of the first element that is infinite or NaN, or `nil`.
  public var firstNonFinite: Int? {
    if Kernel.allFinite(pointer, count: paddedCount) { return nil }
    // Padding may hold anything, so the answer comes from the elements alone.
    for index in 0..<count where !pointer[index].isFinite {
      return index
    }
    return nil
  }
}
