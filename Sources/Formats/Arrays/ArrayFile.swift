import Languages

/// The arrays of a file, whichever of the known kinds it has: what it holds decides, not what it is called.
public struct ArrayFile: Sendable {
  /// The kinds of files with arrays.
  public enum Kind: String, CaseIterable, Sendable {
    /// NumPy's file of one array.
    case npy
    /// NumPy's archive of arrays.
    case npz
    /// The form of MNIST.
    case idx
    /// Named tensors, as safetensors writes them.
    case safetensors

    /// The kind of what comes, by its first bytes, which stay to be read; `nil` where it is none of these.
    public init?(recognizing input: ByteInput) throws {
      let start = try input.peek(9)
      if start.starts(with: NumPyHeader.magic) {
        self = .npy
      } else if start.starts(with: [0x50, 0x4b, 3, 4]) || start.starts(with: [0x50, 0x4b, 5, 6]) {
        self = .npz
      } else if Safetensors.isRecognized(start) {
        self = .safetensors
      } else if start.count >= 4, start[0] == 0, start[1] == 0, IDXArray.type(start[2]) != nil {
        self = .idx
      } else {
        return nil
      }
    }
  }

  /// What the only array of a file is called that has no names.
  public static let onlyName = "array"

  /// The arrays, in the file's order.
  public var tensors: [NamedTensor]
  /// What a `.safetensors` file says besides, in its order.
  public var metadata: [(String, String)]
  /// The kind that the file has.
  public var kind: Kind

  /// The array of that name.
  public subscript(name: String) -> NamedTensor? { tensors.first { $0.name == name } }

  /// Reads a file, a pipe or a device; "-" is standard input. What is wrong is a `FormatError`.
  public static func read(_ path: String, progress: ByteInput.Progress? = nil) throws -> ArrayFile {
    try read(ByteInput(path: path, progress: progress))
  }

  /// Reads bytes that are called `name` in messages.
  public static func parse(_ bytes: [UInt8], name: String) throws -> ArrayFile {
    try read(ByteInput(bytes, name: name))
  }

  /// Reads what comes, of which nothing may have been taken yet.
  public static func read(_ input: ByteInput) throws -> ArrayFile {
    guard let kind = try Kind(recognizing: input) else { throw try unknown(input) }
    switch kind {
    case .npy: return ArrayFile([try NumPyArray.read(input, name: onlyName)], kind)
    case .npz: return ArrayFile(try NumPyArchive.read(input), kind)
    case .idx: return ArrayFile([try IDXArray.read(input, name: onlyName)], kind)
    case .safetensors:
      let (tensors, metadata) = try Safetensors.read(input)
      return ArrayFile(tensors, kind, metadata)
    }
  }

  private init(_ tensors: [NamedTensor], _ kind: Kind, _ metadata: [(String, String)] = []) {
    (self.tensors, self.kind, self.metadata) = (tensors, kind, metadata)
  }

  private static func unknown(_ input: ByteInput) throws -> FormatError {
    let start = try input.peek(9)
    if start.isEmpty { return input.error(say("format.arrays.empty", "it is empty")) }
    // Pickles of protocol 2 and later.
    if start[0] == 0x80, start.count > 1, (2...5).contains(start[1]) {
      return input.error(
        say("format.arrays.pickle", "it is a pickle, which only Python can read"), right: NumPyArchive.advice)
    }
    if start.starts(with: [0x89] + Array("HDF".utf8)) {
      return input.error(
        say("format.arrays.hdf5", "it is an HDF5 file"),
        right: say("format.arrays.savezOr", "np.savez or safetensors write what can be read"))
    }
    return input.error(
      say("format.arrays.none", "it holds no arrays"),
      right: say("format.arrays.kinds", ".npy, .npz, IDX as MNIST's, and .safetensors are read"))
  }
}
