/// One node of a graph: computes its output from its inputs, and their gradients from its output's.
///
/// A subclass is one file: its forward and backward rule and the `Graph` method that adds it.
public class Operation {
  /// The values read.
  public let inputs: [Value]
  /// The value written.
  public let output: Value
  /// For each input, whether `backward` adds to its gradient instead of writing it.
  ///
  /// Of all uses of a value, the one that backward reaches first writes and the others add. So the gradient
  /// is the sum over all uses, and no pass is spent on clearing it.
  final var accumulates: [Bool]

  init(inputs: [Value], output: Value) {
    self.inputs = inputs
    self.output = output
    accumulates = inputs.map { _ in false }
  }

  /// Computes `output.data` from the inputs' data.
  func forward() {
    preconditionFailure("an operation has a forward rule")
  }

  /// Computes the inputs' gradients from `output.gradient`, in the order of `inputs`.
  func backward() {
    preconditionFailure("an operation has a backward rule")
  }
}
