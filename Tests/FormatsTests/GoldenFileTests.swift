import Engine
import Formats
import Foundation
import Testing

/// The files of `networks.json`, which NumPy, Python and safetensors wrote; EngineTests has it.
enum GoldenFiles {
  struct Contents: Decodable {
    let shape: [Int]
    let values: [Double]
  }

  struct File: Decodable, CustomTestStringConvertible {
    let name: String
    let base64: Data
    let contents: [String: Contents]
    var bytes: [UInt8] { Array(base64) }
    var testDescription: String { name }
  }

  struct Table: Decodable, CustomTestStringConvertible {
    let text: String
    let separator: String
    let rows: [[String]]
    var testDescription: String { text.debugDescription }
  }

  private struct Sections: Decodable {
    let files: [File]
    let csv: [Table]
  }

  private static let sections: Sections = {
    do {
      let path =
        ProcessInfo.processInfo.environment["VIZ_GOLDEN_NETWORKS"]
        ?? URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "EngineTests/Golden/networks.json").path
      return try JSONDecoder().decode(Sections.self, from: Data(contentsOf: URL(filePath: path)))
    } catch {
      fatalError("the golden files cannot be read: \(error)")
    }
  }()

  static var files: [File] { sections.files }
  static var tables: [Table] { sections.csv }
}

@Suite struct GoldenFileTests {
  @Test(arguments: GoldenFiles.files)
  func aFileHoldsWhatItsWriterSays(_ file: GoldenFiles.File) throws {
    let read = [
      try ArrayFile.parse(file.bytes, name: file.name),
      try withFile(file.bytes) { try ArrayFile.read($0) },
      try withPipe(file.bytes) { try ArrayFile.read($0) },
      try ArrayFile.parse(file.name.hasSuffix(".gz") ? file.bytes : gzipped(file.bytes), name: file.name),
      try ArrayFile.read(ByteInput(file.bytes, name: file.name, pieceLength: 1)),
    ]
    for arrays in read {
      #expect(arrays.tensors.count == file.contents.count)
      for tensor in arrays.tensors {
        let contents = try #require(
          file.contents.count == 1 ? file.contents.first?.value : file.contents[tensor.name])
        #expect(tensor.tensor.shape == contents.shape)
        #expect(tensor.tensor.elements == contents.values.map { Float($0) })
      }
    }
  }

  @Test func typesAreKept() throws {
    let types = Dictionary(
      uniqueKeysWithValues: try GoldenFiles.files.map {
        ($0.name, try ArrayFile.parse($0.bytes, name: $0.name).tensors.map(\.elementType))
      })
    #expect(types["float64.npy"] == [.float64] && types["bool.npy"] == [.bool])
    #expect(types["float16.npy"] == [.float16] && types["uint8.npy"] == [.uint8])
    #expect(types["stored.npz"] == [.float32, .int64])
    #expect(types["images-idx3-ubyte.gz"] == [.uint8])
    #expect(types["model.safetensors"] == [.float32, .float32, .int64])
  }

  @Test(arguments: GoldenFiles.tables)
  func aTableHasPythonsRecords(_ table: GoldenFiles.Table) throws {
    for length in [1, 2, 3, 1 << 16] {
      let reader = try RecordReader(ByteInput(Array(table.text.utf8), name: "x", pieceLength: length))
      var rows: [[String]] = []
      while let row = try reader.next() { rows.append(row) }
      #expect(rows == table.rows)
      if !rows.isEmpty { #expect(Array(table.separator.utf8) == [reader.separator]) }
    }
  }

  /// Every file cut short anywhere is refused in one line or, where only padding is lost, read.
  @Test(arguments: GoldenFiles.files)
  func aFileCutShortAnywhereIsRefused(_ file: GoldenFiles.File) throws {
    for count in 0..<file.bytes.count {
      let words = refusal(ofArrays: Array(file.bytes[..<count]))
      #expect(words.hasPrefix("cannot read x: "), "\(count): \(words)")
    }
    #expect(refusal(ofArrays: file.bytes + [7]).hasPrefix("cannot read x: ") || file.name.hasSuffix(".npz"))
  }

  /// A changed byte is found where there is a checksum, and does no harm elsewhere.
  @Test(arguments: GoldenFiles.files)
  func aChangedByteDoesNoHarm(_ file: GoldenFiles.File) throws {
    let original = try ArrayFile.parse(file.bytes, name: "x")
    for place in file.bytes.indices {
      for change in [1, 0x80, 0xff] as [UInt8] {
        var bytes = file.bytes
        bytes[place] ^= change
        let words = refusal(ofArrays: bytes)
        if file.name.hasSuffix(".gz"), !words.hasPrefix("cannot"), place > 9 {
          #expect(try ArrayFile.parse(bytes, name: "x").tensors == original.tensors)
        }
        #expect(words.hasPrefix("cannot read x: ") || words.hasPrefix("accepted"))
      }
    }
  }
}
