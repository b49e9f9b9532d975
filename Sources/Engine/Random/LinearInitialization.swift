extension MersenneTwister {
  /// Draws the weight of `torch.nn.Linear`, row by row. Result: [outputs, inputs].
  ///
  /// PyTorch's `kaiming_uniform_` with a = √5: uniform in ±√3·gain/√inputs, gain = √(2/(1 + a²)).
  public mutating func linearWeight(inputs: Int, outputs: Int) -> [Float] {
    let slope = 5.0.squareRoot()
    let gain = (2 / (1 + slope * slope)).squareRoot()
    let bound = 3.0.squareRoot() * (gain / Double(inputs).squareRoot())
    return uniform(count: inputs * outputs, bound: Float(bound))
  }

  /// Draws the bias of `torch.nn.Linear`, which follows the weight. Result: [outputs].
  public mutating func linearBias(inputs: Int, outputs: Int) -> [Float] {
    uniform(count: outputs, bound: Float(1 / Double(inputs).squareRoot()))
  }

  /// `count` numbers uniform in ±bound, each rounded once, as PyTorch's fused multiply-add does.
  private mutating func uniform(count: Int, bound: Float) -> [Float] {
    (0..<count).map { _ in (-bound).addingProduct(nextUniform(), 2 * bound) }
  }
}
