import Glibc

/// A program in a terminal of its own, of which every byte is seen; for tests and measurements.
///
/// It is no terminal emulator: it keeps what the program writes and knows the state that the kernel keeps. Nothing is
/// read unless asked for, so a terminal that has stopped listening is one that is not read.
public final class PseudoTerminal {
  /// How a program ended.
  public enum Ending: Equatable, Sendable {
    case exit(Int32)
    case signal(Int32)

    /// What a shell calls it: the exit status, or 128 and the signal.
    public var status: Int32 {
      switch self {
      case .exit(let status): status
      case .signal(let signal): 128 + signal
      }
    }
  }

  /// What could not be done.
  public struct Failure: Error, CustomStringConvertible {
    /// The call and what the system says of it.
    public let description: String

    init(_ call: String, _ code: Int32 = errno) {
      description = "\(call): \(String(cString: strerror(code)))"
    }
  }

  /// The program, which leads a session and a foreground group of its own.
  public let process: pid_t
  private var terminal: Int32
  /// POSIX_SPAWN_SETSID, which Swift does not import.
  private static let newSession: Int16 = 0x80
  /// What was read while something was typed.
  private var unread: [UInt8] = []
  private var ending: Ending?
  /// Whether requests for the terminal's status are answered when they are read, as terminals do.
  public var answersRequests = false
  /// The last bytes that were read, where a request may have begun.
  private var lastBytes: [UInt8] = []
  /// The settings of the terminal before the program was started.
  public private(set) var initialSettings = ""

  /// Starts `program` with the terminal as its stdin, stdout and stderr, in `folder` if one is given.
  public init(
    _ program: String, _ arguments: [String], environment: [String: String], width: Int, height: Int,
    folder: String? = nil
  ) throws {
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    var (viewer, programs): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 64)
    guard openpty(&viewer, &programs, &name, nil, &size) == 0 else { throw Failure("openpty") }
    terminal = viewer
    _ = fcntl(terminal, F_SETFD, FD_CLOEXEC)
    _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
    _ = fcntl(programs, F_SETFD, FD_CLOEXEC)
    // Held open until the program has it, or the kernel would take the terminal for hung up.
    defer { close(programs) }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that the leader of a new session opens becomes its own.
    posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // Swift's own threads block most signals, and what they start would inherit that.
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigfillset(&all)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(
      &attributes, Self.newSession | Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))

    initialSettings = try Self.settings(of: terminal)
    // env becomes the program; spawning has no folder of its own that Swift imports.
    let command = (folder.map { ["/usr/bin/env", "-C", $0] } ?? []) + [program] + arguments
    let words = command.map { strdup($0) }
    let variables = environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in words + variables { free(text) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, command[0], &actions, &attributes, words + [nil], variables + [nil])
    process = child
    if code != 0 {
      ending = .exit(127)
      throw Failure("starting \(program)", code)
    }
  }

  deinit {
    end()
  }

  /// Kills the program, if it still runs, and gives the terminal up.
  public func end() {
    if ending == nil {
      kill(process, SIGKILL)
      _ = wait(for: .seconds(10))
    }
    hangUp()
  }

  // MARK: The program's side

  /// Types text or the bytes of keys.
  public func write(_ text: String) throws {
    try write(Array(text.utf8))
  }

  /// Types bytes; what the program writes meanwhile is kept for the next reading, so that neither waits for the other.
  public func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      var descriptor = pollfd(fd: terminal, events: Int16(POLLIN | POLLOUT), revents: 0)
      guard poll(&descriptor, 1, -1) > 0 else { throw Failure("poll") }
      if descriptor.revents & Int16(POLLIN) != 0 { unread += readOnce() ?? [] }
      if descriptor.revents & Int16(POLLOUT) != 0 {
        let count = rest.withUnsafeBytes { Glibc.write(terminal, $0.baseAddress, min($0.count, 256)) }
        guard count > 0 || errno == EAGAIN else { throw Failure("write") }
        rest = rest.dropFirst(max(0, count))
      } else if descriptor.revents & Int16(POLLIN) == 0 {
        throw Failure("write", EIO)
      }
    }
  }

  /// Sends the program a signal.
  public func send(_ signal: Int32) {
    kill(process, signal)
  }

  /// Changes the size, of which the program is told by a signal.
  public func resize(width: Int, height: Int) throws {
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    guard ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0 else { throw Failure("TIOCSWINSZ") }
  }

  /// Takes the terminal away from all that runs in it.
  public func hangUp() {
    if terminal >= 0 { close(terminal) }
    terminal = -1
  }

  // MARK: The viewer's side

  /// What the program has written since it was read last; waits at most `time` for the first byte.
  ///
  /// Returns `nil` once the program has ended and all is read.
  public func read(for time: Duration) -> [UInt8]? {
    if !unread.isEmpty {
      defer { unread = [] }
      return unread
    }
    var descriptor = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    // A time that has just run out must not become one without end.
    guard poll(&descriptor, 1, Int32(max(0, time / .milliseconds(1)))) > 0 else { return [] }
    return readOnce()
  }

  /// What there is to read now; `nil` at the end.
  private func readOnce() -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = max(0, Glibc.read(terminal, buffer.baseAddress, buffer.count))
    }
    if answersRequests { answer(bytes) }
    return bytes.isEmpty ? nil : bytes
  }

  private func answer(_ bytes: [UInt8]) {
    let request = Array("\u{1b}[5n".utf8)
    let seen = lastBytes + bytes
    lastBytes = seen.suffix(request.count - 1)
    let answers = Array(repeatElement("\u{1b}[0n".utf8, count: seen.count(of: request)).joined())
    // A program that reads nothing gets no answers either: the terminal does not wait for it.
    _ = answers.withUnsafeBytes { Glibc.write(terminal, $0.baseAddress, $0.count) }
  }

  /// Reads until `text` has come and returns all up to its end; `nil` where it did not come within `time`.
  public func read(for time: Duration, until text: String) -> [UInt8]? {
    let clock = ContinuousClock()
    let end = clock.now + time
    let wanted = Array(text.utf8)
    var bytes: [UInt8] = []
    while clock.now < end, let more = read(for: end - clock.now) {
      // What was looked through before can only be the beginning of it.
      let start = max(0, bytes.count - wanted.count + 1)
      bytes += more
      if let place = bytes.place(of: wanted, from: start) {
        unread = Array(bytes[(place + wanted.count)...]) + unread
        return Array(bytes[..<(place + wanted.count)])
      }
    }
    return nil
  }

  /// Reads all that the program writes until it ends, at most for `time`.
  public func readToEnd(for time: Duration) -> [UInt8] {
    let clock = ContinuousClock()
    let end = clock.now + time
    var bytes: [UInt8] = []
    while clock.now < end, let more = read(for: end - clock.now) { bytes += more }
    return bytes
  }

  /// The settings that the kernel keeps for the terminal, as text that can be compared.
  public func settings() throws -> String {
    try Self.settings(of: terminal)
  }

  private static func settings(of terminal: Int32) throws -> String {
    var settings = termios()
    guard tcgetattr(terminal, &settings) == 0 else { throw Failure("tcgetattr") }
    let characters = withUnsafeBytes(of: settings.c_cc) { Array($0) }
    return "\(settings.c_iflag) \(settings.c_oflag) \(settings.c_cflag) \(settings.c_lflag) \(characters)"
  }

  /// How the program ended, waiting at most `time` for it.
  public func wait(for time: Duration) -> Ending? {
    let clock = ContinuousClock()
    let end = clock.now + time
    while ending == nil {
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process {
        ending = status & 0x7f == 0 ? .exit(status >> 8 & 0xff) : .signal(status & 0x7f)
      } else if clock.now >= end {
        return nil
      } else {
        usleep(1000)
      }
    }
    return ending
  }
}

extension [UInt8] {
  /// How often `text` occurs, one occurrence behind the other.
  public func count(of text: [UInt8]) -> Int {
    var (start, count) = (0, 0)
    while let place = place(of: text, from: start) {
      count += 1
      start = place + text.count
    }
    return count
  }

  /// Where `text` occurs first, from `start` on.
  func place(of text: [UInt8], from start: Int) -> Int? {
    guard let first = text.first else { return nil }
    return withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var place = start
      // The library searches a byte many times faster than Swift walks to it.
      while place + text.count <= count,
        let found = memchr(base + place, Int32(first), count - text.count + 1 - place)
      {
        place = UnsafeRawPointer(base).distance(to: found)
        if memcmp(found, text, text.count) == 0 { return place }
        place += 1
      }
      return nil
    }
  }
}
