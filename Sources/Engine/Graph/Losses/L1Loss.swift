/// L = Σ|p − y| / count: `torch.nn.L1Loss`.
public struct L1Loss: ElementwiseLoss {
  /// "l1"
  /// The module of `torch.nn`.
  public static let name = "l1"
  /// "L1Loss"
  public static let className = "L1Loss"
  /// Values.
  public static let targets = TargetForm.values

  /// The loss.
  public init() {}

  /// l(p, y) in float32.
  public func value(_ p: Float, _ y: Float) -> Float { abs(p - y) }

  /// The sign of p − y, 0 at 0, times g/count
  public func gradient(_ p: Float, _ y: Float, g: Float, count: Float) -> Float {
    let difference = p - y
    return difference == 0 ? 0 : difference > 0 ? g / count : difference < 0 ? -g / count : .nan
  }

  /// l in float64.
  public func reference(_ p: Double, _ y: Double) -> Double { abs(p - y) }
}
