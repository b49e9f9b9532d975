/// How far the gradients that a graph has in float32 may be from the exact ones: a running error analysis of one forward
/// and one backward pass, in float64.
///
/// Forward, how far each number is off is known, because both are there: float32's and the reference's. It is excused as
/// far as the operation's own roundings explain it, from the inputs that it really had. Backward, each operation adds what
/// its own roundings may do to the gradient, and hands on what the gradient brought.
struct ErrorAnalysis {
  /// How far each gradient may be off, by the place of its value in the pass; empty where there is none.
  let errors: [[Double]]
  /// How far float64 may be off in the reference's loss.
  let lossRounding: Double

  /// An analysis of a graph in which forward and backward have run.
  init(_ pass: ReferencePass, loss: Value) {
    let (numbers, bounds) = Self.numbers(pass)
    var errors = pass.values.map { [Double](repeating: 0, count: $0.gradient?.count ?? 0) }
    // What a gradient may be at most, where float32 says that it is none.
    var largest = errors
    var lossRounding = abs(pass.lossNumber) * 0x1p-50
    if let place = pass.place(loss), !errors[place].isEmpty { largest[place] = [1] }
    for (index, step) in pass.steps.enumerated().reversed() {
      guard let gradient = step.operation.output.gradient else { continue }
      let size = gradient.elements.enumerated().map { element, number in
        number.isFinite ? Double(abs(number)) : Self.held(largest[step.output][element])
      }
      for element in size.indices {
        // Where several operations add, each addition rounds.
        errors[step.output][element] += 8 * Rounding.unit * size[element] + Rounding.underflow
        // Float64 is off by as much less as it has more bits.
        let reach = size[element] + errors[step.output][element]
        if reach > 0 { lossRounding += 0x1p-29 * bounds[index][element] * reach }
      }
      let inputs = step.inputs.map { numbers[$0] }
      let output = numbers[step.output]
      func handBack(_ gradient: GradientBound, into sums: inout [[Double]]) {
        let parts = step.operation.gradientBounds(inputs, output: output, gradient)
        for (place, part) in zip(step.inputs, parts) where !sums[place].isEmpty {
          for element in part.indices { sums[place][element] += part[element] }
        }
      }
      handBack(GradientBound(size: size, error: errors[step.output]), into: &errors)
      if step.operation.inputs.contains(where: { $0.gradient?.isFinite == false }) {
        handBack(GradientBound(size: size.map { _ in 0 }, error: size), into: &largest)
      }
    }
    self.errors = errors
    self.lossRounding = lossRounding
  }

  /// Each value's numbers, and the bound of each operation's output.
  private static func numbers(_ pass: ReferencePass) -> (numbers: [Numbers], bounds: [[Double]]) {
    var numbers = pass.exact.map { Numbers(exact: $0, rounded: $0) }
    let bounds = pass.steps.map { step in
      let inputs = step.inputs.map { numbers[$0].rounded }
      // What is given is exact, so the first layers need not be computed twice.
      let isExact = zip(step.inputs, inputs).allSatisfy { pass.exact[$0] == $1 }
      let output = isExact ? pass.exact[step.output] : step.operation.reference(inputs)
      let bound = step.operation.outputBound(inputs, output: output)
      let float = step.operation.output.data.elements
      let rounded = float.indices.map { within(bound[$0], of: output[$0], Double(float[$0])) }
      numbers[step.output] = Numbers(exact: pass.exact[step.output], rounded: rounded)
      return bound
    }
    return (numbers, bounds)
  }

  /// What float32 says, or what it could have said at most: a wrong number is no excuse for a wrong gradient.
  private static func within(_ bound: Double, of output: Double, _ float: Double) -> Double {
    guard abs(output) + bound < Rounding.largest else { return float }
    return float.isNaN ? output : min(max(float, output - bound), output + bound)
  }

  /// A magnitude, infinite where float32 cannot hold it.
  private static func held(_ size: Double) -> Double { size < Rounding.largest ? size : .infinity }
}
