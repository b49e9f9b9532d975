import RealModule

/// y = x·σ(x), element by element: `torch.nn.SiLU`.
public struct SiLU: VectorFunction, ArgumentlessLayer {
  /// The module of `torch.nn`.
  public static let name = "SiLU"
  /// PyTorch's arguments.
  public static let argumentNames = ["inplace"]

  /// The layer.
  public init() {}

  /// y = f(x) in float32.
  @inline(__always)
  public func value(_ x: SIMD8<Float>) -> SIMD8<Float> { x / (1 + Kernel.exp(-x)) }

  /// ∂L/∂x = g·σ·(1 + x·(1 − σ))
  @inline(__always)
  public func gradient(_ g: SIMD8<Float>, x: SIMD8<Float>, y: SIMD8<Float>) -> SIMD8<Float> {
    let sigma = Kernel.sigmoid(x)
    return g * (sigma * (1 + x * (1 - sigma)))
  }

  /// f in float64.
  public func reference(_ x: Double) -> Double { x / (1 + .exp(-x)) }

  /// Relative to σ·(1 + |x|); of a large x, 1 − σ is 0.
  public func slopeRoundings(_ x: Double, slope: Double) -> Double {
    16 * (1 + min(abs(x), x > 0 ? 20 : .infinity)) / (1 + .exp(-x))
  }
}
