/// A layer that applies one function to each element by itself.
public protocol ElementwiseFunction: Layer {
  /// y = f(x) in float32.
  func value(_ x: Float) -> Float
  /// ∂L/∂x from g = ∂L/∂y, in PyTorch's order of operations.
  func gradient(_ g: Float, x: Float, y: Float) -> Float
  /// y = f(x) for `count` elements; both pointers hold as many, rounded up to whole vectors.
  func apply(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int)
  /// ∂L/∂x of `count` elements, written or added; tells whether all of it is finite. All pointers hold as many,
  /// rounded up to whole vectors.
  func differentiate(
    _ g: UnsafePointer<Float>, x: UnsafePointer<Float>, y: UnsafePointer<Float>,
    into gradient: UnsafeMutablePointer<Float>, count: Int, adding: Bool
  ) -> Bool
  /// f once more in float64, as its definition says it.
  func reference(_ x: Double) -> Double
  /// f′ as a formula in the names of x and y, such as "y⋅(1−y)".
  func slopeText(_ x: String, _ y: String) -> String
  /// How far f′(x) may be off by the roundings in `gradient`, in units of 2⁻²⁴; `slope` is |f′(x)|.
  func slopeRoundings(_ x: Double, slope: Double) -> Double
}

extension ElementwiseFunction {
  /// f′(x), where no formula is given.
  public func slopeText(_ x: String, _ y: String) -> String { "f′(\(x))" }

  /// As of a formula whose intermediate numbers are not much larger than 1.
  public func slopeRoundings(_ x: Double, slope: Double) -> Double { 32 * (1 + slope) }

  /// The shape of the input.
  public func outputShape(_ input: [Int]) throws(NetworkError) -> [Int] { input }

  /// Element by element. A requirement of its own, so that each function gets a loop compiled for it.
  public func apply(_ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, count: Int) {
    for index in 0..<count { y[index] = value(x[index]) }
  }

  /// Element by element, likewise.
  public func differentiate(
    _ g: UnsafePointer<Float>, x: UnsafePointer<Float>, y: UnsafePointer<Float>,
    into output: UnsafeMutablePointer<Float>, count: Int, adding: Bool
  ) -> Bool {
    var check = FiniteCheck()
    for index in 0..<count {
      let slope = gradient(g[index], x: x[index], y: y[index])
      output[index] = adding ? output[index] + slope : slope
      check.include(output[index])
    }
    return check.holds
  }

  /// Adds y = f(x), shaped as x.
  public func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
    graph.record(ElementwiseOperation(self, x: x, output: graph.output(name, shape: x.shape, of: [x])))
  }
}

/// y[i] = f(x[i]); x and y have one shape.
final class ElementwiseOperation<Function: ElementwiseFunction>: Operation {
  private let function: Function
  private let x: Value

  init(_ function: Function, x: Value, output: Value) {
    self.function = function
    self.x = x
    super.init(inputs: [x], output: output)
  }

  override func forward() {
    function.apply(x.data.pointer, into: output.data.pointer, count: output.data.count)
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

  override func slope(at element: Int) -> Float? {
    function.gradient(1, x: x.data[element], y: output.data[element])
  }

  override func reference(_ inputs: [[Double]]) -> [Double] {
    inputs[0].map(function.reference)
  }

  // A few roundings, and what one in x does.
  override func outputBound(_ inputs: [[Double]], output: [Double]) -> [Double] {
    zip(inputs[0], output).map { x, y in
      let shifts = [1 - 0x1p-22, 1 + 0x1p-22].map { abs(function.reference(x * $0) - y) }
      return shifts[0] + shifts[1] + Rounding.unit * 16 * (abs(x) + abs(y)) + Rounding.underflow
    }
  }

  // f′(x) is off by what it changes between both x, and by the roundings in its formula.
  override func gradientBounds(_ inputs: [Numbers], output: Numbers, _ gradient: GradientBound) -> [[Double]]
  {
    guard x.gradient != nil else { return [[]] }
    return [
      gradient.size.indices.map { index in
        let x = (exact: inputs[0].exact[index], rounded: inputs[0].rounded[index])
        let slope = SlopeBound(of: function.reference, exact: x.exact, rounded: x.rounded)
        let roundings = function.slopeRoundings(x.rounded, slope: slope.size + slope.error)
        return slope.size * gradient.error[index]
          + (slope.error + Rounding.unit * roundings) * gradient.size[index]
      }
    ]
  }
}
