import Languages

/// y = max(x, 0), NaN for NaN, element by element: `torch.nn.ReLU`.
public struct ReLU: VectorFunction, ArgumentlessLayer {
  /// The module of `torch.nn`.
  public static let name = "ReLU"
  /// PyTorch's arguments.
  public static let argumentNames = ["inplace"]

  /// The layer.
  public init() {}

  /// y = f(x) in float32.
  @inline(__always)
  public func value(_ x: SIMD8<Float>) -> SIMD8<Float> { x.replacing(with: 0, where: x .<= 0) }

  /// ∂L/∂x = g where x > 0, else 0; 0 at 0, as PyTorch has it.
  @inline(__always)
  public func gradient(_ g: SIMD8<Float>, x: SIMD8<Float>, y: SIMD8<Float>) -> SIMD8<Float> {
    g.replacing(with: 0, where: x .<= 0)
  }

  /// f′
  public func slopeText(_ x: String, _ y: String) -> String {
    say("engine.graph.reluSlope", "1 if \(x)>0, else 0")
  }

  /// f in float64.
  public func reference(_ x: Double) -> Double { max(x, 0) }

  /// Nothing is rounded but the product.
  public func slopeRoundings(_ x: Double, slope: Double) -> Double { 4 * slope }
}
