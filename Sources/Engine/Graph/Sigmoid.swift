import RealModule

/// p = σ(z) = 1 / (1 + e⁻ᶻ), element by element.
final class Sigmoid: Operation {
  private let z: Value

  init(z: Value, output: Value) {
    self.z = z
    super.init(inputs: [z], output: output)
  }

  override func forward() {
    let (z, p) = (z.data.pointer, output.data.pointer)
    for index in 0..<output.data.count {
      p[index] = 1 / (1 + .exp(-z[index]))
    }
  }

  // ∂L/∂z = ∂L/∂p·(1 − p)·p
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let outputGradient = output.gradient?.pointer, let gradient = z.gradient?.pointer else {
      return true
    }
    let p = output.data.pointer
    var check = FiniteCheck()
    for index in 0..<output.data.count {
      let slope = outputGradient[index] * (1 - p[index]) * p[index]
      gradient[index] = shared[0] ? gradient[index] + slope : slope
      check.include(gradient[index])
    }
    return check.holds
  }
}

extension Graph {
  /// Adds the logistic function, element by element; the result is shaped as `z`.
  public func sigmoid(_ z: Value, name: String) -> Value {
    record(Sigmoid(z: z, output: output(name, shape: z.shape, of: [z])))
  }
}
