import Languages

/// Joins axes into one: `torch.nn.Flatten`.
public struct Flatten: Layer {
  /// The module of `torch.nn`.
  public static let name = "Flatten"
  /// PyTorch's arguments.
  public static let argumentNames = ["start_dim", "end_dim"]

  /// The first axis to join; below 0 counted from the end.
  public let first: Int
  /// The last axis to join.
  public let last: Int

  /// The layer with the arguments of its text.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    first = try arguments.integer("start_dim", default: 1, in: -8...7)
    last = try arguments.integer("end_dim", default: -1, in: -8...7)
  }

  /// What differs from 1 and −1.
  public var argumentText: String {
    if last != -1 { return "\(first), \(last)" }
    return first == 1 ? "" : "\(first)"
  }

  /// What comes in goes out.
  public var givesProbabilities: Bool? { nil }

  /// The input's shape with the axes joined.
  public func outputShape(_ input: [Int]) throws(NetworkError) -> [Int] {
    let (start, end) = (try Self.place(first, in: input, of: text), try Self.place(last, in: input, of: text))
    guard start <= end else {
      throw NetworkError(
        say("engine.graph.joinsNone", "\(text) joins axes \(start) to \(end), which is none, of \(input)"))
    }
    return input[..<start] + [input[start...end].reduce(1, *)] + input[(end + 1)...]
  }

  /// The joined axis has the names of all that it is made of.
  public func axisNames(_ names: [String], of shape: [Int]) -> [String] {
    let (start, end) = (shape.place(ofAxis: first), shape.place(ofAxis: last))
    return names[..<start] + [names[start...end].joined(separator: "·")] + names[(end + 1)...]
  }

  /// The one at as many places along the joined axes.
  public func sources(of index: [Int], in shape: [Int]) -> [[Int]] {
    let (start, end) = (shape.place(ofAxis: first), shape.place(ofAxis: last))
    var (left, joined) = (index[start], [Int]())
    for length in shape[start...end].reversed() {
      joined.insert(left % length, at: 0)
      left /= length
    }
    return [index[..<start] + joined + index[(start + 1)...]]
  }

  /// Adds a view of x, or of a copy where x's numbers do not lie in order.
  public func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value {
    let x = graph.contiguous(x)
    let (start, end) = (x.shape.place(ofAxis: first), x.shape.place(ofAxis: last))
    let joined = x.shape[start...end].reduce(1, *)
    let shape = x.shape[..<start] + [joined] + x.shape[(end + 1)...]
    return graph.view(name, of: x, shape: Array(shape), strides: Tensor.rowMajorStrides(of: Array(shape)))
  }
}
