import Languages

/// Bytes in their order, from a file, a pipe, a device, standard input or memory, in pieces of bounded size.
///
/// What is compressed by gzip is inflated on the way. All that is wrong is a `FormatError`, one line with the name.
public final class ByteInput {
  /// Told how many bytes came so far, as they are stored, and of how many where that is known.
  public typealias Progress = (_ bytes: Int, _ total: Int?) -> Void

  /// How many bytes are kept at a time.
  public static let pieceLength = 1 << 16

  /// What messages call it.
  public let name: String
  /// How many bytes are stored, compressed or not, where that is known.
  public let size: Int?
  /// Whether the bytes are compressed by gzip.
  public let isCompressed: Bool
  /// The place inside of the file that messages name besides.
  let place: String?

  private let source: any ByteSource
  private let file: OpenFile?
  /// The most bytes that are given; more is an error.
  private let limit: Int?
  private var given = 0
  private var piece: [UInt8]
  /// The bytes of `piece` that are yet to be given.
  private var rest = 0..<0

  /// Opens the file at `path`; "-" and "/dev/stdin" are standard input. More than `limit` bytes are refused.
  public convenience init(path: String, limit: Int? = nil, progress: Progress? = nil) throws {
    let name = Self.name(of: path)
    do throws(SourceProblem) {
      let file = try OpenFile(path, progress: progress)
      let source = DescriptorSource(file)
      try self.init(source, name: name, size: file.size, limit: limit, file: file)
    } catch {
      throw FormatError(reading: name.isEmpty ? "''" : name, error.text)
    }
  }

  /// Reads bytes that are there already, given on in pieces of at most `pieceLength`.
  public convenience init(_ bytes: [UInt8], name: String, pieceLength: Int = ByteInput.pieceLength) throws {
    do throws(SourceProblem) {
      let source = MemorySource(bytes, pieceLength: pieceLength)
      try self.init(source, name: name, size: bytes.count, limit: nil, file: nil)
    } catch {
      throw FormatError(reading: name, error.text)
    }
  }

  /// Looks whether the source is compressed, then reads from it.
  private init(
    _ source: any ByteSource, name: String, size: Int?, limit: Int?, file: OpenFile?
  ) throws(SourceProblem) {
    (self.name, self.size, self.limit, place) = (name, size, limit, nil)
    piece = [UInt8](repeating: 0, count: Self.pieceLength)
    let first = try Self.fill(&piece, from: source, atLeast: 2)
    given = first
    if first >= 2, piece[0] == 0x1f, piece[1] == 0x8b {
      let whole = PrefixedSource(Array(piece[..<first]), source)
      self.source = try InflateSource(whole, form: .gzip)
      (isCompressed, self.file) = (true, nil)
    } else {
      (self.source, isCompressed, self.file) = (source, false, file)
      rest = 0..<first
    }
  }

  /// Reads a part of a file that is called `name`.
  init(part source: any ByteSource, name: String, place: String?) {
    (self.source, self.name, self.place) = (source, name, place)
    (size, isCompressed, limit, file) = (nil, false, nil, nil)
    piece = [UInt8](repeating: 0, count: min(Self.pieceLength, max(64, source.mostRemaining ?? .max)))
  }

  /// What messages call the file at `path`.
  public static func name(of path: String) -> String {
    isStandardInput(path) ? say("format.bytes.standardInput", "standard input") : path
  }

  /// Whether `path` stands for standard input.
  public static func isStandardInput(_ path: String) -> Bool { OpenFile.isStandardInput(path) }

  /// The most bytes that can still come, where that is known.
  var mostRemaining: Int? { source.mostRemaining.map { $0 + rest.count } }
  /// Whether `mostRemaining` is what will come.
  var isExact: Bool { source.isExact }

  /// The next byte, or `nil` at the end.
  public func next() throws -> UInt8? {
    if rest.isEmpty, try !refill() { return nil }
    defer { rest = rest.lowerBound + 1..<rest.upperBound }
    return piece[rest.lowerBound]
  }

  /// The next bytes, at most `count` of them and fewer only before the end, which will come again.
  public func peek(_ count: Int) throws -> [UInt8] {
    precondition(count <= piece.count, "at most \(piece.count) bytes can be looked at")
    if rest.count < count {
      piece.replaceSubrange(0..<rest.count, with: Array(piece[rest]))
      rest = 0..<rest.count
      while rest.count < count {
        let start = rest.upperBound
        let length = try checked { () throws(SourceProblem) in
          try piece.fill(from: start) { (bytes) throws(SourceProblem) in try source.read(into: bytes) }
        }
        if length == 0 { break }
        rest = 0..<start + length
      }
    }
    return Array(piece[rest.prefix(count)])
  }

  /// Puts what comes next into `buffer`, as much as comes at once, and says how many bytes; 0 at the end only.
  public func readSome(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    guard !buffer.isEmpty else { return 0 }
    if rest.isEmpty {
      if buffer.count >= piece.count {
        return try checked { () throws(SourceProblem) in try source.read(into: buffer) }
      }
      guard try refill() else { return 0 }
    }
    let count = min(rest.count, buffer.count)
    buffer.copyBytes(from: piece[rest.prefix(count)])
    rest = rest.dropFirst(count)
    return count
  }

  /// Fills `buffer` and says how many bytes came: fewer than fit only at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var count = 0
    while count < buffer.count {
      let length = try readSome(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
      if length == 0 { break }
      count += length
    }
    return count
  }

  /// The next bytes, `count` of them or fewer at the end; the memory grows with what comes.
  public func read(_ count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      if rest.isEmpty, try !refill() { break }
      let next = rest.prefix(count - bytes.count)
      bytes += piece[next]
      rest = rest.dropFirst(next.count)
    }
    return bytes
  }

  /// All bytes, to be read in any order, where none was taken yet: a regular file in its place, anything else in memory.
  func atAnyPlace(limit: Int) throws -> ByteRange {
    if let file, let size { return ByteRange(file, start: file.start, count: size) }
    let bytes = try read(limit)
    if try next() != nil {
      throw error(
        say("format.bytes.morePlain", "more than \(limit >> 20) MB, which only a plain file may have"))
    }
    return ByteRange(bytes)
  }

  /// A problem of what is read.
  public func error(_ problem: String, at place: String? = nil, right: String? = nil) -> FormatError {
    FormatError(reading: name, problem, at: place ?? self.place, right: right)
  }

  private func refill() throws -> Bool {
    let count = try checked { () throws(SourceProblem) in try Self.fill(&piece, from: source, atLeast: 1) }
    rest = 0..<count
    return count > 0
  }

  private func checked(_ body: () throws(SourceProblem) -> Int) throws -> Int {
    do throws(SourceProblem) {
      let count = try body()
      given += count
      if let limit, given > limit {
        throw SourceProblem(say("format.bytes.more", "more than \(limit >> 20) MB"))
      }
      return count
    } catch {
      throw self.error(error.text)
    }
  }

  private static func fill(
    _ piece: inout [UInt8], from source: any ByteSource, atLeast least: Int
  ) throws(SourceProblem) -> Int {
    var count = 0
    while count < least {
      let length = try piece.fill(from: count) { (bytes) throws(SourceProblem) in try source.read(into: bytes)
      }
      if length == 0 { break }
      count += length
    }
    return count
  }
}
