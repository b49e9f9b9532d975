import Languages
import RealModule

/// L = −Σ_b Σ_c q_bc·ln softmax(x_b)_c / batch, where q is 1 at the target's class: `torch.nn.CrossEntropyLoss`.
///
/// With label smoothing ε, q is 1 − ε + ε/C at the target's class and ε/C at the others.
public struct CrossEntropyLoss: Loss {
  /// "cross-entropy"
  public static let name = "cross-entropy"
  /// "CrossEntropyLoss"
  public static let className = "CrossEntropyLoss"
  /// PyTorch's option.
  public static let optionNames = ["label_smoothing"]
  /// The number of the class.
  public static let targets = TargetForm.classes

  /// ε: the share that all classes have alike.
  public let labelSmoothing: Double

  /// The loss with the options of its text.
  public init(_ options: LayerArguments) throws(NetworkError) {
    labelSmoothing = try options.number(
      "label_smoothing", default: 0, Words("engine.graph.share", "a share from 0 to 1")
    ) {
      (0...1).contains($0)
    }
  }

  /// "label_smoothing=0.1"
  public var optionText: String {
    labelSmoothing == 0 ? "" : "label_smoothing=" + LayerArguments.text(labelSmoothing)
  }

  /// [batch, C] → [batch]
  public func targetShape(_ prediction: [Int]) throws(NetworkError) -> [Int] {
    guard prediction.count == 2 else {
      throw NetworkError(
        say(
          "engine.graph.lossTakes",
          "\(Self.className) takes [batch, classes], but the network gives \(prediction)"))
    }
    return [prediction[0]]
  }

  /// Adds the mean over the batch.
  public func add(to graph: Graph, _ prediction: Value, _ target: Value, name: String) -> Value {
    let (x, target) = (graph.contiguous(prediction), graph.contiguous(target))
    let loss = graph.output(name, shape: [1], of: [x])
    return graph.record(CrossEntropyOperation(labelSmoothing, x: x, target: target, output: loss))
  }
}

/// x: [batch, classes], target: [batch], whole numbers from 0 to below the number of classes.
final class CrossEntropyOperation: Operation {
  private let smoothing: Double
  private let x: Value
  private let target: Value
  private let batch: Int
  private let classes: Int
  /// softmax(x): [batch, classes]
  private let shares: Buffer

  init(_ smoothing: Double, x: Value, target: Value, output: Value) {
    self.smoothing = smoothing
    self.x = x
    self.target = target
    (batch, classes) = (x.shape[0], x.shape[1])
    shares = Buffer(count: batch * classes)
    super.init(inputs: [x, target], output: output)
  }

  /// The class of a sample; within those there are, whatever the target holds.
  private func place(_ sample: Int) -> Int {
    let index = target.data.pointer[sample]
    precondition(index >= 0 && index < Float(classes), "class \(index) of \(classes)")
    return Int(index)
  }

  override func forward() {
    var total = 0.0
    for sample in 0..<batch {
      let x = x.data.pointer + sample * classes
      let shares = shares.pointer + sample * classes
      var largest = -Float.infinity
      for index in 0..<classes { largest = max(largest, x[index]) }
      var sum: Float = 0
      for index in 0..<classes {
        shares[index] = .exp(x[index] - largest)
        sum += shares[index]
      }
      let logarithm = Float.log(sum)
      var loss = -(x[place(sample)] - largest - logarithm)
      if smoothing > 0 {
        var all: Float = 0
        for index in 0..<classes { all -= x[index] - largest - logarithm }
        loss = loss * Float(1 - smoothing) + all * Float(smoothing / Double(classes))
      }
      total += Double(loss)
      for index in 0..<classes { shares[index] /= sum }
    }
    output.data.pointer[0] = Float(total) / Float(batch)
  }

  // ∂L/∂x = (softmax(x) − q) / batch
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let g = output.gradient?.pointer[0], let gradient = x.gradient?.pointer else { return true }
    let scale = g / Float(batch)
    let (all, own) = (Float(smoothing / Double(classes)), Float(1 - smoothing))
    var check = FiniteCheck()
    for sample in 0..<batch {
      let place = place(sample)
      for index in 0..<classes {
        let element = sample * classes + index
        let slope = (shares.pointer[element] - all - (index == place ? own : 0)) * scale
        gradient[element] = shared[0] ? gradient[element] + slope : slope
        check.include(gradient[element])
      }
    }
    return check.holds
  }

  override func reference(_ inputs: [[Double]]) -> [Double] {
    var total = 0.0
    for sample in 0..<batch {
      let row = Array(inputs[0][sample * classes..<(sample + 1) * classes])
      let largest = row.max() ?? 0
      let logarithm = Double.log(row.reduce(0) { $0 + .exp($1 - largest) })
      for (index, x) in row.enumerated() {
        let share = smoothing / Double(classes) + (index == Int(inputs[1][sample]) ? 1 - smoothing : 0)
        total -= share * (x - largest - logarithm)
      }
    }
    return [total / Double(batch)]
  }

  override func outputBound(_ inputs: [[Double]], output: [Double]) -> [Double] {
    let largest = inputs[0].reduce(0) { max($0, abs($1)) }
    return [Rounding.unit * Double(classes + 16) * (4 * largest + Double(classes)) + Rounding.underflow]
  }

  // The shares are off by what they change between both x, and by the roundings of their exponents and their sum.
  override func gradientBounds(_ inputs: [Numbers], output: Numbers, _ gradient: GradientBound) -> [[Double]]
  {
    guard x.gradient != nil else { return [[], []] }
    let (size, error) = (gradient.size[0] / Double(batch), gradient.error[0] / Double(batch))
    var bounds: [Double] = []
    bounds.reserveCapacity(batch * classes)
    for sample in 0..<batch {
      let row = sample * classes..<(sample + 1) * classes
      let (exact, rounded) = (Self.shares(inputs[0].exact[row]), Self.shares(inputs[0].rounded[row]))
      let largest = inputs[0].rounded[row].max() ?? 0
      let spread = zip(rounded, inputs[0].rounded[row]).reduce(0) { $0 + $1.0 * abs($1.1 - largest) }
      for index in 0..<classes {
        let wanted = smoothing / Double(classes) + (index == Int(inputs[1].exact[sample]) ? 1 - smoothing : 0)
        let exponent = abs(inputs[0].rounded[sample * classes + index] - largest)
        let roundings = (Double(classes + 24) + spread + exponent) * rounded[index] + 8 * wanted
        let shareError = abs(rounded[index] - exact[index]) + Rounding.unit * roundings + Rounding.underflow
        bounds.append(abs(exact[index] - wanted) * error + shareError * size)
      }
    }
    return [bounds, []]
  }

  /// softmax(x) of one row.
  private static func shares(_ x: ArraySlice<Double>) -> [Double] {
    let largest = x.max() ?? 0
    let powers = x.map { Double.exp($0 - largest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }
}
