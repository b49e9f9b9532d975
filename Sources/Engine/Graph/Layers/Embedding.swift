/// Row i of a learnt table for each whole number i that comes in: `torch.nn.Embedding`.
public struct Embedding: Layer {
  /// The module of `torch.nn`.
  public static let name = "Embedding"
  /// PyTorch's arguments.
  public static let argumentNames = ["num_embeddings", "embedding_dim", "padding_idx"]

  /// How many rows the table has.
  public let entries: Int
  /// How many numbers a row has.
  public let dimension: Int
  /// The row that stands for padding: it starts as zeros and is never changed.
  public let paddingIndex: Int?

  /// The layer with the arguments of its text.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    entries = try arguments.integer("num_embeddings")
    dimension = try arguments.integer("embedding_dim")
    guard arguments.has("padding_idx") else {
      paddingIndex = nil
      return
    }
    let index = try arguments.integer("padding_idx", in: -entries...entries - 1)
    paddingIndex = index < 0 ? index + entries : index
  }

  /// "28, 20, padding_idx=0"
  public var argumentText: String {
    "\(entries), \(dimension)" + (paddingIndex.map { ", padding_idx=\($0)" } ?? "")
  }

  /// weight: [entries, dimension]
  public var parameters: [(name: String, shape: [Int])] { [("weight", [entries, dimension])] }

  /// [batch…] → [batch…, dimension]
  public func outputShape(_ input: [Int]) throws(NetworkError) -> [Int] { input + [dimension] }

  /// A vector for each number.
  public func axisNames(_ names: [String], of shape: [Int]) -> [String] { names + ["vector"] }

  /// The number whose vector it is part of.
  public func sources(of index: [Int], in shape: [Int]) -> [[Int]] { [index.dropLast()] }

  /// Standard normal numbers, then zeros for the padding.
  public func drawParameters(_ generator: inout Generator) -> [[Float]] {
    [generator.embeddingWeight(entries: entries, dimension: dimension, paddingIndex: paddingIndex)]
  }

  /// Adds the look-up; what x holds must be whole numbers from 0 to below `entries`.
  public func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
    let x = graph.contiguous(x)
    let y = graph.output(name, shape: x.shape + [dimension], of: parameters)
    return graph.record(EmbeddingOperation(x: x, weight: parameters[0], padding: paddingIndex, output: y))
  }
}

/// y[b, :] = W[x[b], :]. x: [batch…], W: [entries, dimension], y: [batch…, dimension].
final class EmbeddingOperation: Operation {
  private let x: Value
  private let weight: Value
  private let padding: Int?
  private let count: Int
  private let entries: Int
  private let dimension: Int
  /// Where in the table each row of the last forward pass begins: `count` of them.
  private let places: UnsafeMutablePointer<Int>

  init(x: Value, weight: Value, padding: Int?, output: Value) {
    self.x = x
    self.weight = weight
    self.padding = padding
    count = x.data.count
    (entries, dimension) = (weight.shape[0], weight.shape[1])
    places = .allocate(capacity: x.data.count)
    places.initialize(repeating: 0, count: x.data.count)
    super.init(inputs: [x, weight], output: output)
  }

  deinit { places.deallocate() }

  /// A row's number in a table of this many; within it, whatever x holds.
  @inline(__always)
  private static func entry(_ index: Float, of entries: Int) -> Int {
    // The conversion lets no other than a number pass, so one more comparison is enough: one below 0 is a large one here.
    let entry = UInt(bitPattern: Int(Int32(index)))
    precondition(entry < UInt(bitPattern: entries), "entry \(index) of a table of \(entries)")
    return Int(bitPattern: entry)
  }

  override func forward() {
    let (weight, y) = (weight.data.pointer, output.data.pointer)
    let (x, places, dimension, limit) = (x.data.pointer, places, dimension, entries)
    for sample in 0..<count {
      let place = Self.entry(x[sample], of: limit) &* dimension
      places[sample] = place
      Kernel.copy(weight + place, into: y + sample &* dimension, count: dimension)
    }
  }

  // ∂L/∂W[i, :] = Σ over all b with x[b] = i of ∂L/∂y[b, :]; nothing for the padding
  override func backward(addingTo shared: InputSet) -> Bool {
    guard let outputGradient = output.gradient?.pointer, let gradient = weight.gradient else { return true }
    if !shared[1] { gradient.fill(0) }
    let (places, sums, dimension) = (places, gradient.pointer, dimension)
    let padding = (padding ?? -1) * dimension
    for sample in 0..<count {
      let place = places[sample]
      if place == padding { continue }
      Kernel.add(outputGradient + sample &* dimension, to: sums + place, count: dimension)
    }
    // A sum that is not finite never becomes so again, so the sums are looked at once.
    return gradient.isFinite
  }

  // W[i, c] is y[b, c] wherever x[b] is i; the padding is a constant.
  override func uses(of element: Int, input: Int) -> [ElementUse]? {
    guard input == 1 else { return nil }
    let (entry, column) = element.quotientAndRemainder(dividingBy: dimension)
    guard entry != padding else { return [] }
    return (0..<count).filter { places[$0] == entry * dimension }.map {
      ElementUse(output: $0 * dimension + column, factor: 1, source: nil)
    }
  }

  // The padding is a constant: what it is in the table, whatever the weight is taken to be.
  override func reference(_ inputs: [[Double]]) -> [Double] {
    var y: [Double] = []
    y.reserveCapacity(count * dimension)
    for index in inputs[0] {
      let row = Int(index) * dimension..<(Int(index) + 1) * dimension
      if Int(index) == padding {
        y += weight.data.elements(row).map(Double.init)
      } else {
        y += inputs[1][row]
      }
    }
    return y
  }

  override func outputBound(_ inputs: [[Double]], output: [Double]) -> [Double] { output.map { _ in 0 } }

  // A sum is off by each of its additions.
  override func gradientBounds(_ inputs: [Numbers], output: Numbers, _ gradient: GradientBound) -> [[Double]]
  {
    var bounds = [Double](repeating: 0, count: entries * dimension)
    for (sample, index) in inputs[0].exact.enumerated() where Int(index) != padding {
      for column in 0..<dimension {
        let place = sample * dimension + column
        let roundings = Rounding.unit * Double(count) * gradient.size[place]
        bounds[Int(index) * dimension + column] += gradient.error[place] + roundings
      }
    }
    return [[], bounds]
  }
}
