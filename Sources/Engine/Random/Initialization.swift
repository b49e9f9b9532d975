extension Generator {
  /// Draws the weight of `torch.nn.Linear`, row by row. Result: [outputs, inputs].
  ///
  /// PyTorch's `kaiming_uniform_` with a = √5: uniform in ±√3·gain/√inputs, gain = √(2/(1 + a²)).
  public mutating func linearWeight(inputs: Int, outputs: Int) -> [Float] {
    let slope = 5.0.squareRoot()
    let gain = (2 / (1 + slope * slope)).squareRoot()
    let bound = Float(3.0.squareRoot() * (gain / Double(inputs).squareRoot()))
    return uniform(count: inputs * outputs, from: -bound, to: bound)
  }

  /// Draws the bias of `torch.nn.Linear`, which follows the weight. Result: [outputs].
  public mutating func linearBias(inputs: Int, outputs: Int) -> [Float] {
    let bound = Float(1 / Double(inputs).squareRoot())
    return uniform(count: outputs, from: -bound, to: bound)
  }

  /// Draws the weight of `torch.nn.Embedding`: standard normals, and zeros for the entry that stands for
  /// padding. Result: [entries, dimension].
  public mutating func embeddingWeight(entries: Int, dimension: Int, paddingIndex: Int? = nil) -> [Float] {
    var weight = normal(count: entries * dimension)
    if let paddingIndex {
      for column in 0..<dimension { weight[paddingIndex * dimension + column] = 0 }
    }
    return weight
  }
}
