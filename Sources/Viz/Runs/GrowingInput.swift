import Glibc
import Languages

/// A regular file that is read on as it grows.
final class GrowingInput {
  let path: String
  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// How much is read at once, so that a program that writes without end does not keep the screen waiting.
  static let mostBytes = 1 << 20

  /// Opens the file, to be read from its beginning, or where it is long from the last `tail` bytes on; throws where it cannot
  /// be read.
  init(_ path: String, tail: Int? = nil) throws(Failure) {
    self.path = path
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var about = stat()
    guard descriptor >= 0, fstat(descriptor, &about) == 0 else {
      throw Failure(say("watched.cannotRead", "cannot read \(path): \(systemErrorText())"))
    }
    guard about.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw Failure(say("watched.notPlain", "cannot read \(path): it is no plain file"))
    }
    if let tail { _ = lseek(descriptor, max(0, about.st_size - off_t(tail)), SEEK_SET) }
  }

  deinit {
    close(descriptor)
  }

  /// Whether nothing is in it.
  var isEmpty: Bool { size == 0 }

  /// Whether it has become shorter than what was read of it.
  var hasShrunk: Bool { size < lseek(descriptor, 0, SEEK_CUR) }

  private var size: off_t {
    var about = stat()
    return fstat(descriptor, &about) == 0 ? about.st_size : 0
  }

  /// Goes back to its beginning.
  func rewind() { _ = lseek(descriptor, 0, SEEK_SET) }

  /// Gives what was written since to `take`, up to a bound; tells whether there was anything.
  func read(_ take: (ArraySlice<UInt8>) throws -> Void) rethrows -> Bool {
    var total = 0
    while total < Self.mostBytes {
      let count = Glibc.read(descriptor, &buffer, buffer.count)
      guard count > 0 else { break }
      try take(buffer[..<count])
      total += count
    }
    return total > 0
  }
}
