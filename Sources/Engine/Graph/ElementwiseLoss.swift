/// A loss that is the mean over all elements of what each element of the prediction and its target make.
public protocol ElementwiseLoss: Loss {
  /// The loss.
  init()
  /// l(p, y) in float32.
  func value(_ p: Float, _ y: Float) -> Float
  /// ∂L/∂p, where L is the mean over `count` elements and g its own gradient, in PyTorch's order of operations.
  func gradient(_ p: Float, _ y: Float, g: Float, count: Float) -> Float
  /// l(p, y) of whole vectors; the bits are those of the numbers one by one.
  func value(_ p: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float>
  /// ∂L/∂p of whole vectors.
  func gradient(_ p: SIMD8<Float>, _ y: SIMD8<Float>, g: Float, count: Float) -> SIMD8<Float>
  /// Σ l over `count` elements; both pointers hold as many, rounded up to whole vectors.
  func sum(_ p: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int) -> Double
  /// ∂L/∂p of `count` elements, written or added; tells whether all of it is finite. All pointers hold as many, rounded up to
  /// whole vectors.
  func differentiate(
    _ p: UnsafePointer<Float>, _ y: UnsafePointer<Float>, g: Float,
    into gradient: UnsafeMutablePointer<Float>, count: Int, adding: Bool
  ) -> Bool
  /// l once more in float64, as its definition says it.
  func reference(_ p: Double, _ y: Double) -> Double
  /// ∂l/∂p at a prediction, and how far off it is where float32 has `rounded` instead, before any rounding of its own.
  func slopeBound(_ p: Double, rounded: Double, _ y: Double) -> SlopeBound
  /// How far ∂l/∂p may be off by the roundings in `gradient`, in units of 2⁻²⁴; `slope` is |∂l/∂p|.
  func slopeRoundings(_ p: Double, _ y: Double, slope: Double) -> Double
}

extension ElementwiseLoss {
  /// The loss, which has no options.
  public init(_ options: LayerArguments) throws(NetworkError) {
    self.init()
  }

  /// By differences.
  public func slopeBound(_ p: Double, rounded: Double, _ y: Double) -> SlopeBound {
    SlopeBound(of: { reference($0, y) }, exact: p, rounded: rounded)
  }

  /// As of a few products.
  public func slopeRoundings(_ p: Double, _ y: Double, slope: Double) -> Double { 8 * slope }

  /// l lane by lane.
  public func value(_ p: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> {
    var result = SIMD8<Float>.zero
    for lane in 0..<8 { result[lane] = value(p[lane], y[lane]) }
    return result
  }

  /// ∂L/∂p lane by lane.
  public func gradient(_ p: SIMD8<Float>, _ y: SIMD8<Float>, g: Float, count: Float) -> SIMD8<Float> {
    var result = SIMD8<Float>.zero
    for lane in 0..<8 { result[lane] = gradient(p[lane], y[lane], g: g, count: count) }
    return result
  }

  /// The sum in order: 1,024 elements in float32, then these sums in float64.
  public func sum(_ p: UnsafePointer<Float>, _ y: UnsafePointer<Float>, count: Int) -> Double {
    let (lanes, blockLength) = (Kernel.Vector.scalarCount, 1024)
    var total = 0.0
    var start = 0
    while start < count {
      var sum: Float = 0
      var index = start
      let end = min(count, start + blockLength)
      while index < end {
        let values = value(Kernel.load(p, index), Kernel.load(y, index))
        if index + lanes <= end {
          for lane in 0..<8 { sum += values[lane] }
        } else {
          for lane in 0..<end - index { sum += values[lane] }
        }
        index += lanes
      }
      total += Double(sum)
      start = end
    }
    return total
  }

  /// ∂L/∂p of whole vectors.
  public func differentiate(
    _ p: UnsafePointer<Float>, _ y: UnsafePointer<Float>, g: Float,
    into output: UnsafeMutablePointer<Float>, count: Int, adding: Bool
  ) -> Bool {
    var check = FiniteCheck()
    var index = 0
    while index < count {
      var slope = self.gradient(Kernel.load(p, index), Kernel.load(y, index), g: g, count: Float(count))
      if adding { slope += Kernel.load(output, index) }
      // What lies beyond the elements stays finite, whatever was computed from it.
      if count - index < Kernel.Vector.scalarCount { slope = Kernel.first(count - index, of: slope) }
      check.include(slope)
      Kernel.store(slope, output, index)
      index += Kernel.Vector.scalarCount
    }
    return check.holds
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
    return graph.record(ElementwiseLossOperation(self, prediction: prediction, target: target, output: loss))
  }
}

/// L = Σᵢ l(pᵢ, yᵢ) / count; p and y have one shape.
final class ElementwiseLossOperation<Rule: ElementwiseLoss>: Operation {
  private let rule: Rule
  private let prediction: Value
  private let target: Value

  init(_ rule: Rule, prediction: Value, target: Value, output: Value) {
    self.rule = rule
    self.prediction = prediction
    self.target = target
    super.init(inputs: [prediction, target], output: output)
  }

  override func forward() {
    let count = prediction.data.count
    let sum = rule.sum(prediction.data.pointer, target.data.pointer, count: count)
    output.data.pointer[0] = Float(sum) / Float(count)
  }

  override func backward(addingTo shared: InputSet) -> Bool {
    guard let g = output.gradient?.pointer[0], let gradient = prediction.gradient?.pointer else {
      return true
    }
    return rule.differentiate(
      prediction.data.pointer, target.data.pointer, g: g, into: gradient, count: prediction.data.count,
      adding: shared[0])
  }

  override func reference(_ inputs: [[Double]]) -> [Double] {
    [zip(inputs[0], inputs[1]).reduce(0) { $0 + rule.reference($1.0, $1.1) } / Double(inputs[0].count)]
  }

  // A few roundings in each l, and those of the sum, which is taken in blocks of 1,024.
  override func outputBound(_ inputs: [[Double]], output: [Double]) -> [Double] {
    let size = zip(inputs[0], inputs[1]).reduce(0) { $0 + abs($1.0) + 2 * abs(rule.reference($1.0, $1.1)) }
    let count = Double(inputs[0].count)
    return [Rounding.unit * (8 * size / count + (min(count, 1024) + 8) * abs(output[0])) + Rounding.underflow]
  }

  // ∂l/∂p is off by what it changes between both p, and by the roundings in its formula.
  override func gradientBounds(_ inputs: [Numbers], output: Numbers, _ gradient: GradientBound) -> [[Double]]
  {
    guard prediction.gradient != nil else { return [[], []] }
    let count = inputs[0].exact.count
    let (size, error) = (gradient.size[0] / Double(count), gradient.error[0] / Double(count))
    let bounds = (0..<count).map { index in
      let (p, y) = (inputs[0].rounded[index], inputs[1].rounded[index])
      let slope = rule.slopeBound(inputs[0].exact[index], rounded: p, y)
      let roundings = rule.slopeRoundings(p, y, slope: slope.size + slope.error)
      return slope.size * error + (slope.error + Rounding.unit * roundings) * size
    }
    return [bounds, []]
  }
}
