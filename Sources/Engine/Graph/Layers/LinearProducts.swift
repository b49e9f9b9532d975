extension LinearOperation {
  /// The matrix products of one batch: y = x·Wᵀ + b, ∂L/∂x = ∂L/∂y·W and ∂L/∂W = ∂L/∂yᵀ·x, over buffers that stay where they
  /// are.
  final class Products {
    private let output: Product
    private let byInput: Product?
    private let byWeight: Product?
    private let memory: ProductMemory
    /// The same for a team, those that are large; none where `hasLarge` is false, which a small network's step asks instead,
    /// because it counts no references.
    private let largeOutput: TeamProduct?
    private let largeByInput: TeamProduct?
    private let largeByWeight: TeamProduct?
    private let hasLarge: Bool

    init(x: Value, weight: Value, bias: Value?, output y: Value, team: Team) {
      let (outputs, inputs) = (weight.shape[0], weight.shape[1])
      let batch = x.data.count / inputs
      let left = Product.Matrix(x.data, columns: inputs)
      let right = Product.Matrix(weight.data, columns: inputs)
      let upstream = y.gradient.map { Product.Matrix($0, columns: outputs) }
      let output = Product(
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
      (self.output, self.byInput, self.byWeight) = (output, byInput, byWeight)
      let memory = ProductMemory([output, byInput, byWeight].compactMap { $0 }, threads: team.threads)
      self.memory = memory
      func large(_ product: Product?) -> TeamProduct? {
        guard let product, product.isLarge, team.threads > 1 else { return nil }
        return TeamProduct(product, memory, team)
      }
      (largeOutput, largeByInput, largeByWeight) = (large(output), large(byInput), large(byWeight))
      hasLarge = [largeOutput, largeByInput, largeByWeight].contains { $0 != nil }
    }

    @inline(__always)
    func forward() {
      if hasLarge, let largeOutput {
        largeOutput.compute(accumulating: false)
      } else {
        output.compute(accumulating: false, memory.copyOfA, memory.panel)
      }
    }

    /// Of those in `shared`, x and W, the gradients are added to.
    @inline(__always)
    func backward(_ shared: InputSet) -> FiniteCheck {
      var check = FiniteCheck()
      if hasLarge, let largeByInput {
        check.include(largeByInput.compute(accumulating: shared[0]))
      } else if let byInput {
        check.include(byInput.compute(accumulating: shared[0], memory.copyOfA, memory.panel))
      }
      if hasLarge, let largeByWeight {
        check.include(largeByWeight.compute(accumulating: shared[1]))
      } else if let byWeight {
        check.include(byWeight.compute(accumulating: shared[1], memory.copyOfA, memory.panel))
      }
      return check
    }
  }
}
