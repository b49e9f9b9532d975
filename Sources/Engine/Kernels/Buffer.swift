/// Fixed memory for the elements of one value: allocated once, never moved, stepped on in place.
///
/// The memory is a whole number of SIMD vectors, so that elementwise kernels need no remainder loop.
/// What lies beyond `count` is padding: kernels may write anything there, and nobody reads it.
public final class Buffer {
  /// The number of elements.
  public let count: Int
  /// Valid for `paddedCount` floats, aligned for `Kernel.Vector`.
  let pointer: UnsafeMutablePointer<Float>
  /// `count` rounded up to whole vectors.
  let paddedCount: Int

  init(count: Int) {
    precondition(count >= 0, "a buffer cannot hold \(count) elements")
    self.count = count
    let lanes = Kernel.Vector.scalarCount
    paddedCount = (count + lanes - 1) / lanes * lanes
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(1, paddedCount) * MemoryLayout<Float>.stride,
      alignment: 64
    )
    pointer = memory.initializeMemory(as: Float.self, repeating: 0, count: paddedCount)
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

  /// Replaces all elements; `newElements` must have exactly `count` of them.
  public func load(_ newElements: [Float]) {
    precondition(newElements.count == count, "\(newElements.count) elements for a buffer of \(count)")
    for index in 0..<count {
      pointer[index] = newElements[index]
    }
  }

  /// Sets all elements to `value`.
  public func fill(_ value: Float) {
    pointer.update(repeating: value, count: paddedCount)
  }

  /// Whether no element is infinite or not a number.
  public var isFinite: Bool { firstNonFinite == nil }

  /// The index of the first element that is infinite or not a number, or `nil`.
  public var firstNonFinite: Int? {
    if Kernel.allFinite(pointer, count: paddedCount) { return nil }
    // Padding may hold anything, so the answer comes from the elements alone.
    for index in 0..<count where !pointer[index].isFinite {
      return index
    }
    return nil
  }
}
