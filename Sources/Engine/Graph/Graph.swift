/// A computation that is built once and stepped many times over fixed buffers.
///
/// Operations are recorded in the order in which they are added, which is a topological order: forward walks
/// it from the front, backward from the end. Neither allocates.
public final class Graph {
  /// Every value, in the order of its creation.
  public private(set) var values: [Value] = []
  /// Every operation, in forward order.
  public private(set) var operations: ContiguousArray<Operation> = []
  /// Where each value was used last, to tell which use writes its gradient.
  private var lastUse: [ObjectIdentifier: (operation: Operation, input: Int)] = [:]

  /// Creates a graph without values.
  public init() {}

  /// Adds a value that is given from outside and gets no gradient.
  public func input(_ name: String, shape: [Int]) -> Value {
    value(name, shape: shape, requiresGradient: false)
  }

  /// Adds a value that training changes.
  public func parameter(_ name: String, shape: [Int]) -> Value {
    value(name, shape: shape, requiresGradient: true)
  }

  /// Adds the value that an operation over `inputs` will write.
  func output(_ name: String, shape: [Int], of inputs: [Value]) -> Value {
    value(name, shape: shape, requiresGradient: inputs.contains { $0.gradient != nil })
  }

  /// Appends an operation and returns its output.
  func record(_ operation: Operation) -> Value {
    operations.append(operation)
    for (index, input) in operation.inputs.enumerated().reversed() {
      if let later = lastUse.updateValue((operation, index), forKey: ObjectIdentifier(input)) {
        later.operation.accumulates[later.input] = true
      }
    }
    return operation.output
  }

  /// Computes every value from the inputs and parameters.
  public func forward() {
    for operation in operations {
      operation.forward()
    }
  }

  /// Computes every gradient of `loss`, a value with one element, at the numbers of the last `forward`.
  public func backward(from loss: Value) {
    precondition(loss.data.count == 1, "only a value with one element can be differentiated")
    loss.gradient?.fill(1)
    var index = operations.count - 1
    while index >= 0 {
      let operation = operations[index]
      if operation.output.gradient != nil { operation.backward() }
      index -= 1
    }
  }

  private func value(_ name: String, shape: [Int], requiresGradient: Bool) -> Value {
    let value = Value(name: name, shape: shape, requiresGradient: requiresGradient)
    values.append(value)
    return value
  }
}
