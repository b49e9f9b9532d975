import RealModule

/// y = x·σ(x), element by element: `torch.nn.SiLU`.
public struct SiLU: ElementwiseFunction, ArgumentlessLayer {
  /// The layer.
  public init() {}

  /// y = f(x) in float32.
  public func value(_ x: Float) -> Float { x / (1 + .exp(-x)) }

  /// ∂L/∂x = g·σ·(1 + x·(1 − σ))
  public func gradient(_ g: Float, x: Float, y: Float) -> Float {
    let sigma = 1 / (1 + Float.exp(-x))
    return g * (sigma * (1 + x * (1 - sigma)))
  }

  /// f in float64.
  public func reference(_ x: Double) -> Double { x / (1 + .exp(-x)) }
}
