@testable import Engine

extension Graph {
  /// Adds a value with a gradient that no network owns.
  func parameter(_ name: String, shape: [Int]) -> Value {
    let value = Value(name: name, shape: shape, requiresGradient: true)
    add(value)
    return value
  }
}
