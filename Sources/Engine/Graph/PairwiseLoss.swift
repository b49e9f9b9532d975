/// A loss that is the mean over all elements of what each element of the prediction and its target make.
public protocol PairwiseLoss: Loss {
  /// The loss.
  init()
  /// l(p, y) in float32.
  func value(_ p: Float, _ y: Float) -> Float
  /// ∂L/∂p, where L is the mean over `count` elements and g its own gradient, in PyTorch's order of operations.
  func gradient(_ p: Float, _ y: Float, g: Float, count: Float) -> Float
  /// l once more in float64, as its definition says it.
  func reference(_ p: Double, _ y: Double) -> Double
}

extension PairwiseLoss {
  /// The loss, which has no options.
  public init(_ options: LayerArguments) throws(NetworkError) {
    self.init()
  }

  /// The prediction's shape.
  public func targetShape(_ prediction: [Int]) throws(NetworkError) -> [Int] { prediction }

  /// Adds the mean.
  public func add(to graph: Graph, _ prediction: Value, _ target: Value, name: String) -> Value {
    precondition(
      prediction.shape == target.shape,
      "a prediction of \(prediction.shape) cannot be compared with a target of \(target.shape)")
    let (prediction, target) = (graph.contiguous(prediction), graph.contiguous(target))
    let loss = graph.output(name, shape: [1], of: [prediction])
    return graph.record(MeanOverPairs(self, prediction: prediction, target: target, output: loss))
  }
}

/// L = Σᵢ l(pᵢ, yᵢ) / count; p and y have one shape.
final class MeanOverPairs<Rule: PairwiseLoss>: Operation {
  private let rule: Rule
  private let prediction: Value
  private let target: Value
  /// How many elements are summed in float32 before their sum goes into the float64 one.
  private static var blockLength: Int { 1024 }

  init(_ rule: Rule, prediction: Value, target: Value, output: Value) {
    self.rule = rule
    self.prediction = prediction
    self.target = target
    super.init(inputs: [prediction, target], output: output)
  }

  override func forward() {
    let (p, y, count) = (prediction.data.pointer, target.data.pointer, prediction.data.count)
    var total = 0.0
    for start in stride(from: 0, to: count, by: Self.blockLength) {
      var sum: Float = 0
      for index in start..<min(count, start + Self.blockLength) { sum += rule.value(p[index], y[index]) }
      total += Double(sum)
    }
    output.data.pointer[0] = Float(total) / Float(count)
  }

  override func backward(addingTo shared: InputSet) -> Bool {
    guard let g = output.gradient?.pointer[0], let gradient = prediction.gradient?.pointer else {
      return true
    }
    let (p, y, count) = (prediction.data.pointer, target.data.pointer, prediction.data.count)
    var check = FiniteCheck()
    for index in 0..<count {
      let slope = rule.gradient(p[index], y[index], g: g, count: Float(count))
      gradient[index] = shared[0] ? gradient[index] + slope : slope
      check.include(gradient[index])
    }
    return check.holds
  }

  override func reference(_ inputs: [[Double]]) -> [Double] {
    [zip(inputs[0], inputs[1]).reduce(0) { $0 + rule.reference($1.0, $1.1) } / Double(inputs[0].count)]
  }
}
