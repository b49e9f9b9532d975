/// y = x, element by element: `torch.nn.Identity`.
public struct Identity: ElementwiseFunction, ArgumentlessLayer {
  /// The module of `torch.nn`.
  public static let name = "Identity"
  /// PyTorch's arguments.
  public static let argumentNames = ["inplace"]

  /// The layer.
  public init() {}

  /// What comes in goes out.
  public var givesProbabilities: Bool? { nil }

  /// y = f(x) in float32.
  public func value(_ x: Float) -> Float { x }

  /// ∂L/∂x = g·f′(x).
  public func gradient(_ g: Float, x: Float, y: Float) -> Float { g }

  /// f in float64.
  public func reference(_ x: Double) -> Double { x }

  /// Nothing is rounded but the product.
  public func slopeRoundings(_ x: Double, slope: Double) -> Double { 4 * slope }
}
