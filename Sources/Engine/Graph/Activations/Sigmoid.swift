import RealModule

/// p = σ(z) = 1 / (1 + e⁻ᶻ), element by element: `torch.nn.Sigmoid`.
public struct Sigmoid: ElementwiseFunction, ArgumentlessLayer {
  /// The module of `torch.nn`.
  public static let name = "Sigmoid"
  /// The layer.
  public init() {}

  /// They are probabilities.
  public var givesProbabilities: Bool? { true }

  /// y = f(x) in float32.
  public func value(_ x: Float) -> Float { 1 / (1 + .exp(-x)) }

  /// ∂L/∂z = g·(1 − p)·p
  public func gradient(_ g: Float, x: Float, y: Float) -> Float { g * (1 - y) * y }

  /// f′
  public func slopeText(_ x: String, _ y: String) -> String { "\(y)⋅(1−\(y))" }

  /// f in float64.
  public func reference(_ x: Double) -> Double { 1 / (1 + .exp(-x)) }

  /// Relative to p, because 1 − p loses figures as p comes near 1.
  public func slopeRoundings(_ x: Double, slope: Double) -> Double { 8 * reference(x) }
}
