import RealModule

/// The real loss along one or two weights of a row, all others held: the forward pass in float64.
public struct LossSlice: Sendable {
  /// z of the row without what the free weights add to it.
  private let rest: Double
  /// What each free weight is multiplied by.
  private let inputs: [Double]
  private let target: Double
  /// The part of the loss that other rows make.
  private let others: Double
  private let count: Double

  /// The loss along the weights of one row at `columns`, whose part other rows add is known.
  ///
  /// - Parameters:
  ///   - weight: The weights of the row: [in].
  ///   - others: The part of the loss that other rows make.
  init(_ layer: HandDerived, row: Int, weight: [Double], columns: [Int], others: Double) {
    var rest = 0.0
    for column in layer.input.indices where !columns.contains(column) {
      rest += weight[column] * layer.input[column]
    }
    self.rest = rest
    inputs = columns.map { layer.input[$0] }
    target = layer.target[row]
    self.others = others
    count = Double(layer.target.count)
  }

  /// The loss along the weights of `row` at `columns`, around `weight`: [out, in], row-major.
  public init(_ layer: HandDerived, weight: [Double], row: Int, columns: [Int]) {
    let width = layer.input.count
    var others = 0.0
    for other in layer.target.indices where other != row {
      others += Self.share(layer, row: other, weight: weight[other * width..<(other + 1) * width])
    }
    self.init(
      layer, row: row, weight: Array(weight[row * width..<(row + 1) * width]), columns: columns,
      others: others)
  }

  /// What one row adds to the loss.
  private static func share(_ layer: HandDerived, row: Int, weight: ArraySlice<Double>) -> Double {
    let z = zip(weight, layer.input).reduce(0) { $0 + $1.0 * $1.1 }
    let error = HandDerived.sigmoid(z) - layer.target[row]
    return error * error / Double(layer.target.count)
  }

  /// L with the only free weight at `value`.
  public func loss(_ value: Double) -> Double {
    loss(z: rest + value * inputs[0])
  }

  /// L with the two free weights at `first` and `second`, in the order of the columns.
  public func loss(_ first: Double, _ second: Double) -> Double {
    loss(z: rest + first * inputs[0] + second * inputs[1])
  }

  private func loss(z: Double) -> Double {
    let error = HandDerived.sigmoid(z) - target
    return others + error * error / count
  }

  /// Where the loss along a single weight is smallest, or `nil` where it only falls toward infinity or is flat.
  public var minimum: Double? {
    guard inputs.count == 1, inputs[0] != 0, target > 0, target < 1 else { return nil }
    return (.log(target / (1 - target)) - rest) / inputs[0]
  }
}
