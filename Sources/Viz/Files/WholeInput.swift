import Formats

extension ByteInput {
  /// All bytes that are left; throws where they are more than the input may have.
  func readAll() throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let byte = try next() { bytes.append(byte) }
    return bytes
  }
}
