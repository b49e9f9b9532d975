extension LinearOperation {
  /// The matrix products of one batch: y = x·Wᵀ + b, ∂L/∂x = ∂L/∂y·W and ∂L/∂W = ∂L/∂yᵀ·x, over buffers that stay where they
  /// are.
  final class Products {
    private let output: Product
    private let byInput: Product?
    private let byWeight: Product?
    private let copyOfA: UnsafeMutablePointer<Float>
    private let panel: UnsafeMutablePointer<Float>
    /// What the last two point into.
    private let memory: ProductMemory
    /// The same products for a team, where that pays.
    let shared: TeamProducts?

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
      let all = [output, byInput, byWeight].compactMap { $0 }
      let memory = ProductMemory(all, threads: team.threads)
      (self.memory, copyOfA, panel) = (memory, memory.copyOfA, memory.panel)
      if team.threads > 1, all.contains(where: \.isLarge) {
        func shared(_ product: Product) -> TeamProduct { TeamProduct(product, memory, team) }
        self.shared = TeamProducts(
          output: shared(output), byInput: byInput.map(shared), byWeight: byWeight.map(shared))
      } else {
        shared = nil
      }
    }

    @inline(__always)
    func forward() {
      output.compute(accumulating: false, copyOfA, panel)
    }

    /// Of those in `shared`, x and W, the gradients are added to.
    @inline(__always)
    func backward(_ shared: InputSet) -> FiniteCheck {
      var check = FiniteCheck()
      if let byInput { check.include(byInput.compute(accumulating: shared[0], copyOfA, panel)) }
      if let byWeight { check.include(byWeight.compute(accumulating: shared[1], copyOfA, panel)) }
      return check
    }
  }

  /// The same products, of which a team computes the large ones.
  final class TeamProducts {
    private let output: TeamProduct
    private let byInput: TeamProduct?
    private let byWeight: TeamProduct?

    fileprivate init(output: TeamProduct, byInput: TeamProduct?, byWeight: TeamProduct?) {
      (self.output, self.byInput, self.byWeight) = (output, byInput, byWeight)
    }

    func forward() {
      output.compute(accumulating: false)
    }

    func backward(_ shared: InputSet) -> FiniteCheck {
      var check = FiniteCheck()
      if let byInput { check.include(byInput.compute(accumulating: shared[0])) }
      if let byWeight { check.include(byWeight.compute(accumulating: shared[1])) }
      return check
    }
  }
}
