import Languages

/// A message between a watched run and its viewers.
///
/// On the wire: `viz1`, the length of the header and of the body (u32, little-endian), the header (a JSON object whose "kind"
/// says what it is), and the body: tensors, row-major and little-endian, that the header's "tensors" tells of as safetensors
/// does.
public struct WireMessage: Sendable, Equatable {
  /// The version of what is said; a run with another one is not understood.
  public static let version = 1
  /// The longest header, in bytes.
  public static let longestHeader = 1 << 26
  /// The longest body, in bytes.
  public static let longestBody = 1 << 28
  static let magic = Array("viz1".utf8)
  static let prefixLength = 12

  /// A tensor of the body: its name, shape and numbers.
  public struct Tensor: Sendable, Equatable {
    /// The name in the header.
    public let name: String
    /// The length of each axis.
    public let shape: [Int]
    /// The numbers, row-major.
    public let numbers: [Double]
  }

  /// What it is, such as "frame".
  public let kind: String
  /// All that the header says.
  public let header: JSONValue
  /// The tensors, in the header's order.
  public let tensors: [Tensor]

  /// A message without tensors.
  public init(_ kind: String, _ members: [JSONValue.Member] = []) {
    self.kind = kind
    header = .object([JSONValue.Member("kind", .text(kind))] + members)
    tensors = []
  }

  /// The message of a header and a body that have arrived; throws `FormatError` where they do not fit together.
  init(header bytes: [UInt8], body: [UInt8]) throws {
    header = try JSONValue(bytes, name: Self.name)
    guard let kind = header["kind"]?.string else {
      throw FormatError(reading: Self.name, say("format.wire.noKind", "its header has no kind"))
    }
    self.kind = kind
    var tensors: [Tensor] = []
    for member in header["tensors"]?.members ?? [] {
      tensors.append(try Self.tensor(member.name, member.value, body))
    }
    self.tensors = tensors
  }

  private static var name: String { say("format.wire.message", "a message of the run") }

  private static func tensor(_ name: String, _ about: JSONValue, _ body: [UInt8]) throws -> Tensor {
    let places = (about["data_offsets"]?.elements ?? []).compactMap(\.int)
    let lengths = (about["shape"]?.elements ?? []).map { $0.int ?? -1 }
    let type = ElementType.allCases.first { $0.safetensorsName == about["dtype"]?.string }
    guard let type, type == .float32 || type == .float64, places.count == 2, places[0] >= 0,
      places[0] <= places[1],
      places[1] <= body.count,
      let shape = try? ArrayShape(lengths), shape.count * type.size == places[1] - places[0]
    else {
      throw FormatError(
        reading: Self.name,
        say("format.wire.tensor", "its tensor \(FormatError.quoted(name)) does not fit its body"))
    }
    let bytes = body[places[0]..<places[1]]
    return Tensor(
      name: name, shape: lengths, numbers: type == .float32 ? floats(bytes) : doubles(bytes))
  }

  private static func floats(_ bytes: ArraySlice<UInt8>) -> [Double] {
    stride(from: bytes.startIndex, to: bytes.endIndex, by: 4).map { place in
      Double(Float(bitPattern: UInt32(truncatingIfNeeded: LittleEndian.number(bytes[place..<place + 4]))))
    }
  }

  private static func doubles(_ bytes: ArraySlice<UInt8>) -> [Double] {
    stride(from: bytes.startIndex, to: bytes.endIndex, by: 8).map { place in
      Double(bitPattern: LittleEndian.number(bytes[place..<place + 8]))
    }
  }

  /// The bytes of a message without tensors.
  public var bytes: [UInt8] {
    let text = Array(header.line.utf8)
    var bytes = Self.magic
    for length in [text.count, 0] { LittleEndian.append(UInt32(length), to: &bytes) }
    return bytes + text
  }
}

/// Takes bytes as they come and gives whole messages.
public struct WireDecoder: Sendable {
  private var bytes: [UInt8] = []

  private static var name: String { say("format.wire.messages", "the run's messages") }

  /// A decoder before the first byte.
  public init() {}

  /// The messages that `new` completes; throws `FormatError` for what is none.
  public mutating func feed(_ new: some Sequence<UInt8>) throws -> [WireMessage] {
    bytes.append(contentsOf: new)
    var messages: [WireMessage] = []
    var place = 0
    defer { bytes.removeFirst(place) }
    while bytes.count - place >= WireMessage.prefixLength {
      guard bytes[place..<place + 4].elementsEqual(WireMessage.magic) else {
        throw FormatError(
          reading: Self.name, say("format.wire.notOurs", "what comes is none of viz's"))
      }
      let (header, body) = (length(at: place + 4), length(at: place + 8))
      // Before room is made for them.
      guard header <= WireMessage.longestHeader, body <= WireMessage.longestBody else {
        throw FormatError(
          reading: Self.name, say("format.wire.long", "one of them would have \(header + body) bytes"))
      }
      let start = place + WireMessage.prefixLength
      guard bytes.count - start >= header + body else { break }
      messages.append(
        try WireMessage(
          header: Array(bytes[start..<start + header]),
          body: Array(bytes[start + header..<start + header + body])))
      place = start + header + body
    }
    return messages
  }

  private func length(at place: Int) -> Int {
    Int(LittleEndian.number(bytes[place..<place + 4]))
  }
}
