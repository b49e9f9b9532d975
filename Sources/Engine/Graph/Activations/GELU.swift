import RealModule

/// y = x·Φ(x), Φ being the normal distribution, or its approximation by tanh (Hendrycks and Gimpel, 2016): `torch.nn.GELU`.
public struct GELU: ElementwiseFunction {
  /// The module of `torch.nn`.
  public static let name = "GELU"
  /// PyTorch's arguments.
  public static let argumentNames = ["approximate"]

  /// Whether Φ(x) is ½·(1 + tanh(√(2/π)·(x + 0.044715·x³))).
  public let isApproximate: Bool

  /// The layer with the arguments of its text.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    isApproximate = try arguments.choice("approximate", default: "none", of: ["none", "tanh"]) == "tanh"
  }

  /// What differs from PyTorch's defaults.
  public var argumentText: String {
    isApproximate ? "approximate='tanh'" : ""
  }

  /// y = f(x) in float32.
  public func value(_ x: Float) -> Float {
    if isApproximate {
      return 0.5 * x * (1 + .tanh(Self.twoOverPiRoot * (x + Self.cube * x * x * x)))
    }
    return x * 0.5 * (1 + .erf(x * Float(0.5).squareRoot()))
  }

  /// ∂L/∂x = g·(Φ(x) + x·φ(x)), φ being the normal density, or the slope of the approximation
  public func gradient(_ g: Float, x: Float, y: Float) -> Float {
    if isApproximate {
      let square = x * x
      let tangent = Float.tanh(Self.twoOverPiRoot * (x + Self.cube * square * x))
      let left = 0.5 * (1 + tangent)
      let inner = Self.twoOverPiRoot * (1 + 3 * Self.cube * square)
      return g * (left + 0.5 * x * (1 - tangent * tangent) * inner)
    }
    let distribution = 0.5 * (1 + Float.erf(x * Float(0.5).squareRoot()))
    let density = Float.exp(x * x * -0.5) * Self.twoOverPiRoot * 0.5
    return g * (distribution + x * density)
  }

  /// f in float64.
  public func reference(_ x: Double) -> Double {
    if isApproximate {
      return 0.5 * x * (1 + .tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
    }
    return 0.5 * x * (1 + .erf(x / 2.0.squareRoot()))
  }

  /// As most functions; but the approximation's cube has to fit into float32.
  public func slopeRoundings(_ x: Double, slope: Double) -> Double {
    isApproximate && abs(x) > 1e12 ? .infinity : 64 * (1 + slope)
  }

  /// √(2/π)
  private static let twoOverPiRoot = Float((2 / Double.pi).squareRoot())
  private static let cube: Float = 0.044715
}
