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
  /// Where the file is put: `path`, or what it links to.
  private let place: String
  private let partialPath: String
  private var writer: DescriptorWriter

  /// Opens the file beside `path`; throws where that folder cannot be written or `path` is no plain file.
  init(_ path: String) throws(Failure) {
    self.path = path
    place = try Self.place(of: path)
    // What nobody else may read stays so while it is written.
    var older = stat()
    let mode = stat(place, &older) == 0 ? older.st_mode & 0o777 : 0o644
    var (partialPath, descriptor): (String, Int32)
    repeat {
      // A name of its own, and never one that exists: another program may write to the same place, and a link may
      // wait there for who follows it.
      partialPath = "\(place).\(String(UInt32.random(in: 0...(.max)), radix: 36)).partial"
      descriptor = open(partialPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    } while descriptor < 0 && errno == EEXIST
    guard descriptor >= 0 else { throw Failure(path: path, reason: systemErrorText()) }
    self.partialPath = partialPath
    writer = DescriptorWriter(descriptor: descriptor, name: path)
  }

  /// Appends text.
  mutating func write(_ text: String) throws(Failure) {
    try writer.write(text)
  }

  /// Completes the file and puts it in its place; on failure an older file stays as it was.
  mutating func finish() throws(Failure) {
    do throws(Failure) {
      try writer.flush()
      keepMode()
      // EINVAL: a file system that cannot sync.
      guard fsync(writer.descriptor) == 0 || errno == EINVAL, rename(partialPath, place) == 0 else {
        throw Failure(path: path, reason: systemErrorText())
      }
    } catch {
      discard()
      throw error
    }
    _ = close(writer.descriptor)
  }

  /// Removes what was written so far; nothing can be written after it.
  func discard() {
    _ = close(writer.descriptor)
    _ = unlink(partialPath)
  }

  /// Gives the new file the permissions of the one it replaces.
  private func keepMode() {
    var older = stat()
    if stat(place, &older) == 0 { _ = fchmod(writer.descriptor, older.st_mode & 0o777) }
  }

  /// Where a link leads, so that the link stays one; what is no plain file or must not be changed is refused.
  private static func place(of path: String) throws(Failure) -> String {
    if path.isEmpty { throw Failure(path: "''", reason: "a file needs a name") }
    var status = stat()
    guard stat(path, &status) == 0 else {
      if errno == ENOENT, lstat(path, &status) == 0 {
        throw Failure(path: path, reason: "it is a link to a file that does not exist")
      }
      return path
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR: throw Failure(path: path, reason: "it is a folder")
    default: throw Failure(path: path, reason: "it is not a plain file")
    }
    guard access(path, W_OK) == 0, let resolved = realpath(path, nil) else {
      throw Failure(path: path, reason: systemErrorText())
    }
    defer { free(resolved) }
    return String(cString: resolved)
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
  static func tell(_ line: String) throws(OutputFile.Failure) {
    var writer = DescriptorWriter(descriptor: STDERR_FILENO, name: "stderr")
    try writer.write("viz: \(line)\n")
    try writer.flush()
  }

  /// Writes a whole text to stdout.
  static func print(_ text: String) throws(OutputFile.Failure) {
    var writer = DescriptorWriter(descriptor: STDOUT_FILENO, name: "stdout")
    try writer.write(text)
    try writer.flush()
  }

  /// Appends text; it is written when enough has gathered.
  mutating func write(_ text: String) throws(OutputFile.Failure) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= 1 << 16 { try flush() }
  }

  /// Writes all that has gathered.
  mutating func flush() throws(OutputFile.Failure) {
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
  errno == EBADF ? "it is closed" : String(cString: strerror(errno))
}
