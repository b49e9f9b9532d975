import RealModule

/// yᵢ = eˣⁱ / Σⱼ eˣʲ along one axis: `torch.nn.Softmax`.
public struct Softmax: Layer {
  /// The module of `torch.nn`.
  public static let name = "Softmax"
  /// PyTorch's arguments.
  public static let argumentNames = ["dim"]

  /// The axis whose elements become shares of 1; below 0 counted from the end.
  public let axis: Int

  /// The layer with the arguments of its text.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    axis = try arguments.integer("dim", in: -8...7)
  }

  /// "dim=1"
  public var argumentText: String { "dim=\(axis)" }

  /// They are probabilities.
  public var givesProbabilities: Bool? { true }

  /// The shape of the input.
  public func outputShape(_ input: [Int]) throws(NetworkError) -> [Int] {
    _ = try Self.place(axis, in: input, of: text)
    return input
  }

  /// All along the axis.
  public func sources(of index: [Int], in shape: [Int]) -> [[Int]] {
    let place = shape.place(ofAxis: axis)
    return (0..<shape[place]).map { other in
      var source = index
      source[place] = other
      return source
    }
  }

  /// Adds y, shaped as x.
  public func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
    let place = x.shape.place(ofAxis: axis)
    return graph.record(
      SoftmaxOperation(axis: place, x: x, output: graph.output(name, shape: x.shape, of: [x])))
  }
}

/// The shares along an axis; x and y: [outer, count, inner].
final class SoftmaxOperation: Operation {
  private let x: Value
  private let outer: Int
  private let count: Int
  private let inner: Int

  init(axis: Int, x: Value, output: Value) {
    self.x = x
    outer = x.shape[..<axis].reduce(1, *)
    count = x.shape[axis]
    inner = x.shape[(axis + 1)...].reduce(1, *)
    super.init(inputs: [x], output: output)
  }

  /// Calls `body` with where each row along the axis begins; its elements lie `inner` apart.
  private func forEachRow(_ body: (Int) -> Void) {
    for block in 0..<outer {
      for column in 0..<inner { body(block * count * inner + column) }
    }
  }

  override func forward() {
    let (x, y) = (x.data.pointer, output.data.pointer)
    forEachRow { start in
      var largest = -Float.infinity
      for index in 0..<count { largest = max(largest, x[start + index * inner]) }
      var sum: Float = 0
      for index in 0..<count {
        y[start + index * inner] = .exp(x[start + index * inner] - largest)
        sum += y[start + index * inner]
      }
      for index in 0..<count { y[start + index * inner] /= sum }
    }
  }

  // ∂L/∂xᵢ = yᵢ·(gᵢ − Σⱼ gⱼ·yⱼ)
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let g = output.gradient?.pointer, let gradient = x.gradient?.pointer else { return true }
    let y = output.data.pointer
    var check = FiniteCheck()
    forEachRow { start in
      var sum: Float = 0
      for index in 0..<count { sum += g[start + index * inner] * y[start + index * inner] }
      for index in 0..<count {
        let place = start + index * inner
        let slope = y[place] * (g[place] - sum)
        gradient[place] = shared[0] ? gradient[place] + slope : slope
        check.include(gradient[place])
      }
    }
    return check.holds
  }

  override func reference(_ inputs: [[Double]]) -> [Double] {
    var y = inputs[0]
    forEachRow { start in
      let row = (0..<count).map { start + $0 * inner }
      let largest = row.map { inputs[0][$0] }.max() ?? 0
      let sum = row.reduce(0) { $0 + .exp(inputs[0][$1] - largest) }
      for place in row { y[place] = .exp(inputs[0][place] - largest) / sum }
    }
    return y
  }

  // The exponents' roundings count as often as the exponents are large, the sum's as often as it has terms.
  override func outputBound(_ inputs: [[Double]], output: [Double]) -> [Double] {
    var bound = output
    forEachRow { start in
      let row = (0..<count).map { start + $0 * inner }
      let largest = row.map { inputs[0][$0] }.max() ?? 0
      // Every share has its part in the sum, whose exponents are weighted by it.
      let spread = row.reduce(0) { $0 + output[$1] * abs(inputs[0][$1] - largest) }
      for place in row {
        let roundings = Double(count + 16) + spread + abs(inputs[0][place] - largest)
        bound[place] = Rounding.unit * roundings * output[place] + Rounding.underflow
      }
    }
    return bound
  }

  // t = Σⱼ gⱼ·yⱼ is off by all its terms, and yᵢ·(gᵢ − t) by each of its three parts.
  override func gradientBounds(_ inputs: [Numbers], output: Numbers, _ gradient: GradientBound) -> [[Double]]
  {
    guard x.gradient != nil else { return [[]] }
    var bound = gradient.error
    forEachRow { start in
      let row = (0..<count).map { start + $0 * inner }
      var (total, totalError) = (0.0, 0.0)
      for place in row {
        let (size, error) = (gradient.size[place], gradient.error[place])
        total += size * output.rounded[place]
        totalError += error * output.exact[place] + size * output.error(place)
      }
      totalError += Rounding.unit * Double(count + 4) * total
      for place in row {
        let size = gradient.size[place] + total
        bound[place] =
          output.exact[place] * (gradient.error[place] + totalError)
          + size * (output.error(place) + 4 * Rounding.unit * output.rounded[place])
      }
    }
    return [bound]
  }
}
