/// One node of a graph: computes its output from its inputs, and their gradients from its output's.
///
/// A subclass is one file: its forward and backward rule, its rule once more in float64, and the layer that adds it.
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
