import CZlib
import Languages

/// The inflated bytes of a source: gzip, of one member or several, or the bare form that is in zip files.
final class InflateSource: ByteSource {
  /// Which form the data has.
  enum Form {
    case gzip, bare
  }

  /// Deflate makes nothing smaller than by this factor.
  static let largestFactor = 1032
  private static let pieceLength = 1 << 16

  private let source: any ByteSource
  private let form: Form
  /// zlib keeps its address, so it never moves; valid for one stream until `deinit`.
  private let stream: UnsafeMutablePointer<z_stream>
  /// Valid for `pieceLength` bytes; zlib reads from it between calls.
  private let piece: UnsafeMutablePointer<UInt8>
  private var hasEnded = false
  private var isBetweenMembers = false

  /// Inflates what `source` gives.
  init(_ source: any ByteSource, form: Form) throws(SourceProblem) {
    self.source = source
    self.form = form
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    piece = .allocate(capacity: Self.pieceLength)
    // 15 is the largest window; 16 more asks for gzip, less than 0 for no header.
    let bits: Int32 = form == .gzip ? 15 + 16 : -15
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, bits, ZLIB_VERSION, size) == Z_OK else {
      throw SourceProblem(say("format.bytes.noMemory", "zlib has no memory"))
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
    piece.deallocate()
  }

  var mostRemaining: Int? {
    guard let rest = source.mostRemaining else { return nil }
    let (most, overflow) = (rest + Int(stream.pointee.avail_in)).multipliedReportingOverflow(
      by: Self.largestFactor)
    // Some output may still be inside of zlib.
    return overflow ? nil : most + (1 << 16)
  }

  var isExact: Bool { false }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceProblem) -> Int {
    guard !hasEnded else { return 0 }
    let room = min(buffer.count, 1 << 30)
    stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_out = UInt32(room)
    while stream.pointee.avail_out == UInt32(room) {
      let isAtEnd = if stream.pointee.avail_in == 0 { try !refill() } else { false }
      if isBetweenMembers {
        if isAtEnd {
          hasEnded = true
          return 0
        }
        guard try nextMember() else { continue }
      }
      try inflate(isAtEnd: isAtEnd)
      if hasEnded { break }
    }
    return room - Int(stream.pointee.avail_out)
  }

  private func inflate(isAtEnd: Bool) throws(SourceProblem) {
    switch CZlib.inflate(stream, Z_NO_FLUSH) {
    case Z_STREAM_END:
      if form == .gzip {
        isBetweenMembers = true
      } else {
        hasEnded = true
      }
    case Z_OK: break
    case Z_BUF_ERROR:
      if isAtEnd { throw SourceProblem(say("format.bytes.cutShort", "the compressed data is cut short")) }
    default:
      guard let detail = stream.pointee.msg.map({ String(cString: $0) }) else {
        throw SourceProblem(say("format.bytes.damaged", "the compressed data is damaged"))
      }
      throw SourceProblem(say("format.bytes.damagedAs", "the compressed data is damaged (\(detail))"))
    }
  }

  /// Passes over zeros that fill a block of tape, then begins the next member; false where only zeros came.
  private func nextMember() throws(SourceProblem) -> Bool {
    while stream.pointee.avail_in > 0, let next = stream.pointee.next_in {
      if next.pointee != 0 {
        guard next.pointee == 0x1f else {
          throw SourceProblem(say("format.bytes.follows", "something else follows the compressed data"))
        }
        isBetweenMembers = false
        inflateReset(stream)
        return true
      }
      stream.pointee.next_in = next + 1
      stream.pointee.avail_in -= 1
    }
    return false
  }

  /// Fetches more that is compressed; false at the end.
  private func refill() throws(SourceProblem) -> Bool {
    let count = try source.read(into: UnsafeMutableRawBufferPointer(start: piece, count: Self.pieceLength))
    stream.pointee.next_in = piece
    stream.pointee.avail_in = UInt32(count)
    return count > 0
  }
}
