import RealModule

/// L = −Σ(y·ln p + (1 − y)·ln(1 − p)) / count, no logarithm being taken as less than −100: `torch.nn.BCELoss`.
public struct BCELoss: ElementwiseLoss {
  /// "bce"
  /// The module of `torch.nn`.
  public static let name = "bce"
  /// "BCELoss"
  public static let className = "BCELoss"
  /// 0 or 1.
  public static let targets = TargetForm.probabilities
  /// PyTorch refuses others when it comes to them.
  public static let needsProbabilities = true

  /// The loss.
  public init() {}

  /// l(p, y) in float32.
  public func value(_ p: Float, _ y: Float) -> Float {
    (y - 1) * max(.log(onePlus: -p), -100) - y * max(.log(p), -100)
  }

  /// (p − y) / (p·(1 − p)), that denominator being at least 10⁻¹², times g/count
  public func gradient(_ p: Float, _ y: Float, g: Float, count: Float) -> Float {
    g / count * (p - y) / max((1 - p) * p, 1e-12)
  }

  /// l in float64.
  public func reference(_ p: Double, _ y: Double) -> Double {
    (y - 1) * max(.log(onePlus: -p), -100) - y * max(.log(p), -100)
  }

  /// (1 − y) / (1 − p) − y / p; float32 joins both over one denominator, of which it takes no less than 10⁻¹².
  public func slopeBound(_ p: Double, rounded: Double, _ y: Double) -> SlopeBound {
    let exact = (y == 1 ? 0 : (1 - y) / (1 - p)) - (y == 0 ? 0 : y / p)
    let float = (rounded - y) / max((1 - rounded) * rounded, 1e-12)
    return SlopeBound(size: abs(exact), error: abs(exact - float))
  }
}
