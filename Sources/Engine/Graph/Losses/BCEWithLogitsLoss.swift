import RealModule

/// L = −Σ(y·ln σ(x) + (1 − y)·ln(1 − σ(x))) / count, x being the prediction: `torch.nn.BCEWithLogitsLoss`.
public struct BCEWithLogitsLoss: ElementwiseLoss {
  /// "bce-with-logits"
  public static let name = "bce-with-logits"
  /// "BCEWithLogitsLoss"
  public static let className = "BCEWithLogitsLoss"
  /// 0 or 1.
  public static let targets = TargetForm.probabilities

  /// The loss.
  public init() {}

  /// 0, where the probability is ½.
  public func threshold(lowLabel: Float) -> Float? { 0 }

  /// l(p, y): a lane of the vector's.
  public func value(_ p: Float, _ y: Float) -> Float { value(SIMD8(repeating: p), SIMD8(repeating: y))[0] }

  /// (σ(x) − y)·g/count: a lane of the vector's.
  public func gradient(_ p: Float, _ y: Float, g: Float, count: Float) -> Float {
    gradient(SIMD8(repeating: p), SIMD8(repeating: y), g: g, count: count)[0]
  }

  /// l(p, y) in float32.
  @inline(__always)
  public func value(_ p: SIMD8<Float>, _ y: SIMD8<Float>) -> SIMD8<Float> {
    let (above, below) = (p.replacing(with: 0, where: p .< 0), p.replacing(with: 0, where: p .> 0))
    return (1 - y) * p - (below - Kernel.logOnePlus(Kernel.exp(below - above)))
  }

  /// (σ(x) − y)·g/count
  @inline(__always)
  public func gradient(_ p: SIMD8<Float>, _ y: SIMD8<Float>, g: Float, count: Float) -> SIMD8<Float> {
    (Kernel.sigmoid(p) - y) / count * g
  }

  /// l in float64.
  public func reference(_ p: Double, _ y: Double) -> Double {
    (1 - y) * p - min(p, 0) + .log(onePlus: .exp(-abs(p)))
  }

  /// Those of σ(x) and of the difference.
  public func slopeRoundings(_ p: Double, _ y: Double, slope: Double) -> Double {
    8 * (1 / (1 + .exp(-p)) + abs(y))
  }
}
