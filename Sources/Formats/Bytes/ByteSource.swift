import Glibc
import Languages

/// Where bytes come from, in order.
protocol ByteSource: AnyObject {
  /// The most bytes that can still come, where that is known.
  var mostRemaining: Int? { get }
  /// Whether `mostRemaining` is what will come, unless the file is changed meanwhile.
  var isExact: Bool { get }
  /// Puts at most as many bytes as fit into `buffer`, which is not empty, and says how many; 0 at the end only.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceProblem) -> Int
}

/// What is wrong with bytes, without the name of what they come from.
struct SourceProblem: Error {
  let text: String

  init(_ text: String) { self.text = text }

  /// What the system says of the error that just happened.
  static var system: SourceProblem {
    SourceProblem(SystemError.text(errno))
  }
}

/// Bytes that are there already.
final class MemorySource: ByteSource {
  private let bytes: [UInt8]
  private let pieceLength: Int
  private var place = 0

  /// Gives `bytes` in pieces of at most `pieceLength`.
  init(_ bytes: [UInt8], pieceLength: Int) {
    self.bytes = bytes
    self.pieceLength = max(1, pieceLength)
  }

  var mostRemaining: Int? { bytes.count - place }
  var isExact: Bool { true }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, bytes.count - place, pieceLength)
    buffer.copyBytes(from: bytes[place..<place + count])
    place += count
    return count
  }
}

/// What an open descriptor gives: a file, a pipe, a device.
final class DescriptorSource: ByteSource {
  private let file: OpenFile
  private var count = 0
  private var hasEnded = false

  /// Reads from where the descriptor stands.
  init(_ file: OpenFile) {
    self.file = file
  }

  var mostRemaining: Int? { file.size.map { max(0, $0 - count) } }
  var isExact: Bool { true }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceProblem) -> Int {
    // At a terminal, another attempt would wait for the next line.
    if hasEnded { return 0 }
    var length: Int
    repeat {
      length = Glibc.read(file.descriptor, buffer.baseAddress, buffer.count)
    } while length < 0 && errno == EINTR
    if length < 0 { throw .system }
    count += length
    hasEnded = length == 0
    file.tell(count, isEnd: hasEnded)
    return length
  }
}

/// An open descriptor, closed with its last user unless it is standard input.
final class OpenFile {
  /// How much is read between two calls of the progress.
  private static let progressStep = 1 << 20

  let descriptor: Int32
  /// How many bytes a regular file has from where the descriptor stood.
  let size: Int?
  /// Where the descriptor stood.
  let start: Int
  private let isOwned: Bool
  private let progress: ByteInput.Progress?
  private var told = 0

  /// Opens the file at `path`, or takes standard input for "-" and "/dev/stdin".
  init(_ path: String, progress: ByteInput.Progress?) throws(SourceProblem) {
    self.progress = progress
    if path.isEmpty { throw SourceProblem(say("format.bytes.needsName", "a file needs a name")) }
    isOwned = !Self.isStandardInput(path)
    descriptor = isOwned ? try Self.open(path) : STDIN_FILENO
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let problem = SourceProblem.system
      if isOwned { _ = close(descriptor) }
      throw problem
    }
    if status.st_mode & S_IFMT == S_IFDIR {
      if isOwned { _ = close(descriptor) }
      throw SourceProblem(say("format.bytes.folder", "it is a folder"))
    }
    let place = lseek(descriptor, 0, SEEK_CUR)
    start = max(0, place)
    // What the kernel makes up as it is read, such as /proc, has no size.
    let isRegular = status.st_mode & S_IFMT == S_IFREG && status.st_size > 0 && place >= 0
    size = isRegular ? max(0, Int(status.st_size) - start) : nil
  }

  deinit {
    if isOwned { _ = close(descriptor) }
  }

  /// Tells how many bytes were read, where that is much more than was told before.
  func tell(_ count: Int, isEnd: Bool) {
    guard let progress, count - told >= Self.progressStep || isEnd && count != told else { return }
    told = count
    progress(count, size)
  }

  // Opened by its name, standard input would be refused where it is a socket, and read again from its start.
  static func isStandardInput(_ path: String) -> Bool { path == "-" || path == "/dev/stdin" }

  private static func open(_ path: String) throws(SourceProblem) -> Int32 {
    var descriptor: Int32
    repeat {
      descriptor = Glibc.open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC)
    } while descriptor < 0 && errno == EINTR
    guard descriptor >= 0 else { throw .system }
    return descriptor
  }
}

extension [UInt8] {
  /// Lets `body` put bytes behind the first `start`, and gives on what it says.
  mutating func fill(
    from start: Int = 0, _ body: (UnsafeMutableRawBufferPointer) throws(SourceProblem) -> Int
  ) throws(SourceProblem) -> Int {
    let result: Result<Int, SourceProblem> = withUnsafeMutableBytes { bytes in
      do throws(SourceProblem) {
        return .success(try body(UnsafeMutableRawBufferPointer(rebasing: bytes[start...])))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}
