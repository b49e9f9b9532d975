import CZlib

/// The CRC-32 of bytes that come one after the other.
struct Checksum {
  private(set) var value: UInt32 = 0

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    // zlib takes no start for "begin anew".
    guard let start, !bytes.isEmpty else { return }
    value = UInt32(crc32_z(UInt(value), start, bytes.count))
  }

  mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { add($0) }
  }
}
