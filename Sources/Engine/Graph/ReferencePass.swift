/// The reference's numbers of a whole graph, kept, so that what a change makes of the loss is computed only from where the
/// change takes effect.
struct ReferencePass {
  /// An operation and where its values are in `exact`.
  struct Step {
    let operation: Operation
    let inputs: [Int]
    let output: Int
  }

  /// In forward order.
  let steps: [Step]
  /// One value for each buffer; views are the same as what they view.
  let values: [Value]
  /// The numbers of each value in float64, all the way from what is given.
  let exact: [[Double]]
  private let loss: Int
  private let places: [ObjectIdentifier: Int]

  /// A pass over a graph from its present inputs and parameters.
  init(_ graph: Graph, loss: Value) {
    var values: [Value] = []
    var places: [ObjectIdentifier: Int] = [:]
    func place(_ value: Value) -> Int {
      if let place = places[ObjectIdentifier(value.data)] { return place }
      values.append(value)
      places[ObjectIdentifier(value.data)] = values.count - 1
      return values.count - 1
    }
    let steps = graph.operations.map {
      Step(operation: $0, inputs: $0.inputs.map(place), output: place($0.output))
    }
    self.loss = place(loss)
    let computed = Set(steps.map(\.output))
    var exact = values.indices.map { computed.contains($0) ? [] : values[$0].data.elements.map(Double.init) }
    for step in steps { exact[step.output] = step.operation.reference(step.inputs.map { exact[$0] }) }
    (self.steps, self.values, self.exact, self.places) = (steps, values, exact, places)
  }

  /// Where a value is in `values`; `nil` for one that the graph does not compute with.
  func place(_ value: Value) -> Int? { places[ObjectIdentifier(value.data)] }

  /// The operations that a value at `place` has a part in, in forward order.
  func steps(from place: Int) -> [Step] {
    var reached: Set<Int> = [place]
    return steps.filter { step in
      guard step.inputs.contains(where: reached.contains) else { return false }
      reached.insert(step.output)
      return true
    }
  }

  /// The loss as it is.
  var lossNumber: Double { exact[loss][0] }

  /// The loss if the value at `place`, which takes part in `steps`, had other numbers.
  func loss(_ steps: [Step], place: Int, numbers: [Double]) -> Double {
    var changed = [Int: [Double]](minimumCapacity: steps.count + 1)
    changed[place] = numbers
    for step in steps {
      changed[step.output] = step.operation.reference(step.inputs.map { changed[$0] ?? exact[$0] })
    }
    return (changed[loss] ?? exact[loss])[0]
  }
}
