extension Generator {
  /// The numbers of `torch.randperm(count)`: 0 ..< `count` in random order.
  public mutating func permutation(of count: Int) -> [Int] {
    rowPermutation(of: count).map(Int.init)
  }

  /// The numbers of `torch.randperm(count)` in the half of the memory.
  mutating func rowPermutation(of count: Int) -> [Int32] {
    precondition(
      (0..<Int(UInt32.max) / 20).contains(count), "PyTorch permutes \(count) numbers by another rule")
    var result = (0..<Int32(count)).map { $0 }
    for index in result.indices.dropLast() {
      result.swapAt(index, index + Int(next32() % UInt32(count - index)))
    }
    return result
  }
}
