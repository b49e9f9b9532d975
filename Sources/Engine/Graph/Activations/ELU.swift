import RealModule

/// y = x where x > 0, else α·(eˣ − 1), element by element: `torch.nn.ELU`.
public struct ELU: ElementwiseFunction {
  /// The module of `torch.nn`.
  public static let name = "ELU"
  /// PyTorch's arguments.
  public static let argumentNames = ["alpha", "inplace"]

  /// α: minus the limit far below 0.
  public let alpha: Double

  /// The layer with the arguments of its text.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    alpha = try arguments.number("alpha", default: 1)
    _ = try arguments.flag("inplace", default: false)
  }

  /// What differs from PyTorch's defaults.
  public var argumentText: String {
    alpha == 1 ? "" : LayerArguments.text(alpha)
  }

  /// y = f(x) in float32.
  public func value(_ x: Float) -> Float { x > 0 ? x : .expMinusOne(x) * Float(alpha) }

  /// ∂L/∂x = g where x > 0, else g·α·eˣ
  public func gradient(_ g: Float, x: Float, y: Float) -> Float { x > 0 ? g : g * Float(alpha) * .exp(x) }

  /// f in float64.
  public func reference(_ x: Double) -> Double { x > 0 ? x : alpha * .expMinusOne(x) }

  /// The exponential's and two products'.
  public func slopeRoundings(_ x: Double, slope: Double) -> Double { 8 * slope }
}
