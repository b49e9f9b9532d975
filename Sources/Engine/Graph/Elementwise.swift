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
