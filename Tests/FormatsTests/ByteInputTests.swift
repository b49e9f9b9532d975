import Formats
import Foundation
import Testing

@Suite struct ByteInputTests {
  private func all(_ input: ByteInput) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while let byte = try input.next() { bytes.append(byte) }
    return bytes
  }

  private let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) }

  @Test func bytesAreTheSameHoweverTheyCome() throws {
    #expect(try all(ByteInput(bytes, name: "x")) == bytes)
    for data in [
      bytes, gzipped(bytes), gzipped(Array(bytes[..<7])) + gzipped(Array(bytes[7...])) + [0, 0, 0],
    ] {
      #expect(try all(ByteInput(data, name: "x", pieceLength: 3)) == bytes)
      #expect(try withFile(data) { try all(ByteInput(path: $0)) } == bytes)
      #expect(try withPipe(data) { try all(ByteInput(path: $0)) } == bytes)
      let input = try ByteInput(data, name: "x")
      #expect(try input.peek(5) == Array(bytes[..<5]))
      #expect(try input.read(100_000) == Array(bytes[..<100_000]))
      #expect(try input.peek(60_000) == Array(bytes[100_000..<160_000]))
      #expect(try input.read(1 << 40) == Array(bytes[100_000...]))
      #expect(try input.peek(5) == [] && input.next() == nil)
    }
  }

  @Test func whatCannotBeOpenedIsOneLine() {
    func refused(_ path: String) -> String { refusal { try ByteInput(path: path) } }
    #expect(refused("/nonexistent") == "cannot read /nonexistent: No such file or directory")
    #expect(refused("/tmp") == "cannot read /tmp: it is a folder")
    #expect(refused("") == "cannot read '': a file needs a name")
    #expect(refused("/a\n\u{1b}[31mb") == "cannot read /a  [31mb: No such file or directory")
    #expect(
      ByteInput.name(of: "-") == "standard input" && ByteInput.name(of: "/dev/stdin") == "standard input")
  }

  @Test func progressEndsAtTheTotal() throws {
    for data in [bytes, gzipped(bytes)] {
      var told: [(Int, Int?)] = []
      try withFile(data) { path in
        let input = try ByteInput(path: path) { told.append(($0, $1)) }
        #expect(input.size == data.count && input.isCompressed == (data.count != bytes.count))
        #expect(try all(input) == bytes)
      }
      #expect(told.last?.0 == data.count && told.last?.1 == data.count)
    }
  }

  @Test func moreThanTheLimitIsRefused() throws {
    try withFile([UInt8](repeating: 32, count: 3 << 20)) { path in
      #expect(
        refusal { try all(ByteInput(path: path, limit: 2 << 20)) } == "cannot read \(path): more than 2 MB")
    }
  }
}
