extension LinearOperation {
  /// The matrix products of one batch: y = x·Wᵀ + b, ∂L/∂x = ∂L/∂y·W and ∂L/∂W = ∂L/∂yᵀ·x, over buffers that stay where they
  /// are.
  final class Products {
    private let output: TeamProduct
    private let byInput: TeamProduct?
    private let byWeight: TeamProduct?

    init(x: Value, weight: Value, bias: Value?, output y: Value, team: Team) {
      let (outputs, inputs) = (weight.shape[0], weight.shape[1])
      let batch = x.data.count / inputs
      let left = Product.Matrix(x.data, columns: inputs)
      let right = Product.Matrix(weight.data, columns: inputs)
      let upstream = y.gradient.map { Product.Matrix($0, columns: outputs) }
      let forward = Product(
        left, right.transposed, first: bias?.data, into: y.data, rows: batch, columns: outputs, inner: inputs)
      let byInput = upstream.flatMap { upstream in
        x.gradient.map {
          Product(upstream, right, into: $0, rows: batch, columns: inputs, inner: outputs)
        }
      }
      let byWeight = upstream.flatMap { upstream in
        weight.gradient.map {
          Product(upstream.transposed, left, into: $0, rows: outputs, columns: inputs, inner: batch)
        }
      }
      let memory = ProductMemory([forward, byInput, byWeight].compactMap { $0 }, threads: team.threads)
      output = TeamProduct(forward, memory, team)
      self.byInput = byInput.map { TeamProduct($0, memory, team) }
      self.byWeight = byWeight.map { TeamProduct($0, memory, team) }
    }

    @inline(__always)
    func forward() {
      output.compute(accumulating: false)
    }

    /// Of those in `shared`, x and W, the gradients are added to.
    @inline(__always)
    func backward(_ shared: InputSet) -> FiniteCheck {
      var check = FiniteCheck()
      if let byInput { check.include(byInput.compute(accumulating: shared[0])) }
      if let byWeight { check.include(byWeight.compute(accumulating: shared[1])) }
      return check
    }
  }
}
