import RealModule

extension Generator {
  /// The numbers of `normal_(mean, standardDeviation)` on a contiguous tensor; `torch.randn` without arguments.
  ///
  /// Under 16 numbers are made two by two in `Double`, and the second of a pair may wait for the next call. From
  /// 16 on they are made in blocks of 16 in `Float`; if the last block is not full, the last 16 are drawn anew.
  /// The blocks are PyTorch's on processors with AVX2; elsewhere it rounds the last bits otherwise.
  public mutating func normal(
    count: Int, mean: Double = 0, standardDeviation: Double = 1
  ) -> [Float] {
    guard count >= NormalBlock.length else {
      return (0..<count).map { _ in Float(normalDouble() * standardDeviation + mean) }
    }
    let block = NormalBlock(mean: Float(mean), standardDeviation: Float(standardDeviation))
    var result = (0..<count).map { _ in uniform() }
    for start in stride(from: 0, through: count - NormalBlock.length, by: NormalBlock.length) {
      block.transform(&result, from: start)
    }
    if count % NormalBlock.length != 0 {
      let start = count - NormalBlock.length
      for index in start..<count { result[index] = uniform() }
      block.transform(&result, from: start)
    }
    return result
  }

  /// A standard normal by Box and Muller's method.
  private mutating func normalDouble() -> Double {
    if let number = pendingNormal {
      pendingNormal = nil
      return number
    }
    let angle = 2 * Double.pi * uniformDouble()
    let radius = (-2 * Double.log(onePlus: -uniformDouble())).squareRoot()
    pendingNormal = radius * Double.sin(angle)
    return radius * Double.cos(angle)
  }
}
