extension Generator {
  /// The numbers of `torch.randperm(count)`: 0 ..< `count` in random order.
  public mutating func permutation(of count: Int) -> [Int] {
    var rows: [Int32] = []
    permute(count, into: &rows)
    return rows.map(Int.init)
  }

  /// Puts the numbers of `torch.randperm(count)` into `result`, in the half of the memory; an array that had as many before
  /// is used again.
  mutating func permute(_ count: Int, into result: inout [Int32]) {
    precondition(
      (0..<Int(UInt32.max) / 20).contains(count), "PyTorch permutes \(count) numbers by another rule")
    if result.count != count { result = [Int32](repeating: 0, count: count) }
    for index in 0..<count { result[index] = Int32(index) }
    for index in 0..<max(0, count - 1) {
      result.swapAt(index, index + Int(next32() % UInt32(count - index)))
    }
  }
}
