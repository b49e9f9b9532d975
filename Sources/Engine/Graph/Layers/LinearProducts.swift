extension LinearOperation {
  /// The matrix products of one batch: y = x·Wᵀ + b, ∂L/∂x = ∂L/∂y·W and ∂L/∂W = ∂L/∂yᵀ·x, over buffers that stay where they
  /// are.
  final class Products {
    private let output: Product
    private let byInput: Product?
    private let byWeight: Product?
    private let copyOfA: Buffer
    private let panel: Buffer

    init(x: Value, weight: Value, bias: Value?, output y: Value) {
      let (outputs, inputs) = (weight.shape[0], weight.shape[1])
      let batch = x.data.count / inputs
      let left = Product.Matrix(x.data, columns: inputs)
      let right = Product.Matrix(weight.data, columns: inputs)
      output = Product(
        left, right.transposed, first: bias?.data, into: y.data, rows: batch, columns: outputs, inner: inputs)
      let upstream = y.gradient.map { Product.Matrix($0, columns: outputs) }
      byInput = x.gradient.flatMap { gradient in
        upstream.map {
          Product($0, right, into: gradient, rows: batch, columns: inputs, inner: outputs)
        }
      }
      byWeight = weight.gradient.flatMap { gradient in
        upstream.map {
          Product($0.transposed, left, into: gradient, rows: outputs, columns: inputs, inner: batch)
        }
      }
      let all = [output, byInput, byWeight].compactMap { $0?.scratch }
      copyOfA = Buffer(count: all.map(\.a).max() ?? 0)
      panel = Buffer(count: all.map(\.panel).max() ?? 0)
    }

    @inline(__always)
    func forward() {
      output.compute(accumulating: false, copyOfA.pointer, panel.pointer)
    }

    /// Of those in `shared`, x and W, the gradients are added to.
    @inline(__always)
    func backward(_ shared: InputSet) -> FiniteCheck {
      var check = FiniteCheck()
      if let byInput {
        check.include(byInput.compute(accumulating: shared[0], copyOfA.pointer, panel.pointer))
      }
      if let byWeight {
        check.include(byWeight.compute(accumulating: shared[1], copyOfA.pointer, panel.pointer))
      }
      return check
    }
  }
}
