/// C = A·B. A: [rows, inner], B: [inner, columns], C: [rows, columns].
final class MatMul: Operation {
  private let a: Value
  private let b: Value
  private let rows: Int
  private let inner: Int
  private let columns: Int

  init(a: Value, b: Value, output: Value) {
    self.a = a
    self.b = b
    (rows, inner, columns) = (a.shape[0], a.shape[1], b.shape[1])
    super.init(inputs: [a, b], output: output)
  }

  // C[r, :] = Σₖ A[r, k]·B[k, :]
  override func forward() {
    for row in 0..<rows {
      for k in 0..<inner {
        Kernel.scale(
          b.data.pointer + k * columns, by: a.data.pointer[row * inner + k],
          into: output.data.pointer + row * columns, count: columns, accumulating: k > 0)
      }
    }
  }

  // ∂L/∂A[r, k] = ∂L/∂C[r, :]·B[k, :]
  // ∂L/∂B[k, :] = Σᵣ A[r, k]·∂L/∂C[r, :]
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let outputGradient = output.gradient?.pointer else { return true }
    var check = FiniteCheck()
    if let gradient = a.gradient?.pointer {
      for row in 0..<rows {
        for k in 0..<inner {
          let product = Kernel.dot(
            outputGradient + row * columns, b.data.pointer + k * columns, count: columns)
          gradient[row * inner + k] = shared[0] ? gradient[row * inner + k] + product : product
          check.include(gradient[row * inner + k])
        }
      }
    }
    if let gradient = b.gradient?.pointer {
      for row in 0..<rows {
        for k in 0..<inner {
          check.include(
            Kernel.scale(
              outputGradient + row * columns, by: a.data.pointer[row * inner + k],
              into: gradient + k * columns, count: columns, accumulating: shared[1] || row > 0))
        }
      }
    }
    return check.holds
  }

  override func reference(_ inputs: [[Double]]) -> [Double] {
    (0..<rows * columns).map { place in
      (0..<inner).reduce(0) { sum, k in
        sum + inputs[0][place / columns * inner + k] * inputs[1][k * columns + place % columns]
      }
    }
  }
}

extension Graph {
  /// Adds the matrix product A·B.
  ///
  /// a: [rows, inner], b: [inner, columns], result: [rows, columns].
  public func matMul(_ a: Value, _ b: Value, name: String) -> Value {
    precondition(
      a.shape.count == 2 && b.shape.count == 2 && a.shape[1] == b.shape[0],
      "the matrices \(a.shape) and \(b.shape) cannot be multiplied"
    )
    let c = output(name, shape: [a.shape[0], b.shape[1]], of: [a, b])
    return record(MatMul(a: a, b: b, output: c))
  }
}
