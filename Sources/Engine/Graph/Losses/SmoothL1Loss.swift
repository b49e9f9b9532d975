/// L = Σ l / count, where l is (p − y)²/2 while |p − y| < 1, else |p − y| − ½: `torch.nn.SmoothL1Loss`.
public struct SmoothL1Loss: ElementwiseLoss {
  /// "smooth-l1"
  public static let name = "smooth-l1"
  /// "SmoothL1Loss"
  public static let className = "SmoothL1Loss"
  /// Values.
  public static let targets = TargetForm.values

  /// The loss.
  public init() {}

  /// l(p, y) in float32.
  public func value(_ p: Float, _ y: Float) -> Float {
    let distance = abs(p - y)
    return distance < 1 ? 0.5 * distance * distance : distance - 0.5
  }

  /// p − y, at most 1 away from 0, times g/count
  public func gradient(_ p: Float, _ y: Float, g: Float, count: Float) -> Float {
    let difference = p - y
    if difference <= -1 { return -g / count }
    if difference >= 1 { return g / count }
    return g / count * difference
  }

  /// l in float64.
  public func reference(_ p: Double, _ y: Double) -> Double {
    abs(p - y) < 1 ? (p - y) * (p - y) / 2 : abs(p - y) - 0.5
  }
}
