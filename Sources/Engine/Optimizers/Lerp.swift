/// PyTorch's `lerp` with one weight: it starts from the nearer end, so that the weights 0 and 1 are exact.
struct Lerp {
  private let factor: Kernel.Vector
  private let startsFromStart: Bool

  /// The mixture that takes `weight` of the end and the rest of the start.
  init(_ weight: Float) {
    startsFromStart = weight < 0.5
    factor = Kernel.Vector(repeating: startsFromStart ? weight : weight - 1)
  }

  /// start + weight·(end − start).
  @inline(__always)
  func between(_ start: Kernel.Vector, _ end: Kernel.Vector) -> Kernel.Vector {
    Kernel.fused(factor, end - start, plus: startsFromStart ? start : end)
  }
}
