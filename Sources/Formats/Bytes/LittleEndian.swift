/// Numbers in bytes, the least significant byte first; 0 where they would lie outside.
struct LittleEndian {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  func uint16(_ place: Int) -> Int { number(place, 2) ?? 0 }
  func uint32(_ place: Int) -> Int { number(place, 4) ?? 0 }
  /// `nil` where it is too large to be a size.
  func uint64(_ place: Int) -> Int? { number(place, 8) }

  private func number(_ place: Int, _ length: Int) -> Int? {
    guard place >= 0, place + length <= bytes.count else { return nil }
    return Int(exactly: Self.number(bytes[place..<place + length]))
  }

  /// The number that at most eight bytes make.
  static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Appends the bytes of a number.
  static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }
}
