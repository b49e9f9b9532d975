import RealModule

/// y = tanh x, element by element: `torch.nn.Tanh`.
public struct Tanh: ElementwiseFunction, ArgumentlessLayer {
  /// The layer.
  public init() {}

  /// y = f(x) in float32.
  public func value(_ x: Float) -> Float { .tanh(x) }

  /// ∂L/∂x = g·(1 − y²)
  public func gradient(_ g: Float, x: Float, y: Float) -> Float { g * (1 - y * y) }

  /// f in float64.
  public func reference(_ x: Double) -> Double { .tanh(x) }
}
