import Languages

/// One layer of a network: what the module of `torch.nn` with the same name computes and learns.
///
/// A layer is a value without numbers: its parameters belong to the network, its activations to a graph. It is one file
/// beside its operation, and an entry in `Layers.all`.
public protocol Layer: Sendable {
  /// The module's name, such as "Linear".
  static var name: String { get }
  /// The names of the constructor's arguments, in PyTorch's order.
  static var argumentNames: [String] { get }
  /// The module as lines of Python where `torch.nn` has none of this name; empty where it has.
  static var module: [String] { get }

  /// The layer that a text describes.
  ///
  /// - Parameters:
  ///   - arguments: What stands in its parentheses.
  ///   - input: The shape of what comes in, [rows, …], for arguments that follow from it.
  init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError)

  /// The arguments as PyTorch code, without those at their defaults: "2, 8, bias=False".
  var argumentText: String { get }
  /// The learnt tensors by PyTorch's names and their shapes, in the order in which they are drawn.
  var parameters: [(name: String, shape: [Int])] { get }

  /// The shape of what comes out, for an input of the shape [rows, …]; throws where the layer cannot take it.
  func outputShape(_ input: [Int]) throws(NetworkError) -> [Int]
  /// What each axis of the output is called, where those of an input of the shape `shape` are called `names`.
  func axisNames(_ names: [String], of shape: [Int]) -> [String]
  /// Which elements of an input of the shape `shape` the output's element at `index` is made of, the batch's axis in front.
  func sources(of index: [Int], in shape: [Int]) -> [[Int]]
  /// Whether all that comes out lies between 0 and 1, whatever comes in; `nil` where it is what comes in.
  var givesProbabilities: Bool? { get }
  /// Draws the parameters as PyTorch does when it makes the module; row-major, in the order of `parameters`.
  func drawParameters(_ generator: inout Generator) -> [[Float]]
  /// Adds the layer's operation to a graph and returns its output; `parameters` are in the order of `parameters`.
  func add(to graph: Graph, _ x: Value, parameters: [Value], name: String) -> Value
}

/// A layer without arguments, or with `inplace` alone, which changes no number.
public protocol ArgumentlessLayer: Layer {
  /// The layer.
  init()
}

extension ArgumentlessLayer {
  /// No arguments.
  public static var argumentNames: [String] { [] }

  /// The layer.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    _ = try arguments.flag("inplace", default: false)
    self.init()
  }

  /// No arguments.
  public var argumentText: String { "" }
}

extension Layer {
  /// None: `torch.nn` has the module.
  public static var module: [String] { [] }

  /// The layer as PyTorch code, such as "Linear(2, 8, bias=False)".
  public var text: String { "\(Self.name)(\(argumentText))" }

  /// The element at the same place.
  public func sources(of index: [Int], in shape: [Int]) -> [[Int]] { [index] }

  /// The input's names, unchanged.
  public func axisNames(_ names: [String], of shape: [Int]) -> [String] { names }

  /// False: outputs may be any numbers.
  public var givesProbabilities: Bool? { false }

  /// Nothing is learnt.
  public var parameters: [(name: String, shape: [Int])] { [] }

  /// Nothing is drawn.
  public func drawParameters(_ generator: inout Generator) -> [[Float]] { [] }
}

extension Layer {
  /// The axis that an argument names, below 0 counted from the end; throws where `shape` does not have it.
  static func place(_ axis: Int, in shape: [Int], of layer: String) throws(NetworkError) -> Int {
    let place = shape.place(ofAxis: axis)
    guard shape.indices.contains(place) else {
      throw NetworkError(
        say("engine.network.noAxis", "\(layer) names axis \(axis), but \(shape) has \(shape.count) axes"))
    }
    return place
  }
}
