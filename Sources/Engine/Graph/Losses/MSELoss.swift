/// L = Σ(p − y)² / count: `torch.nn.MSELoss`.
public struct MSELoss: ElementwiseLoss {
  /// "mse"
  /// The module of `torch.nn`.
  public static let name = "mse"
  /// "MSELoss"
  public static let className = "MSELoss"
  /// Values.
  public static let targets = TargetForm.values

  /// The loss.
  public init() {}

  /// l(p, y) in float32.
  public func value(_ p: Float, _ y: Float) -> Float { (p - y) * (p - y) }

  /// 2/count·(p − y)·g
  public func gradient(_ p: Float, _ y: Float, g: Float, count: Float) -> Float { 2 / count * g * (p - y) }

  /// l(p, y) of whole vectors.
  @inline(__always)
  public func value(_ p: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> { (p - y) * (p - y) }

  /// 2/count·(p − y)·g of whole vectors
  @inline(__always)
  public func gradient(_ p: SIMD8<Float>, _ y: SIMD8<Float>, g: Float, count: Float) -> SIMD8<Float> {
    2 / count * g * (p - y)
  }

  /// l in float64.
  public func reference(_ p: Double, _ y: Double) -> Double { (p - y) * (p - y) }
}
