import RealModule

/// The real loss along one or two weights of a row, all others held: the forward pass in float64.
public struct LossSlice: Sendable {
  private let layer: HandDerived
  private let row: Int
  /// z[row] without what the free weights add to it.
  private let rest: Double
  private let inputs: [Double]
  /// The part of the loss that other rows make.
  private let others: Double

  /// The loss along the weights of `row` at `columns`, around `weight`: [out, in], row-major.
  public init(_ layer: HandDerived, weight: [Double], row: Int, columns: [Int]) {
    self.layer = layer
    self.row = row
    inputs = columns.map { layer.input[$0] }
    let width = layer.input.count
    var rest = 0.0
    for column in 0..<width where !columns.contains(column) {
      rest += weight[row * width + column] * layer.input[column]
    }
    self.rest = rest
    var others = 0.0
    for other in layer.target.indices where other != row {
      var z = 0.0
      for column in 0..<width { z += weight[other * width + column] * layer.input[column] }
      let error = HandDerived.sigmoid(z) - layer.target[other]
      others += error * error / Double(layer.target.count)
    }
    self.others = others
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
    let error = HandDerived.sigmoid(z) - layer.target[row]
    return others + error * error / Double(layer.target.count)
  }

  /// Where the loss along a single weight is smallest, or `nil` where it only falls toward infinity or is flat.
  public var minimum: Double? {
    let target = layer.target[row]
    guard inputs.count == 1, inputs[0] != 0, target > 0, target < 1 else { return nil }
    return (.log(target / (1 - target)) - rest) / inputs[0]
  }
}
