extension Graph {
  /// The numbers of a value in float64, computed from the present inputs and parameters by each operation's plain rule.
  ///
  /// - Parameters:
  ///   - value: What is wanted, laid out as its buffer.
  ///   - given: Values that no operation computes, with the numbers to take in place of theirs.
  public func reference(
    _ value: Value, replacing given: [(value: Value, numbers: [Double])] = []
  ) -> [Double] {
    var known = Dictionary(given.map { (ObjectIdentifier($0.value.data), $0.numbers) }) { $1 }
    func numbers(_ value: Value) -> [Double] {
      if let numbers = known[ObjectIdentifier(value.data)] { return numbers }
      let numbers = value.data.elements.map(Double.init)
      known[ObjectIdentifier(value.data)] = numbers
      return numbers
    }
    for operation in operations {
      known[ObjectIdentifier(operation.output.data)] = operation.reference(operation.inputs.map(numbers))
    }
    return numbers(value)
  }
}
