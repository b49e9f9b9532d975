/// An elementwise function that is computed by whole vectors.
public protocol VectorFunction: ElementwiseFunction {
  /// y = f(x) in float32.
  func value(_ x: SIMD8<Float>) -> SIMD8<Float>
  /// ∂L/∂x from g = ∂L/∂y, in PyTorch's order of operations.
  func gradient(_ g: SIMD8<Float>, x: SIMD8<Float>, y: SIMD8<Float>) -> SIMD8<Float>
  /// f of `count` numbers, a whole number of vectors. One call for all of them, so that its loop is this function's own.
  func apply(to x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int)
  /// ∂L/∂x of `count` numbers, written or added; tells whether all of it is finite. All four pointers hold as many, rounded
  /// up to whole vectors.
  func differentiate(
    _ g: UnsafePointer<Float>, x: UnsafePointer<Float>, y: UnsafePointer<Float>,
    into gradient: UnsafeMutablePointer<Float>, count: Int, adding: Bool
  ) -> Bool
}

extension VectorFunction {
  /// y = f(x) of one number: one lane of the vector's.
  public func value(_ x: Float) -> Float { value(SIMD8(repeating: x))[0] }

  /// ∂L/∂x of one number: one lane of the vector's.
  public func gradient(_ g: Float, x: Float, y: Float) -> Float {
    gradient(SIMD8(repeating: g), x: SIMD8(repeating: x), y: SIMD8(repeating: y))[0]
  }

  /// f of whole vectors, the padding included.
  public func apply(to x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int) {
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

  /// Adds y = f(x), shaped as x.
  public func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
    graph.record(VectorElementwise(self, x: x, output: graph.output(name, shape: x.shape, of: [x])))
  }
}

/// y[i] = f(x[i]), vector by vector; x and y have one shape.
final class VectorElementwise<Function: VectorFunction>: Operation {
  private let function: Function
  private let x: Value

  init(_ function: Function, x: Value, output: Value) {
    precondition(x.data.count == output.data.count, "\(x.data.count) numbers into \(output.data.count)")
    self.function = function
    self.x = x
    super.init(inputs: [x], output: output)
  }

  override func forward() {
    function.apply(to: x.data.pointer, into: output.data.pointer, count: output.data.paddedCount)
  }

  // ∂L/∂x = ∂L/∂y·f′(x)
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let outputGradient = output.gradient?.pointer, let gradient = x.gradient?.pointer else {
      return true
    }
    return function.differentiate(
      outputGradient, x: x.data.pointer, y: output.data.pointer, into: gradient, count: output.data.count,
      adding: shared[0])
  }

  override func reference(_ inputs: [[Double]]) -> [Double] {
    inputs[0].map(function.reference)
  }
}
