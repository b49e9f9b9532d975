import Engine

/// An array of a file: its name there, and its elements as float32.
public struct NamedTensor: Sendable, Equatable {
  /// The name; "array" where a file has one without a name.
  public var name: String
  /// The elements, each rounded to the nearest float32 as PyTorch's `.float()` does.
  public var tensor: Tensor
  /// The type that the elements have in the file.
  public var elementType: ElementType

  /// Creates an array for a file.
  public init(name: String, tensor: Tensor, elementType: ElementType = .float32) {
    (self.name, self.tensor, self.elementType) = (name, tensor, elementType)
  }
}
