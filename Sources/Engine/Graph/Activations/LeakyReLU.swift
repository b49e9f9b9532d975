import RealModule

/// y = x where x > 0, else a·x, element by element: `torch.nn.LeakyReLU`.
public struct LeakyReLU: ElementwiseFunction {
  /// PyTorch's arguments.
  public static let argumentNames = ["negative_slope", "inplace"]

  /// a: the slope below 0.
  public let negativeSlope: Double

  /// The layer with the arguments of its text.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    negativeSlope = try arguments.number("negative_slope", default: 0.01)
  }

  /// What differs from PyTorch's defaults.
  public var argumentText: String {
    negativeSlope == 0.01 ? "" : LayerArguments.text(negativeSlope)
  }

  /// y = f(x) in float32.
  public func value(_ x: Float) -> Float { x > 0 ? x : x * Float(negativeSlope) }

  /// ∂L/∂x = g where x > 0, else a·g; a·g at 0.
  public func gradient(_ g: Float, x: Float, y: Float) -> Float { x > 0 ? g : g * Float(negativeSlope) }

  /// f in float64.
  public func reference(_ x: Double) -> Double { x > 0 ? x : x * negativeSlope }
}
