import RealModule

/// y = tanh x, element by element: `torch.nn.Tanh`.
public struct Tanh: VectorFunction, ArgumentlessLayer {
  /// The module of `torch.nn`.
  public static let name = "Tanh"
  /// The layer.
  public init() {}

  /// y = f(x) in float32.
  @inline(__always)
  public func value(_ x: SIMD8<Float>) -> SIMD8<Float> { Kernel.tanh(x) }

  /// ∂L/∂x = g·(1 − y²)
  @inline(__always)
  public func gradient(_ g: SIMD8<Float>, x: SIMD8<Float>, y: SIMD8<Float>) -> SIMD8<Float> {
    g * (1 - y * y)
  }

  /// f′
  public func slopeText(_ x: String, _ y: String) -> String { "1−\(y)²" }

  /// f in float64.
  public func reference(_ x: Double) -> Double { .tanh(x) }

  /// Those of y, its square and the difference.
  public func slopeRoundings(_ x: Double, slope: Double) -> Double { 8 }
}
