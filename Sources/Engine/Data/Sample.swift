/// One sample, in float64 as it was written; a graph rounds it to float32.
public struct Sample: Sendable, Equatable {
  /// x: [in]
  public var input: [Double]
  /// y: [out]
  public var target: [Double]

  /// A sample. x: [in], y: [out]
  public init(input: [Double], target: [Double]) {
    self.input = input
    self.target = target
  }
}
