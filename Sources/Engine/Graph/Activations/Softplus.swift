import Languages
import RealModule

/// y = ln(1 + e^(β·x)) / β, and x itself where β·x is above the threshold: `torch.nn.Softplus`.
public struct Softplus: ElementwiseFunction {
  /// The module of `torch.nn`.
  public static let name = "Softplus"
  /// PyTorch's arguments.
  public static let argumentNames = ["beta", "threshold"]

  /// β: the larger, the nearer to max(x, 0).
  public let beta: Double
  /// From which β·x on y is x.
  public let threshold: Double

  /// The layer with the arguments of its text.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    beta = try arguments.number("beta", default: 1, Words("engine.graph.positive", "a number above 0")) {
      $0 > 0 && $0.isFinite
    }
    threshold = try arguments.number("threshold", default: 20)
  }

  /// What differs from PyTorch's defaults.
  public var argumentText: String {
    if threshold != 20 { return LayerArguments.text(beta) + ", " + LayerArguments.text(threshold) }
    return beta == 1 ? "" : LayerArguments.text(beta)
  }

  /// y = f(x) in float32.
  public func value(_ x: Float) -> Float {
    let scaled = x * Float(beta)
    return scaled > Float(threshold) ? x : .log(onePlus: .exp(scaled)) / Float(beta)
  }

  /// ∂L/∂x = g·e^(βx) / (e^(βx) + 1), and g above the threshold
  public func gradient(_ g: Float, x: Float, y: Float) -> Float {
    let scaled = x * Float(beta)
    let power = Float.exp(scaled)
    return scaled > Float(threshold) ? g : g * power / (power + 1)
  }

  /// f in float64.
  public func reference(_ x: Double) -> Double {
    x * beta > threshold ? x : .log(onePlus: .exp(x * beta)) / beta
  }

  /// The power's own, and those of its exponent; where it does not fit into float32, anything.
  public func slopeRoundings(_ x: Double, slope: Double) -> Double {
    let scaled = x * beta
    if scaled > threshold { return 4 * slope }
    return scaled > 87 ? .infinity : (8 + abs(scaled)) * slope
  }
}
