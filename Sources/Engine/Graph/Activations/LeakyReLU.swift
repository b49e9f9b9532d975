/// y = x where x > 0, else a·x, element by element: `torch.nn.LeakyReLU`.
public struct LeakyReLU: VectorFunction {
  /// The module of `torch.nn`.
  public static let name = "LeakyReLU"
  /// PyTorch's arguments.
  public static let argumentNames = ["negative_slope", "inplace"]

  /// a: the slope below 0.
  public let negativeSlope: Double

  /// The layer with the arguments of its text.
  public init(_ arguments: LayerArguments, input: [Int]) throws(NetworkError) {
    negativeSlope = try arguments.number("negative_slope", default: 0.01)
    _ = try arguments.flag("inplace", default: false)
  }

  /// What differs from PyTorch's defaults.
  public var argumentText: String {
    negativeSlope == 0.01 ? "" : LayerArguments.text(negativeSlope)
  }

  /// y = f(x) in float32.
  @inline(__always)
  public func value(_ x: SIMD8<Float>) -> SIMD8<Float> {
    (x * Float(negativeSlope)).replacing(with: x, where: x .> 0)
  }

  /// ∂L/∂x = g where x > 0, else a·g; a·g at 0.
  @inline(__always)
  public func gradient(_ g: SIMD8<Float>, x: SIMD8<Float>, y: SIMD8<Float>) -> SIMD8<Float> {
    (g * Float(negativeSlope)).replacing(with: g, where: x .> 0)
  }

  /// f in float64.
  public func reference(_ x: Double) -> Double { x > 0 ? x : x * negativeSlope }

  /// Nothing is rounded but the product.
  public func slopeRoundings(_ x: Double, slope: Double) -> Double { 4 * slope }
}
