import Formats
import Glibc
import Languages

/// The viewer's end of the socket of a watched run.
final class RunSocket {
  /// What `poll` waits for.
  let descriptor: Int32
  private let path: String
  private var decoder = WireDecoder()

  /// Connects; throws where nobody answers at `path`.
  init(_ path: String) throws(Failure) {
    self.path = path
    do {
      descriptor = try Self.connect(path)
    } catch {
      throw Failure(error.text)
    }
  }

  /// Why a connection was not made.
  private struct Refusal: Error {
    let text: String
    /// `errno`.
    let number: Int32
  }

  deinit {
    close(descriptor)
  }

  /// Whether somebody answers at a path.
  enum Answer {
    case yes
    /// Nobody listens there any more.
    case gone
    /// It cannot be told now.
    case busy
  }

  /// Whether somebody answers at `path`.
  static func answer(of path: String) -> Answer {
    do {
      close(try connect(path))
      return .yes
    } catch {
      return [ECONNREFUSED, ENOENT].contains(error.number) ? .gone : .busy
    }
  }

  /// Sends a whole message; it is short.
  func send(_ message: WireMessage) throws(Failure) {
    let bytes = message.bytes
    var sent = 0
    while sent < bytes.count {
      let rest = Array(bytes[sent...])
      // Without a signal where the run has just ended.
      let count = Glibc.send(
        descriptor, rest, rest.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
      if count < 0 {
        if errno == EINTR { continue }
        // One that reads nothing for so long has stopped.
        if errno == EAGAIN, isWritable(within: 200) { continue }
        throw Failure(
          say("watched.cannotSend", "the run at \(path) cannot be written to: \(systemErrorText())"))
      }
      sent += count
    }
  }

  private func isWritable(within milliseconds: Int32) -> Bool {
    var about = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    let isReady = poll(&about, 1, milliseconds) > 0
    if !isReady { errno = EAGAIN }
    return isReady
  }

  /// The messages that have come, waiting for some unless told otherwise; `nil` when the run has hung up.
  func receive(waits: Bool = true) throws -> [WireMessage]? {
    var all: [WireMessage] = []
    while true {
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      let count = recv(descriptor, &piece, piece.count, waits ? 0 : Int32(MSG_DONTWAIT))
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN { return all }
        if errno == ECONNRESET { return nil }
        throw Failure(
          say("watched.cannotReceive", "the run at \(path) cannot be read from: \(systemErrorText())"))
      }
      // What came before the end is heard first.
      if count == 0 { return all.isEmpty ? nil : all }
      all += try decoder.feed(piece[..<count])
      if waits, !all.isEmpty { return all }
    }
  }

  private static func connect(_ path: String) throws(Refusal) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard bytes.count < room else {
      throw Refusal(
        text: say(
          "watched.longPath", "the socket's path has \(bytes.count) bytes, more than \(room - 1): \(path)"),
        number: ENAMETOOLONG)
    }
    // Bounds: `bytes` is shorter than the field, whose rest stays 0.
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else {
      let number = errno
      throw Refusal(
        text: say("watched.noSocket", "no socket can be opened: \(systemErrorText())"), number: number)
    }
    // One that is stopped, and whose queue is full, would keep whoever connects waiting.
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    defer { _ = fcntl(descriptor, F_SETFL, 0) }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      let (number, reason) = (errno, systemErrorText())
      close(descriptor)
      throw Refusal(
        text: say(
          "watched.noAnswer", "no run answers at \(path): \(reason); 'viz attach --list' tells which do"),
        number: number)
    }
    return descriptor
  }
}
