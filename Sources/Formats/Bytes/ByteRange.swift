import Glibc
import Languages

/// Bytes that can be read at any place: a part of a regular file, or of memory.
struct ByteRange {
  private enum Storage {
    case file(OpenFile)
    case memory([UInt8])
  }

  private let storage: Storage
  private let start: Int
  let count: Int

  init(_ bytes: [UInt8]) {
    storage = .memory(bytes)
    (start, count) = (0, bytes.count)
  }

  /// `count` bytes of a regular file from `start` on.
  init(_ file: OpenFile, start: Int, count: Int) {
    storage = .file(file)
    (self.start, self.count) = (start, count)
  }

  private init(_ storage: Storage, start: Int, count: Int) {
    (self.storage, self.start, self.count) = (storage, start, count)
  }

  /// A part; `nil` where that is not inside.
  func part(at place: Int, count: Int) -> ByteRange? {
    guard place >= 0, count >= 0, place <= self.count, count <= self.count - place else { return nil }
    return ByteRange(storage, start: start + place, count: count)
  }

  /// All of them, of which there should be few.
  func bytes() throws(SourceProblem) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    let length = try bytes.fill { (buffer) throws(SourceProblem) in try read(at: 0, into: buffer) }
    guard length == count else {
      throw SourceProblem(say("format.bytes.shorter", "the file has become shorter"))
    }
    return bytes
  }

  /// Fills `buffer` from `place` on and says how many bytes came: fewer than fit only at the end.
  func read(at place: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SourceProblem) -> Int {
    let wanted = max(0, min(buffer.count, count - place))
    switch storage {
    case .memory(let bytes):
      let first = start + place
      buffer.copyBytes(from: bytes[first..<first + wanted])
      return wanted
    case .file(let file):
      var done = 0
      while done < wanted {
        // At most `wanted`, which fits into the buffer.
        let length = pread(
          file.descriptor, buffer.baseAddress.map { $0 + done }, wanted - done, start + place + done)
        if length < 0 {
          if errno == EINTR { continue }
          throw .system
        }
        if length == 0 { break }
        done += length
        file.tell(start + place + done - file.start, isEnd: false)
      }
      return done
    }
  }
}

/// The bytes of a range in order.
final class RangeSource: ByteSource {
  private let range: ByteRange
  private var place = 0

  init(_ range: ByteRange) { self.range = range }

  var mostRemaining: Int? { range.count - place }
  var isExact: Bool { true }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceProblem) -> Int {
    let count = try range.read(at: place, into: buffer)
    place += count
    return count
  }
}

/// Bytes that were read already, then those of the source that they came from.
final class PrefixedSource: ByteSource {
  private let prefix: [UInt8]
  private var place = 0
  private let source: any ByteSource

  init(_ prefix: [UInt8], _ source: any ByteSource) {
    (self.prefix, self.source) = (prefix, source)
  }

  var mostRemaining: Int? { source.mostRemaining.map { $0 + prefix.count - place } }
  var isExact: Bool { source.isExact }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(SourceProblem) -> Int {
    guard place < prefix.count else { return try source.read(into: buffer) }
    let count = min(buffer.count, prefix.count - place)
    buffer.copyBytes(from: prefix[place..<place + count])
    place += count
    return count
  }
}
