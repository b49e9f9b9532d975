/// Swaps two axes without moving a number: `tensor.transpose(a, b)`.
public struct Transpose: Layer {
  /// The module of `torch.nn`.
  public static let name = "Transpose"
  /// The two axes.
  public static let argumentNames = ["dim0", "dim1"]

  /// A module around `tensor.transpose`.
  public static let module = [
    "class Transpose(nn.Module):",
    "    def __init__(self, dim0, dim1):",
    "        super().__init__()",
    "        self.dims = dim0, dim1",
    "",
    "    def forward(self, x):",
    "        return x.transpose(*self.dims)",
  ]

  /// One axis; below 0 counted from the end.
  public let first: Int
  /// The axis it changes places with.
  public let second: Int

  /// The layer with the arguments of its text.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    first = try arguments.integer("dim0", in: -8...7)
    second = try arguments.integer("dim1", in: -8...7)
  }

  /// "1, 2"
  public var argumentText: String { "\(first), \(second)" }

  /// What comes in goes out.
  public var givesProbabilities: Bool? { nil }

  /// The input's shape with both axes swapped.
  public func outputShape(_ input: [Int]) throws(NetworkError) -> [Int] {
    var shape = input
    shape.swapAt(try Self.place(first, in: input, of: text), try Self.place(second, in: input, of: text))
    return shape
  }

  /// The names change places as the axes do.
  public func axisNames(_ names: [String], of shape: [Int]) -> [String] {
    var swapped = names
    swapped.swapAt(shape.place(ofAxis: first), shape.place(ofAxis: second))
    return swapped
  }

  /// The one with both indices swapped.
  public func sources(of index: [Int], in shape: [Int]) -> [[Int]] {
    var swapped = index
    swapped.swapAt(shape.place(ofAxis: first), shape.place(ofAxis: second))
    return [swapped]
  }

  /// Adds a view of x.
  public func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
    let (one, other) = (x.shape.place(ofAxis: first), x.shape.place(ofAxis: second))
    var (shape, strides) = (x.shape, x.strides)
    shape.swapAt(one, other)
    strides.swapAt(one, other)
    return graph.view(name, of: x, shape: shape, strides: strides)
  }
}
