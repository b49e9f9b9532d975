/// The fields of a message in Protocol Buffers' wire format, one after the other; what is no message ends early.
struct ProtobufFields: Sequence, IteratorProtocol {
  /// What a field holds.
  enum Value {
    case varint(UInt64)
    case fixed64(UInt64)
    case fixed32(UInt32)
    case bytes(ArraySlice<UInt8>)
  }

  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) {
    rest = bytes
  }

  mutating func next() -> (number: Int, value: Value)? {
    guard let key = varint() else { return nil }
    let value: Value?
    switch key & 7 {
    case 0: value = varint().map(Value.varint)
    case 1: value = fixed(8).map { .fixed64($0) }
    case 2:
      guard let length = varint(), length <= UInt64(rest.count) else { return nil }
      value = .bytes(rest.prefix(Int(length)))
      rest = rest.dropFirst(Int(length))
    case 5: value = fixed(4).map { .fixed32(UInt32(truncatingIfNeeded: $0)) }
    default: value = nil
    }
    return value.map { (Int(truncatingIfNeeded: key >> 3), $0) }
  }

  private mutating func varint() -> UInt64? {
    var (value, shift) = (UInt64(0), UInt64(0))
    while let byte = rest.popFirst(), shift < 64 {
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    return nil
  }

  private mutating func fixed(_ count: Int) -> UInt64? {
    guard rest.count >= count else { return nil }
    defer { rest = rest.dropFirst(count) }
    return LittleEndian.number(rest.prefix(count))
  }
}
