/// One node of a graph: computes its output from its inputs, and their gradients from its output's.
///
/// A subclass is one file: its forward and backward rule, its rule once more in float64, how far float32 may be from
/// that, and the layer that adds it. An operation that states no bounds has wide ones.
public class Operation {
  /// The values read.
  public let inputs: [Value]
  /// The value written.
  public let output: Value

  init(inputs: [Value], output: Value) {
    self.inputs = inputs
    self.output = output
  }

  /// Whether `forward` draws random numbers.
  var draws: Bool { false }

  /// What was drawn at the last forward pass; `nil` where nothing is drawn. Setting it takes as much.
  var drawn: [Float]? {
    get { nil }
    set {}
  }

  /// Computes `output.data` from the inputs' data and what was drawn last.
  func forwardAgain() { forward() }

  /// Computes `output.data` from the inputs' data.
  func forward() {
    preconditionFailure("an operation has a forward rule")
  }

  /// Computes the inputs' gradients from `output.gradient`; adds to those in `shared`, writes the others. Tells
  /// whether all that it wrote is finite, because nothing costs less than a look at a number just computed.
  func backward(addingTo shared: InputSet) -> Bool {
    preconditionFailure("an operation has a backward rule")
  }

  /// The output for given inputs, row-major, in float64 and as plainly as its definition says it: what central
  /// differences are made of, and what `forward` is held against.
  func reference(_ inputs: [[Double]]) -> [Double] {
    preconditionFailure("an operation has a reference rule")
  }

  /// How far each number that `forward` writes may be from `output`, the reference of the same `inputs`, by float32's
  /// rounding alone.
  func outputBound(_ inputs: [[Double]], output: [Double]) -> [Double] {
    unknownOutputBound(output)
  }

  /// How far what `backward` writes or adds may be from the exact gradient of each input, where the output's has the
  /// bounds `gradient`; nothing for an input without one.
  ///
  /// Where g·s is computed with a g that is off by δ and a slope s that is off by σ, that is δ·|s| + |g|·σ, with g as
  /// float32 has it and the exact s.
  func gradientBounds(_ inputs: [Numbers], output: Numbers, _ gradient: GradientBound) -> [[Double]] {
    unknownGradientBounds(inputs, gradient)
  }

  /// Which elements of the output an element of an input goes into, and by which factor, at the numbers of the last forward
  /// pass; `nil` where the operation does not tell.
  func uses(of element: Int, input: Int) -> [ElementUse]? { nil }

  /// ∂output/∂input at an element, where each of the output is made of the one at the same place alone; else `nil`.
  func slope(at element: Int) -> Float? { nil }

  /// How many multiplications the reference rule takes, about.
  var work: Int { 16 * output.data.count }
}

/// One element of an operation's output that an element of an input is multiplied into.
public struct ElementUse: Sendable, Equatable {
  /// Where in the output's buffer it is.
  public let output: Int
  /// What it is multiplied by: ∂output/∂element.
  public let factor: Float
  /// Where in the buffer of the operation's first input the factor is; `nil` where it is 1 in any case.
  public let source: Int?
}

/// Some of an operation's inputs, by their place; at most 64.
struct InputSet {
  private var bits: UInt64 = 0

  /// Whether the input at `index` belongs to the set.
  subscript(index: Int) -> Bool { bits & 1 << UInt64(index) != 0 }

  /// Adds the input at `index`.
  mutating func insert(_ index: Int) {
    precondition(index < UInt64.bitWidth, "an operation has at most \(UInt64.bitWidth) inputs")
    bits |= 1 << UInt64(index)
  }
}
