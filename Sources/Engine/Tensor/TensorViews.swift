extension Tensor {
  /// The same elements with two axes exchanged, as a view.
  public func transposed(_ first: Int, _ second: Int) -> Tensor {
    var shape = shape
    var strides = strides
    shape.swapAt(first, second)
    strides.swapAt(first, second)
    return Tensor(storage: storage, shape: shape, strides: strides)
  }

  /// The same elements without any axis of length 1, as a view.
  public func squeezed() -> Tensor {
    let kept = shape.indices.filter { shape[$0] != 1 }
    return Tensor(storage: storage, shape: kept.map { shape[$0] }, strides: kept.map { strides[$0] })
  }

  /// The same elements without `axis` if its length is 1, else unchanged, as a view.
  public func squeezed(_ axis: Int) -> Tensor {
    guard shape[axis] == 1 else { return self }
    var shape = shape
    var strides = strides
    shape.remove(at: axis)
    strides.remove(at: axis)
    return Tensor(storage: storage, shape: shape, strides: strides)
  }

  /// The same elements, in row-major order, under another shape that multiplies to the same count.
  ///
  /// A view where the tensor is contiguous; else the elements are first copied into row-major order.
  public func reshaped(_ shape: [Int]) -> Tensor {
    Tensor(elements, shape: shape)
  }
}
