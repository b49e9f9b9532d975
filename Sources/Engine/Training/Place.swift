/// One number of a tensor: the one way to say which, from key to log.
public struct Place: Sendable, Hashable, Codable, CustomStringConvertible {
  /// The tensor's name: PyTorch's of a parameter, such as "layer.weight", "x" of the input, "y" of the target.
  public let tensor: String
  /// One index for each axis, from 0 on.
  public let index: [Int]

  /// The number of `tensor` at `index`.
  public init(tensor: String, index: [Int]) {
    self.tensor = tensor
    self.index = index
  }

  /// As Python names it, such as "layer.weight[0][1]".
  public var description: String { tensor + index.map { "[\($0)]" }.joined() }

  /// The first index of a matrix's element.
  public var row: Int { index[0] }

  /// The last index of a matrix's element.
  public var column: Int { index[index.count - 1] }
}

extension Place {
  /// The article's weight from input `column` to output `row`.
  public static func weight(row: Int, column: Int) -> Place {
    Place(tensor: "layer.weight", index: [row, column])
  }

  /// The article's input x[column].
  public static func input(_ column: Int) -> Place { Place(tensor: "x", index: [column]) }

  /// The article's target y[row].
  public static func target(_ row: Int) -> Place { Place(tensor: "y", index: [row]) }
}
