/// A layer that applies one function to each element by itself.
public protocol ElementwiseFunction: Layer {
  /// y = f(x) in float32.
  func value(_ x: Float) -> Float
  /// ∂L/∂x from g = ∂L/∂y, in PyTorch's order of operations.
  func gradient(_ g: Float, x: Float, y: Float) -> Float
  /// f once more in float64, as its definition says it.
  func reference(_ x: Double) -> Double
}

extension ElementwiseFunction {
  /// The shape of the input.
  public func outputShape(_ input: [Int]) throws(NetworkError) -> [Int] { input }

  /// Adds y = f(x), shaped as x.
  public func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
    graph.record(Elementwise(self, x: x, output: graph.output(name, shape: x.shape, of: [x])))
  }
}

/// y[i] = f(x[i]); x and y have one shape.
final class Elementwise<Function: ElementwiseFunction>: Operation {
  private let function: Function
  private let x: Value

  init(_ function: Function, x: Value, output: Value) {
    self.function = function
    self.x = x
    super.init(inputs: [x], output: output)
  }

  override func forward() {
    let (x, y) = (x.data.pointer, output.data.pointer)
    for index in 0..<output.data.count { y[index] = function.value(x[index]) }
  }

  // ∂L/∂x = ∂L/∂y·f′(x)
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let outputGradient = output.gradient?.pointer, let gradient = x.gradient?.pointer else {
      return true
    }
    let (x, y) = (x.data.pointer, output.data.pointer)
    var check = FiniteCheck()
    for index in 0..<output.data.count {
      let slope = function.gradient(outputGradient[index], x: x[index], y: y[index])
      gradient[index] = shared[0] ? gradient[index] + slope : slope
      check.include(gradient[index])
    }
    return check.holds
  }

  override func reference(_ inputs: [[Double]]) -> [Double] {
    inputs[0].map(function.reference)
  }
}

/// An elementwise function that is computed by whole vectors too.
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
    self.function = function
    self.x = x
    super.init(inputs: [x], output: output)
  }

  override func forward() {
    let (x, y, count) = (x.data.pointer, output.data.pointer, output.data.paddedCount)
    var index = 0
    while index < count {
      Kernel.store(function.value(Kernel.load(x, index)), y, index)
      index += Kernel.Vector.scalarCount
    }
  }

  // ∂L/∂x = ∂L/∂y·f′(x)
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let outputGradient = output.gradient?.pointer, let gradient = x.gradient?.pointer else {
      return true
    }
    let (x, y, count, adds) = (x.data.pointer, output.data.pointer, output.data.count, shared[0])
    var check = FiniteCheck()
    var index = 0
    while index < count {
      var slope = function.gradient(
        Kernel.load(outputGradient, index), x: Kernel.load(x, index), y: Kernel.load(y, index))
      if adds { slope += Kernel.load(gradient, index) }
      // What lies beyond the elements stays finite, whatever was computed from it.
      if count - index < Kernel.Vector.scalarCount { slope = Kernel.first(count - index, of: slope) }
      check.include(slope)
      Kernel.store(slope, gradient, index)
      index += Kernel.Vector.scalarCount
    }
    return check.holds
  }

  override func reference(_ inputs: [[Double]]) -> [Double] {
    inputs[0].map(function.reference)
  }
}
