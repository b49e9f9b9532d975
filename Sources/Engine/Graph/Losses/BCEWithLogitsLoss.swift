import RealModule

/// L = −Σ(y·ln σ(x) + (1 − y)·ln(1 − σ(x))) / count, x being the prediction: `torch.nn.BCEWithLogitsLoss`.
public struct BCEWithLogitsLoss: PairwiseLoss {
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

  /// l(p, y) in float32.
  public func value(_ p: Float, _ y: Float) -> Float {
    (1 - y) * p - (min(p, 0) - .log(onePlus: .exp(-abs(p))))
  }

  /// (σ(x) − y)·g/count
  public func gradient(_ p: Float, _ y: Float, g: Float, count: Float) -> Float {
    (1 / (1 + .exp(-p)) - y) / count * g
  }

  /// l in float64.
  public func reference(_ p: Double, _ y: Double) -> Double {
    (1 - y) * p - min(p, 0) + .log(onePlus: .exp(-abs(p)))
  }
}
