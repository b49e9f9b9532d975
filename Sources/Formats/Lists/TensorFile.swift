import Engine

/// Reads a tensor from nested lists of numbers in JSON.
public enum TensorFile {
  /// The largest number of elements.
  public static let largestCount = 1 << 24
  /// The largest rank.
  public static let deepest = 4
  /// The most that is read, in bytes.
  private static let capacity = 1 << 29

  /// The tensor that a file, a pipe or a device holds, or standard input for "-"; what is wrong with it is one line.
  public static func read(_ path: String) throws -> Tensor {
    try tensor(of: ByteInput(path: path, limit: capacity))
  }

  /// What messages call the file at `path`.
  public static func name(of path: String) -> String { ByteInput.name(of: path) }

  /// The tensor that `bytes` describe; `name` is what messages call them.
  public static func parse(_ bytes: [UInt8], name: String) throws -> Tensor {
    try tensor(of: ByteInput(bytes, name: name))
  }

  private static func tensor(of input: ByteInput) throws -> Tensor {
    var reader = NumberLists(input)
    do {
      return try reader.tensor()
    } catch let problem as NumberLists.Problem {
      throw FormatError(line: problem.text(name: input.name))
    }
  }
}
