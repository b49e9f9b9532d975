/// An elementwise function that is computed by whole vectors.
public protocol VectorFunction: ElementwiseFunction {
  /// y = f(x) in float32.
  func value(_ x: SIMD8<Float>) -> SIMD8<Float>
  /// ∂L/∂x from g = ∂L/∂y, in PyTorch's order of operations.
  func gradient(_ g: SIMD8<Float>, x: SIMD8<Float>, y: SIMD8<Float>) -> SIMD8<Float>
}

extension VectorFunction {
  /// y = f(x) of one number: one lane of the vector's.
  public func value(_ x: Float) -> Float { value(SIMD8(repeating: x))[0] }

  /// ∂L/∂x of one number: one lane of the vector's.
  public func gradient(_ g: Float, x: Float, y: Float) -> Float {
    gradient(SIMD8(repeating: g), x: SIMD8(repeating: x), y: SIMD8(repeating: y))[0]
  }

  /// f of whole vectors, the padding included.
  public func apply(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int) {
    var index = 0
    while index < count {
      Kernel.store(value(Kernel.load(x, index)), y, index)
      index += Kernel.Vector.scalarCount
    }
  }

  /// ∂L/∂x of whole vectors.
  public func differentiate(
    _ g: UnsafePointer<Float>, x: UnsafePointer<Float>, y: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, count: Int, adding: Bool
  ) -> Bool {
    var check = FiniteCheck()
    var index = 0
    while index < count {
      var slope = self.gradient(Kernel.load(g, index), x: Kernel.load(x, index), y: Kernel.load(y, index))
      if adding { slope += Kernel.load(output, index) }
      // What lies beyond the elements stays finite, whatever was computed from it.
      if count - index < Kernel.Vector.scalarCount { slope = Kernel.first(count - index, of: slope) }
      check.include(slope)
      Kernel.store(slope, output, index)
      index += Kernel.Vector.scalarCount
    }
    return check.holds
  }
}
