import CZlib
import Engine
import Foundation
import Formats
import Testing

/// What is said of something that is refused; one line without anything that could break or colour it.
func refusal(_ body: () throws -> Any) -> String {
  do {
    return "accepted: \(try body())"
  } catch let error as FormatError {
    let line = "\(error)"
    #expect(line.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, "\(line)")
    return line
  } catch {
    Issue.record("another error: \(error)")
    return "\(error)"
  }
}

/// What is said of bytes that should be an array file.
func refusal(ofArrays bytes: [UInt8]) -> String {
  refusal { try ArrayFile.parse(bytes, name: "x").tensors.map { "\($0.name) \($0.tensor.shape)" } }
}

/// Runs `body` with the path of a file of these bytes.
func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
  let path = FileManager.default.temporaryDirectory.appending(path: "viz-formats-\(UUID().uuidString)").path
  try Data(bytes).write(to: URL(filePath: path))
  defer { try? FileManager.default.removeItem(atPath: path) }
  return try body(path)
}

/// Runs `body` with the path of a pipe that gives these bytes.
func withPipe<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
  let pipe = Pipe()
  let writer = Thread {
    try? pipe.fileHandleForWriting.write(contentsOf: Data(bytes))
    try? pipe.fileHandleForWriting.close()
  }
  writer.start()
  // A reader that gives up before the end would leave the writer waiting: what it left is taken here.
  defer { _ = try? pipe.fileHandleForReading.readToEnd() }
  return try body("/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)")
}

/// Bytes compressed as gzip (31) or bare (-15) by zlib.
func deflated(_ bytes: [UInt8], windowBits: Int32) -> [UInt8] {
  var stream = z_stream()
  deflateInit2_(
    &stream, 6, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
    Int32(MemoryLayout<z_stream>.size))
  var (input, output) = (bytes, [UInt8](repeating: 0, count: bytes.count + 1000))
  let count = input.withUnsafeMutableBufferPointer { input in
    output.withUnsafeMutableBufferPointer { output in
      (stream.next_in, stream.avail_in) = (input.baseAddress, UInt32(input.count))
      (stream.next_out, stream.avail_out) = (output.baseAddress, UInt32(output.count))
      deflate(&stream, Z_FINISH)
      return output.count - Int(stream.avail_out)
    }
  }
  deflateEnd(&stream)
  return Array(output[..<count])
}

/// Bytes compressed by gzip.
func gzipped(_ bytes: [UInt8]) -> [UInt8] { deflated(bytes, windowBits: 31) }

/// The bytes of a written file.
func written(
  _ tensors: [NamedTensor], _ kind: ArrayFile.Kind, metadata: [(String, String)] = []
) throws -> [UInt8] {
  var bytes: [UInt8] = []
  try ArrayFile.write(tensors, metadata: metadata, as: kind, name: "x") { bytes += $0 }
  return bytes
}

/// A number in bytes, the least significant first.
func little(_ value: some FixedWidthInteger) -> [UInt8] {
  withUnsafeBytes(of: value.littleEndian) { Array($0) }
}

extension Generator {
  /// A number below `limit`.
  mutating func below(_ limit: Int) -> Int { Int(next32()) % limit }
}

/// The CRC-32 of bytes.
func checksum(_ bytes: [UInt8]) -> UInt32 { UInt32(crc32(0, bytes, UInt32(bytes.count))) }
