import Dispatch
import Glibc
import Languages

/// A file of lines that grows where others can read it meanwhile, such as a log.
///
/// An older file is replaced when the first line is written and not before. From then on each line stands in the file
/// soon after it was written, and the file ends with a whole line, whatever becomes of the program. A pipe or a device
/// is written straight.
struct GrowingFile: Sendable {
  /// How long a line may wait for others before it is written, in nanoseconds.
  private static let patience: UInt64 = 500_000_000
  /// How much may wait, in bytes.
  private static let capacity = 1 << 16
  /// How long a pipe may take nothing before it is given up, in milliseconds: whoever quits waits for it.
  private static let pipePatience: Int32 = 2000
  /// Where a program that is killed stops writing: what lies within one page is written whole or not at all.
  private static let page = 4096

  private let path: String
  private let descriptor: Int32
  /// The file on its disk, or `nil` for a pipe or a device.
  private let file: PartialFile?
  private var isInPlace = false
  private var buffer: [UInt8] = []
  /// Since when the oldest line waits in the buffer, by the system's uptime.
  private var oldest: UInt64?
  /// How many bytes of whole lines were written.
  private var length = 0

  /// Opens the file; throws where `path` cannot be written.
  init(_ path: String) throws(OutputError) {
    self.path = path
    switch try OutputPlace(path) {
    case .file(let place):
      let file = try PartialFile(place, path: path)
      self.file = file
      descriptor = file.descriptor
    case .stream:
      file = nil
      descriptor = open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
      guard descriptor >= 0 else {
        let reason =
          errno == ENXIO
          ? say("output.noReader", "no program reads from this pipe; start its reader first")
          : systemErrorText()
        throw OutputError(path: path, reason: reason)
      }
      if Self.isOwnTerminal(descriptor) {
        _ = close(descriptor)
        throw OutputError(
          path: path, reason: say("output.ownTerminal", "it is the terminal that shows the run"))
      }
    }
  }

  /// Appends a line, which ends in a line break.
  mutating func write(_ line: String) throws(OutputError) {
    buffer.append(contentsOf: line.utf8)
    if buffer.count >= Self.capacity {
      try flush()
    } else if oldest == nil {
      oldest = Self.now
    }
  }

  /// Whether a line has waited long enough to be written.
  var isDue: Bool {
    guard let oldest else { return false }
    return Self.now - oldest >= Self.patience
  }

  /// Writes all lines; the first time, that puts the file in its place.
  mutating func flush() throws(OutputError) {
    guard !buffer.isEmpty else { return }
    do throws(OutputError) {
      try checkName()
      var start = 0
      while start < buffer.count {
        let end = endOfWholeLines(from: start)
        try write(start..<end)
        start = end
      }
      if !isInPlace { try file?.putInPlace() }
    } catch {
      discard()
      throw error
    }
    isInPlace = true
    // A line of a large matrix needs much room, the next flush may not.
    buffer.removeAll(keepingCapacity: buffer.capacity <= 2 * Self.capacity)
    oldest = nil
  }

  /// Writes all lines and closes the file.
  mutating func finish() throws(OutputError) {
    try flush()
    do throws(OutputError) {
      try checkName()
      try file?.synchronize()
    } catch {
      discard()
      throw error
    }
    _ = close(descriptor)
  }

  /// Closes the file as it is; one without a line leaves nothing. Nothing can be written after it.
  mutating func discard() {
    buffer = []
    oldest = nil
    _ = close(descriptor)
    if !isInPlace { file?.remove() }
  }

  private static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

  /// A file without a name would take lines that nobody can ever read.
  private func checkName() throws(OutputError) {
    if let file, isInPlace, !file.hasName {
      throw OutputError(path: path, reason: say("output.removed", "the file was removed or replaced"))
    }
  }

  /// Where to end a piece of the buffer that begins at `start`: with the last line that ends within the file's present
  /// page, or else with the first line.
  private func endOfWholeLines(from start: Int) -> Int {
    let lineBreak = UInt8(ascii: "\n")
    let limit = min(start + Self.page - length % Self.page, buffer.count)
    let last = buffer[start..<limit].lastIndex(of: lineBreak) ?? buffer[limit...].firstIndex(of: lineBreak)
    return last.map { $0 + 1 } ?? buffer.count
  }

  /// Writes whole lines; where that fails, none of them stays by half.
  private mutating func write(_ lines: Range<Int>) throws(OutputError) {
    var place = lines.lowerBound
    while place < lines.upperBound {
      let rest = Array(buffer[place..<lines.upperBound])
      let count = Glibc.write(descriptor, rest, rest.count)
      if count >= 0 {
        place += count
      } else if errno == EAGAIN {
        try waitForReader()
      } else if errno != EINTR {
        let failure = OutputError(path: path, reason: systemErrorText())
        let written = buffer[lines.lowerBound..<place].lastIndex(of: UInt8(ascii: "\n"))
        let whole = written.map { $0 + 1 - lines.lowerBound } ?? 0
        if file != nil { _ = ftruncate(descriptor, length + whole) }
        throw failure
      }
    }
    length += lines.count
  }

  private func waitForReader() throws(OutputError) {
    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    var count: Int32
    repeat { count = poll(&request, 1, Self.pipePatience) } while count < 0 && errno == EINTR
    guard count > 0 else {
      throw OutputError(path: path, reason: say("output.idleReader", "its reader takes nothing"))
    }
  }

  private static func isOwnTerminal(_ descriptor: Int32) -> Bool {
    var (target, screen, controlling) = (stat(), stat(), stat())
    guard isatty(descriptor) == 1, fstat(descriptor, &target) == 0 else { return false }
    let isScreen = fstat(STDOUT_FILENO, &screen) == 0 && screen.st_rdev == target.st_rdev
    return isScreen || stat("/dev/tty", &controlling) == 0 && controlling.st_rdev == target.st_rdev
  }
}
