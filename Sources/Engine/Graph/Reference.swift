extension Graph {
  /// The numbers of a value in float64, computed from the present inputs and parameters by each operation's plain rule.
  ///
  /// - Parameters:
  ///   - value: What is wanted, laid out as its buffer.
  ///   - place: A number that is taken to be another one: a value that no operation computes, the element's place in its
  ///     buffer, and the other number.
  public func reference(
    _ value: Value, changing place: (value: Value, element: Int, number: Double)? = nil
  ) -> [Double] {
    var known: [ObjectIdentifier: [Double]] = [:]
    func numbers(_ value: Value) -> [Double] {
      if let numbers = known[ObjectIdentifier(value.data)] { return numbers }
      var numbers = value.data.elements.map(Double.init)
      if let place, place.value.data === value.data { numbers[place.element] = place.number }
      known[ObjectIdentifier(value.data)] = numbers
      return numbers
    }
    for operation in operations {
      known[ObjectIdentifier(operation.output.data)] = operation.reference(operation.inputs.map(numbers))
    }
    return numbers(value)
  }

  /// The numbers of a value in float64, with those of some values that no operation computes replaced by others.
  public func reference(_ value: Value, replacing given: [(value: Value, numbers: [Double])]) -> [Double] {
    var known = Dictionary(given.map { (ObjectIdentifier($0.value.data), $0.numbers) }) { $1 }
    func numbers(_ value: Value) -> [Double] {
      known[ObjectIdentifier(value.data)] ?? value.data.elements.map(Double.init)
    }
    for operation in operations {
      known[ObjectIdentifier(operation.output.data)] = operation.reference(operation.inputs.map(numbers))
    }
    return numbers(value)
  }
}
