/// y = max(x, 0); what is not a number stays none, element by element: `torch.nn.ReLU`.
public struct ReLU: ElementwiseFunction, ArgumentlessLayer {
  /// The layer.
  public init() {}

  /// y = f(x) in float32.
  public func value(_ x: Float) -> Float { x <= 0 ? 0 : x }

  /// ∂L/∂x = g where x > 0, else 0; 0 at 0, as PyTorch has it.
  public func gradient(_ g: Float, x: Float, y: Float) -> Float { x <= 0 ? 0 : g }

  /// f in float64.
  public func reference(_ x: Double) -> Double { max(x, 0) }
}
