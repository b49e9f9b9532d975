import Engine
import Glibc

/// Reads a tensor from nested lists of numbers in JSON.
enum TensorFile {
  /// The largest number of elements.
  static let largestCount = 1 << 24
  /// The largest rank.
  static let deepest = 4

  /// The tensor that a file, a pipe or a device holds, or standard input for "-"; what is wrong with it is one line.
  static func read(_ path: String) throws -> Tensor {
    let (isStandardInput, name) = (isStandardInput(path), name(of: path))
    if path.isEmpty { throw Failure("cannot read '': a file needs a name") }
    let descriptor = isStandardInput ? STDIN_FILENO : try open(path)
    defer { if !isStandardInput { _ = close(descriptor) } }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Failure("cannot read \(name): it is a folder")
    }
    var reader = NumberLists(ByteReader(descriptor: descriptor))
    return try tensor(of: &reader, name: name)
  }

  /// What messages call the file at `path`.
  static func name(of path: String) -> String { isStandardInput(path) ? "standard input" : path }

  // Opened by its name, standard input would be refused where it is a socket, and read again from its start.
  private static func isStandardInput(_ path: String) -> Bool { path == "-" || path == "/dev/stdin" }

  /// The tensor that `bytes` describe; `name` is what messages call them.
  static func parse(_ bytes: [UInt8], name: String) throws -> Tensor {
    var reader = NumberLists(ByteReader(bytes))
    return try tensor(of: &reader, name: name)
  }

  private static func open(_ path: String) throws -> Int32 {
    var descriptor: Int32
    repeat {
      descriptor = Glibc.open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC)
    } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw Failure("cannot read \(path): \(systemErrorText())") }
    return descriptor
  }

  private static func tensor(of reader: inout NumberLists, name: String) throws -> Tensor {
    do {
      return try reader.tensor()
    } catch let problem as NumberLists.Problem {
      throw Failure(problem.text(name: name))
    } catch {
      throw Failure("cannot read \(name): \(error)")
    }
  }
}
