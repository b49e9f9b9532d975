import Glibc

/// Bytes one by one, from memory or from whatever a descriptor is open on: a file, a pipe, a device.
struct ByteReader {
  /// The most that is read, in bytes.
  static let capacity = 1 << 29
  private static let pieceLength = 1 << 16

  private var piece: [UInt8]
  private var place = 0
  private var count = 0
  private let descriptor: Int32?

  /// Reads bytes that are there already.
  init(_ bytes: [UInt8]) {
    piece = bytes
    descriptor = nil
  }

  /// Reads from an open descriptor to its end.
  init(descriptor: Int32) {
    piece = []
    self.descriptor = descriptor
  }

  /// The next byte, or `nil` at the end.
  mutating func next() throws -> UInt8? {
    if place == piece.count {
      guard let descriptor, try refill(from: descriptor) else { return nil }
    }
    place += 1
    return piece[place - 1]
  }

  /// Fetches the next piece; false at the end. What cannot be read is one line, without the file's name.
  private mutating func refill(from descriptor: Int32) throws -> Bool {
    piece = [UInt8](repeating: 0, count: Self.pieceLength)
    var length: Int
    repeat { length = read(descriptor, &piece, piece.count) } while length < 0 && errno == EINTR
    if length < 0 { throw Failure(systemErrorText()) }
    piece.removeLast(piece.count - length)
    place = 0
    count += length
    if count > Self.capacity { throw Failure("more than \(Self.capacity >> 20) MB") }
    return length > 0
  }
}
