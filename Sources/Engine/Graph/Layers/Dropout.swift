import Languages

/// Sets each element to 0 with probability p while training, and divides the others by 1 − p: `torch.nn.Dropout`.
public struct Dropout: Layer {
  /// The module of `torch.nn`.
  public static let name = "Dropout"
  /// PyTorch's arguments.
  public static let argumentNames = ["p", "inplace"]

  /// The probability of 0.
  public let probability: Double

  /// The layer with the arguments of its text.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    probability = try arguments.number(
      "p", default: 0.5, Words("engine.graph.probability", "a probability from 0 to 1")
    ) {
      (0...1).contains($0)
    }
    _ = try arguments.flag("inplace", default: false)
  }

  /// "0.2"
  public var argumentText: String { probability == 0.5 ? "" : LayerArguments.text(probability) }

  /// The shape of the input.
  public func outputShape(_ input: [Int]) throws(NetworkError) -> [Int] { input }

  /// Adds the mask where the graph trains; x itself where it evaluates, or where nothing is left out.
  public func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
    guard let random = graph.random, probability > 0 else {
      return graph.view(name, of: x, shape: x.shape, strides: x.strides)
    }
    let x = graph.contiguous(x)
    let y = graph.output(name, shape: x.shape, of: [x])
    return graph.record(DropoutOperation(probability, random, x: x, output: y))
  }
}

/// y = x·mask, the mask being 0 or 1/(1 − p); drawn anew at every forward pass.
final class DropoutOperation: Operation {
  private let kept: Double
  private let random: RandomStream
  private let x: Value
  private let mask: Buffer

  init(_ probability: Double, _ random: RandomStream, x: Value, output: Value) {
    kept = 1 - probability
    self.random = random
    self.x = x
    mask = Buffer(count: x.data.count)
    super.init(inputs: [x], output: output)
  }

  override var draws: Bool { true }

  override var drawn: [Float]? {
    get { mask.elements }
    set { newValue.map(mask.load) }
  }

  override func forward() {
    // Where nothing is kept, PyTorch draws nothing, and the mask is 0 from the start.
    if kept > 0 {
      let factor = 1 / Float(kept)
      for index in 0..<mask.count {
        mask.pointer[index] = random.generator.bernoulli(probability: kept) ? factor : 0
      }
    }
    forwardAgain()
  }

  override func forwardAgain() {
    for index in 0..<output.data.count {
      output.data.pointer[index] = x.data.pointer[index] * mask.pointer[index]
    }
  }

  // ∂L/∂x = ∂L/∂y·mask
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let outputGradient = output.gradient?.pointer, let gradient = x.gradient?.pointer else {
      return true
    }
    var check = FiniteCheck()
    for index in 0..<output.data.count {
      let slope = outputGradient[index] * mask.pointer[index]
      gradient[index] = shared[0] ? gradient[index] + slope : slope
      check.include(gradient[index])
    }
    return check.holds
  }

  override func slope(at element: Int) -> Float? { mask[element] }

  // The mask of the last forward pass is a constant.
  override func reference(_ inputs: [[Double]]) -> [Double] {
    zip(inputs[0], mask.elements).map { $0 * Double($1) }
  }

  override func outputBound(_ inputs: [[Double]], output: [Double]) -> [Double] {
    output.map { 2 * Rounding.unit * abs($0) + Rounding.underflow }
  }

  override func gradientBounds(_ inputs: [Numbers], output: Numbers, _ gradient: GradientBound) -> [[Double]]
  {
    [
      mask.elements.indices.map {
        Double(mask.pointer[$0]) * (gradient.error[$0] + 2 * Rounding.unit * gradient.size[$0])
      }
    ]
  }
}
