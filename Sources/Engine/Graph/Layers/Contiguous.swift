extension Graph {
  /// `x` itself where its numbers lie in row-major order, else a copy whose do.
  func contiguous(_ x: Value) -> Value {
    if x.isContiguous { return x }
    return record(ContiguousOperation(x, output: output(x.name, shape: x.shape, of: [x])))
  }
}

/// A copy in row-major order of a view that swaps axes.
final class ContiguousOperation: Operation {
  private let x: Value
  /// Where in x's buffer each element of the copy lies.
  private let places: [Int]

  init(_ x: Value, output: Value) {
    self.x = x
    places = x.tensor.places
    super.init(inputs: [x], output: output)
  }

  override func forward() {
    for index in places.indices { output.data.pointer[index] = x.data.pointer[places[index]] }
  }

  // ∂L/∂x is ∂L/∂y, each at its place.
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let outputGradient = output.gradient?.pointer, let gradient = x.gradient?.pointer else {
      return true
    }
    for index in places.indices {
      let place = places[index]
      gradient[place] = shared[0] ? gradient[place] + outputGradient[index] : outputGradient[index]
    }
    return true
  }

  override func reference(_ inputs: [[Double]]) -> [Double] { places.map { inputs[0][$0] } }

  override func outputBound(_ inputs: [[Double]], output: [Double]) -> [Double] { output.map { _ in 0 } }

  override func gradientBounds(_ inputs: [Numbers], output: Numbers, _ gradient: GradientBound) -> [[Double]]
  {
    var bounds = [Double](repeating: 0, count: gradient.error.count)
    for (index, place) in places.enumerated() { bounds[place] = gradient.error[index] }
    return [bounds]
  }
}
