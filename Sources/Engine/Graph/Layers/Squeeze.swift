/// Takes away axes of length 1: `tensor.squeeze()`, or `tensor.squeeze(axis)` for one of them.
///
/// Without an axis, a batch of one sample loses its batch axis too, as in PyTorch.
public struct Squeeze: Layer {
  /// The module of `torch.nn`.
  public static let name = "Squeeze"
  /// The axis, where it is one.
  public static let argumentNames = ["dim"]

  /// A module around `tensor.squeeze`, which takes an axis or none.
  public static let module = [
    "class Squeeze(nn.Module):",
    "    def __init__(self, *dim):",
    "        super().__init__()",
    "        self.dim = dim",
    "",
    "    def forward(self, x):",
    "        return x.squeeze(*self.dim)",
  ]

  /// The only axis to take away, if it has length 1; below 0 counted from the end.
  public let axis: Int?

  /// The layer with the arguments of its text.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    axis = arguments.has("dim") ? try arguments.integer("dim", in: -8...7) : nil
  }

  /// "" or "1"
  public var argumentText: String { axis.map { "\($0)" } ?? "" }

  /// The axes that stay.
  private func kept(of shape: [Int]) -> [Int] {
    let only = axis.map(shape.place(ofAxis:))
    return shape.indices.filter { shape[$0] != 1 || (only ?? $0) != $0 }
  }

  /// What comes in goes out.
  public var givesProbabilities: Bool? { nil }

  /// The input's shape without those axes.
  public func outputShape(_ input: [Int]) throws(NetworkError) -> [Int] {
    if let axis { _ = try Self.place(axis, in: input, of: text) }
    return kept(of: input).map { input[$0] }
  }

  /// Those of the axes that stay.
  public func axisNames(_ names: [String], of shape: [Int]) -> [String] { kept(of: shape).map { names[$0] } }

  /// The one that has 0 along the axes that are taken away.
  public func sources(of index: [Int], in shape: [Int]) -> [[Int]] {
    var source = [Int](repeating: 0, count: shape.count)
    for (axis, place) in zip(kept(of: shape), index) { source[axis] = place }
    return [source]
  }

  /// Adds a view of x.
  public func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
    let kept = kept(of: x.shape)
    return graph.view(name, of: x, shape: kept.map { x.shape[$0] }, strides: kept.map { x.strides[$0] })
  }
}
