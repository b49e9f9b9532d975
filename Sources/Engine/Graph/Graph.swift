/// A computation that is built once and stepped many times over fixed buffers.
///
/// Operations are recorded in the order in which they are added, which is a topological order: forward walks
/// it from the front, backward from the end. Neither allocates.
public final class Graph {
  /// Every value, in the order of its creation.
  public private(set) var values: [Value] = []
  /// One operation, and which inputs' gradients it adds to.
  ///
  /// Of all uses of a value, the one that backward reaches first writes and the others add. So the gradient is the
  /// sum over all uses, and no pass is spent on clearing it.
  private struct Record {
    let operation: Operation
    let hasGradient: Bool
    var shared = InputSet()

    init(_ operation: Operation) {
      self.operation = operation
      hasGradient = operation.output.gradient != nil
    }
  }

  /// In forward order.
  private var records: ContiguousArray<Record> = []
  /// The same for the passes, without counting references: `records` keeps the operations for the graph's life.
  private var calls: ContiguousArray<Call> = []

  private struct Call {
    let operation: Unmanaged<Operation>
    let hasGradient: Bool
    let shared: InputSet
  }

  /// Where the buffers of each value were used last: the place in `records` and that of the input.
  private var lastUse: [ObjectIdentifier: (record: Int, input: Int)] = [:]

  /// Where layers that draw at every step draw from; `nil` in a graph that evaluates.
  let random: RandomStream?

  /// The threads that large operations are computed by.
  let team: Team

  /// A graph without values.
  ///
  /// - Parameter random: Where layers such as Dropout draw from while training; without it, they do nothing.
  public convenience init(random: RandomStream? = nil) {
    self.init(random: random, team: Team(threads: 1))
  }

  init(random: RandomStream?, team: Team) {
    (self.random, self.team) = (random, team)
  }

  /// Whether a forward pass draws random numbers.
  public var draws: Bool { records.contains { $0.operation.draws } }

  /// Every operation, in forward order.
  public var operations: [Operation] { records.map(\.operation) }

  /// Adds a value that is given from outside and gets no gradient.
  public func input(_ name: String, shape: [Int]) -> Value {
    value(name, shape: shape, requiresGradient: false)
  }

  /// Adds a value that exists already, such as a parameter that outlives the graph.
  public func add(_ value: Value) {
    values.append(value)
  }

  /// Adds the value that an operation over `inputs` will write.
  func output(_ name: String, shape: [Int], strides: [Int]? = nil, of inputs: [Value]) -> Value {
    let requiresGradient = inputs.contains { $0.gradient != nil }
    let value = Value(name: name, shape: shape, strides: strides, requiresGradient: requiresGradient)
    values.append(value)
    return value
  }

  /// Adds `value` under another shape and strides, without an operation.
  func view(_ name: String, of value: Value, shape: [Int], strides: [Int]) -> Value {
    let view = Value(name: name, of: value, shape: shape, strides: strides)
    values.append(view)
    return view
  }

  /// Appends an operation and returns its output.
  func record(_ operation: Operation) -> Value {
    // Assigned as a whole: changes in place would make every step's reading of them be checked at run time.
    var records = records
    records.append(Record(operation))
    for (index, input) in operation.inputs.enumerated().reversed() {
      let use = (record: records.count - 1, input: index)
      if let earlier = lastUse.updateValue(use, forKey: ObjectIdentifier(input.data)) {
        records[earlier.record].shared.insert(earlier.input)
      }
    }
    self.records = records
    calls = ContiguousArray(
      records.map {
        Call(operation: .passUnretained($0.operation), hasGradient: $0.hasGradient, shared: $0.shared)
      })
    return operation.output
  }

  /// Computes every value from the inputs and parameters.
  public func forward() {
    // By number: an iterator would count the references to its array up and down, a seventh of a small step each.
    for number in 0..<calls.count {
      calls[number].operation._withUnsafeGuaranteedRef { $0.forward() }
    }
  }

  /// Computes every value once more; layers that draw take what they drew last, unless they are to draw anew.
  func forward(redraws: Bool) {
    if redraws { return forward() }
    for record in records { record.operation.forwardAgain() }
  }

  /// What the layers that draw drew at the last forward pass, in the order of the layers; setting it takes as much.
  var drawn: [[Float]] {
    get { records.compactMap { $0.operation.drawn } }
    set {
      for (record, numbers) in zip(records.filter { $0.operation.draws }, newValue) {
        record.operation.drawn = numbers
      }
    }
  }

  /// Computes every gradient of `loss`, a value with one element, at the numbers of the last `forward`; tells whether
  /// all of them are finite.
  @discardableResult
  public func backward(from loss: Value) -> Bool {
    precondition(loss.data.count == 1, "only a value with one element can be differentiated")
    loss.gradient?.fill(1)
    var areFinite = true
    var number = calls.count
    while number > 0 {
      number -= 1
      let call = calls[number]
      guard call.hasGradient else { continue }
      areFinite = call.operation._withUnsafeGuaranteedRef { $0.backward(addingTo: call.shared) } && areFinite
    }
    return areFinite
  }

  private func value(_ name: String, shape: [Int], requiresGradient: Bool) -> Value {
    let value = Value(name: name, shape: shape, requiresGradient: requiresGradient)
    values.append(value)
    return value
  }
}
