import Glibc

/// A file that is written beside its place and put there only when it is complete, so that nothing is ever lost.
struct OutputFile: Sendable {
  /// Why a file cannot be written, as one line.
  struct Failure: Error, CustomStringConvertible {
    let path: String
    let reason: String
    var description: String { "cannot write \(path): \(reason)" }
  }

  private let path: String
  private let partialPath: String
  private var writer: DescriptorWriter

  /// Opens the file beside `path`; throws where that folder cannot be written or `path` is a folder.
  init(_ path: String) throws {
    self.path = path
    partialPath = path + ".partial"
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Failure(path: path, reason: "it is a folder")
    }
    let descriptor = open(partialPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Failure(path: path, reason: systemErrorText()) }
    writer = DescriptorWriter(descriptor: descriptor, name: path)
  }

  /// Appends text.
  mutating func write(_ text: String) throws {
    try writer.write(text)
  }

  /// Completes the file and puts it in its place; on failure an older file stays as it was.
  mutating func finish() throws {
    do {
      try writer.flush()
      guard fsync(writer.descriptor) == 0 || errno == EINVAL, close(writer.descriptor) == 0,
        rename(partialPath, path) == 0
      else { throw Failure(path: path, reason: systemErrorText()) }
    } catch {
      discard()
      throw error
    }
  }

  /// Removes what was written so far.
  func discard() {
    _ = unlink(partialPath)
  }
}

/// Buffered text to an open descriptor.
struct DescriptorWriter: Sendable {
  let descriptor: Int32
  /// What the descriptor is called in messages.
  let name: String
  private var buffer: [UInt8] = []

  /// A writer to `descriptor`, which stays the caller's to close.
  init(descriptor: Int32, name: String) {
    self.descriptor = descriptor
    self.name = name
  }

  /// Writes one line to stderr, where people and not programs read.
  static func tell(_ line: String) throws {
    var writer = DescriptorWriter(descriptor: STDERR_FILENO, name: "stderr")
    try writer.write("viz: \(line)\n")
    try writer.flush()
  }

  /// Appends text; it is written when enough has gathered.
  mutating func write(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Writes all that has gathered.
  mutating func flush() throws {
    var written = 0
    while written < buffer.count {
      let rest = written == 0 ? buffer : Array(buffer[written...])
      let count = Glibc.write(descriptor, rest, rest.count)
      if count < 0 {
        if errno == EINTR { continue }
        buffer = []
        throw OutputFile.Failure(path: name, reason: systemErrorText())
      }
      written += count
    }
    buffer.removeAll(keepingCapacity: true)
  }
}

/// What the system says of the error that just happened.
func systemErrorText() -> String {
  String(cString: strerror(errno))
}
