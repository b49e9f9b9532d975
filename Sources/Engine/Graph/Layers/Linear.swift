import Languages

/// y = x·Wᵀ + b over the last axis: `torch.nn.Linear`.
public struct Linear: Layer {
  /// The module of `torch.nn`.
  public static let name = "Linear"
  /// PyTorch's arguments.
  public static let argumentNames = ["in_features", "out_features", "bias"]

  /// The length of the last axis that comes in.
  public let inputs: Int
  /// The length of the last axis that comes out.
  public let outputs: Int
  /// Whether b is learnt too.
  public let hasBias: Bool

  /// A layer of known lengths.
  public init(inputs: Int, outputs: Int, hasBias: Bool = true) {
    self.inputs = inputs
    self.outputs = outputs
    self.hasBias = hasBias
  }

  /// The layer with the arguments of its text; of a single number, which is then the outputs', the inputs follow from
  /// what comes in.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    if arguments.has("out_features") {
      inputs = try arguments.integer("in_features")
      outputs = try arguments.integer("out_features")
    } else {
      guard arguments.has("in_features") else {
        throw NetworkError(
          say("engine.graph.linearNeedsOutput", "Linear needs the length of its output, as in Linear(8)"))
      }
      outputs = try arguments.integer("in_features")
      inputs = input.last ?? 0
    }
    hasBias = try arguments.flag("bias", default: true)
  }

  /// "2, 8, bias=False"
  public var argumentText: String { "\(inputs), \(outputs)" + (hasBias ? "" : ", bias=False") }

  /// weight: [out, in], bias: [out]
  public var parameters: [(name: String, shape: [Int])] {
    [("weight", [outputs, inputs])] + (hasBias ? [("bias", [outputs])] : [])
  }

  /// [batch…, in] → [batch…, out]
  public func outputShape(_ input: [Int]) throws(NetworkError) -> [Int] {
    guard input.last == inputs else {
      throw NetworkError(
        say("engine.graph.linearTakes", "\(text) takes a last axis of \(inputs), but \(input) comes in"))
    }
    return input.dropLast() + [outputs]
  }

  /// The last axis is that of the units.
  public func axisNames(_ names: [String], of shape: [Int]) -> [String] { names.dropLast() + ["unit"] }

  /// All along the last axis.
  public func sources(of index: [Int], in shape: [Int]) -> [[Int]] {
    (0..<(shape.last ?? 0)).map { index.dropLast() + [$0] }
  }

  /// The weight row by row, then the bias.
  public func drawParameters(_ generator: inout Generator) -> [[Float]] {
    let weight = generator.linearWeight(inputs: inputs, outputs: outputs)
    return [weight] + (hasBias ? [generator.linearBias(inputs: inputs, outputs: outputs)] : [])
  }

  /// Adds y = x·Wᵀ + b.
  public func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
    let x = graph.contiguous(x)
    let bias = hasBias ? parameters[1] : nil
    let y = graph.output(name, shape: x.shape.dropLast() + [outputs], of: [x] + parameters)
    return graph.record(LinearOperation(x: x, weight: parameters[0], bias: bias, output: y, team: graph.team))
  }
}

/// y = x·Wᵀ + b. x: [batch…, in], W: [out, in], b: [out], y: [batch…, out].
final class LinearOperation: Operation {
  private let x: Value
  private let weight: Value
  private let bias: Value?
  private let batch: Int
  private let columns: Int
  private let rows: Int
  /// The products of a batch that is computed as one; `nil` for fewer rows.
  private let products: Products?
  /// The same for the passes, without counting references, which would cost a small network's step a tenth: `products` keeps
  /// them for the operation's life.
  private let call: Unmanaged<Products>?
  /// The same for a team, where that pays.
  private let teamProducts: TeamProducts?
  /// From how many rows on a batch is one product; fewer are dot products, row by row.
  private static let productBatch = 8

  init(x: Value, weight: Value, bias: Value?, output: Value, team: Team) {
    self.x = x
    self.weight = weight
    self.bias = bias
    (columns, rows) = (weight.shape[1], weight.shape[0])
    batch = x.data.count / columns
    products =
      batch < Self.productBatch
      ? nil : Products(x: x, weight: weight, bias: bias, output: output, team: team)
    call = products.map(Unmanaged.passUnretained)
    teamProducts = products?.shared
    super.init(inputs: [x, weight] + (bias.map { [$0] } ?? []), output: output)
  }

  // y[b, o] = Σᵢ x[b, i]·W[o, i] + bias[o]
  override func forward() {
    if let teamProducts { return teamProducts.forward() }
    if let call { return call._withUnsafeGuaranteedRef { $0.forward() } }
    let (x, weight, y) = (x.data.pointer, weight.data.pointer, output.data.pointer)
    for sample in 0..<batch {
      for row in 0..<rows {
        y[sample * rows + row] = Kernel.dot(x + sample * columns, weight + row * columns, count: columns)
      }
      if let bias {
        Kernel.scale(bias.data.pointer, by: 1, into: y + sample * rows, count: rows, accumulating: true)
      }
    }
  }

  override func backward(addingTo shared: InputSet) -> Bool {
    guard let outputGradient = output.gradient?.pointer else { return true }
    var check: FiniteCheck
    if let teamProducts {
      check = teamProducts.backward(shared)
    } else if let call {
      check = call._withUnsafeGuaranteedRef { $0.backward(shared) }
    } else {
      return differentiateRows(outputGradient, shared)
    }
    if let gradient = bias?.gradient?.pointer {
      check.include(
        Kernel.sumRows(
          outputGradient, rows: batch, into: gradient, count: rows, accumulating: shared[2]))
    }
    return check.holds
  }

  // ∂L/∂x[b, i] = Σₒ ∂L/∂y[b, o]·W[o, i]
  // ∂L/∂W[o, i] = Σ_b ∂L/∂y[b, o]·x[b, i]
  // ∂L/∂bias[o] = Σ_b ∂L/∂y[b, o]
  private func differentiateRows(_ outputGradient: UnsafePointer<Float>, _ shared: InputSet) -> Bool {
    var check = FiniteCheck()
    if let gradient = x.gradient?.pointer {
      for sample in 0..<batch {
        for row in 0..<rows {
          check.include(
            Kernel.scale(
              weight.data.pointer + row * columns, by: outputGradient[sample * rows + row],
              into: gradient + sample * columns, count: columns, accumulating: shared[0] || row > 0))
        }
      }
    }
    if let gradient = weight.gradient?.pointer {
      for sample in 0..<batch {
        for row in 0..<rows {
          check.include(
            Kernel.scale(
              x.data.pointer + sample * columns, by: outputGradient[sample * rows + row],
              into: gradient + row * columns, count: columns, accumulating: shared[1] || sample > 0))
        }
      }
    }
    if let gradient = bias?.gradient?.pointer {
      for sample in 0..<batch {
        check.include(
          Kernel.scale(
            outputGradient + sample * rows, by: 1,
            into: gradient, count: rows, accumulating: shared[2] || sample > 0))
      }
    }
    return check.holds
  }

  // W[o, i] goes into y[b, o] times x[b, i], bias[o] into y[b, o] as it is.
  override func uses(of element: Int, input: Int) -> [ElementUse]? {
    guard input == 1 else {
      return input == 2
        ? (0..<batch).map { ElementUse(output: $0 * rows + element, factor: 1, source: nil) } : nil
    }
    let (row, column) = element.quotientAndRemainder(dividingBy: columns)
    return (0..<batch).map {
      let source = $0 * columns + column
      return ElementUse(output: $0 * rows + row, factor: x.data[source], source: source)
    }
  }

  override func reference(_ inputs: [[Double]]) -> [Double] {
    var y = [Double](repeating: 0, count: batch * rows)
    for sample in 0..<batch {
      for row in 0..<rows {
        var sum = inputs.count > 2 ? inputs[2][row] : 0
        for column in 0..<columns {
          sum += inputs[0][sample * columns + column] * inputs[1][row * columns + column]
        }
        y[sample * rows + row] = sum
      }
    }
    return y
  }

  override var work: Int { batch * rows * columns + super.work }

  // A sum of products is off by each of its additions: once for each term, in whatever order.
  override func outputBound(_ inputs: [[Double]], output: [Double]) -> [Double] {
    let sizes = reference(inputs.map { $0.map { abs($0) } })
    let roundings = Rounding.unit * Double(columns + 4)
    return sizes.map {
      // A sum that may overflow on the way has no bound.
      $0 < Rounding.largest ? roundings * $0 + Double(columns + 4) * Rounding.underflow : .infinity
    }
  }

  // Three sums of products, whose terms are off by what either factor is.
  override func gradientBounds(_ inputs: [Numbers], output: Numbers, _ gradient: GradientBound) -> [[Double]]
  {
    let (x, weight) = (Factor(inputs[0], terms: batch), Factor(inputs[1], terms: rows))
    var byInput = [Double](repeating: 0, count: self.x.gradient == nil ? 0 : x.size.count)
    var byWeight = [Double](repeating: 0, count: weight.size.count)
    var byBias = [Double](repeating: 0, count: rows)
    for sample in 0..<batch {
      for row in 0..<rows {
        let (size, error) = (gradient.size[sample * rows + row], gradient.error[sample * rows + row])
        let (left, right) = (sample * columns, row * columns)
        for column in 0..<columns {
          byWeight[right + column] += error * x.size[left + column] + size * x.error[left + column]
        }
        if !byInput.isEmpty {
          for column in 0..<columns {
            byInput[left + column] +=
              error * weight.size[right + column] + size * weight.error[right + column]
          }
        }
        byBias[row] += error + Rounding.unit * Double(batch + 4) * size
      }
    }
    return [byInput, byWeight] + (bias == nil ? [] : [byBias])
  }

  /// One side of a sum of products.
  private struct Factor {
    /// The exact magnitudes.
    let size: [Double]
    /// How far float32's are off, with the roundings of the whole sum.
    let error: [Double]

    init(_ numbers: Numbers, terms: Int) {
      let roundings = Rounding.unit * Double(terms + 4)
      size = numbers.exact.map { abs($0) }
      error = numbers.exact.indices.map {
        numbers.error($0) + roundings * abs(numbers.rounded[$0]) + Rounding.underflow
      }
    }
  }
}
