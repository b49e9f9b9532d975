/// What is wrong with a network, in one line that says what would be right.
public struct NetworkError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The line.
  public let description: String

  /// An error with its line.
  public init(_ description: String) {
    self.description = description
  }
}
