import Formats
import Glibc

/// The viewer's end of the socket of a watched run.
struct RunSocket: ~Copyable {
  /// What `poll` waits for.
  let descriptor: Int32
  private let path: String
  private var decoder = WireDecoder()

  /// Connects; throws where nobody answers at `path`.
  init(_ path: String) throws(Failure) {
    self.path = path
    descriptor = try Self.connect(path)
  }

  deinit {
    close(descriptor)
  }

  /// Whether somebody answers at `path`.
  static func answers(_ path: String) -> Bool {
    guard let descriptor = try? connect(path) else { return false }
    close(descriptor)
    return true
  }

  /// Sends a whole message; it is short.
  func send(_ message: WireMessage) throws(Failure) {
    let bytes = message.bytes
    var sent = 0
    while sent < bytes.count {
      let rest = Array(bytes[sent...])
      // Without a signal where the run has just ended.
      let count = Glibc.send(descriptor, rest, rest.count, Int32(MSG_NOSIGNAL))
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure("the run at \(path) cannot be written to: \(systemErrorText())")
      }
      sent += count
    }
  }

  /// The messages that have come, waiting for some; `nil` when the run has hung up.
  mutating func receive() throws -> [WireMessage]? {
    while true {
      var piece = [UInt8](repeating: 0, count: 1 << 16)
      let count = recv(descriptor, &piece, piece.count, 0)
      if count < 0 {
        if errno == EINTR { continue }
        if errno == ECONNRESET { return nil }
        throw Failure("the run at \(path) cannot be read from: \(systemErrorText())")
      }
      if count == 0 { return nil }
      let messages = try decoder.feed(piece[..<count])
      if !messages.isEmpty { return messages }
    }
  }

  private static func connect(_ path: String) throws(Failure) -> Int32 {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    let room = MemoryLayout.size(ofValue: address.sun_path)
    guard bytes.count < room else {
      throw Failure("the socket's path has \(bytes.count) bytes, more than \(room - 1): \(path)")
    }
    // Bounds: `bytes` is shorter than the field, whose rest stays 0.
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Failure("no socket can be opened: \(systemErrorText())") }
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else {
      let reason = systemErrorText()
      close(descriptor)
      throw Failure("no run answers at \(path): \(reason); 'viz attach --list' tells which do")
    }
    return descriptor
  }
}
