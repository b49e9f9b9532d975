import Engine
import Formats
import Testing

@Suite struct RecordTests {
  private func records(_ bytes: [UInt8], pieceLength: Int = 1 << 16, separator: UInt8? = nil) throws
    -> [[String]]
  {
    let reader = try RecordReader(ByteInput(bytes, name: "x", pieceLength: pieceLength), separator: separator)
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  }

  @Test(arguments: [",", ";", "\t", "|"] as [Unicode.Scalar])
  func whatIsWrittenIsReadBackInPiecesOfAnySize(_ separator: Unicode.Scalar) throws {
    var generator = Generator(seed: 3)
    let parts = [
      "a", "é", "\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", " ", "1.5", "日本", "\u{1f600}", "\0",
    ]
    for round in 0..<150 {
      let width = 1 + generator.below(5)
      let rows = (0..<1 + generator.below(6)).map { _ in
        (0..<width).map { _ in
          (0..<generator.below(4)).map { _ in parts[generator.below(parts.count)] }.joined()
        }
      }
      let text = rows.map { TableText.line($0, separator: separator) }.joined()
      for ending in ["\n", "\r\n", "\r"] where ending == "\n" || !text.contains("\"") {
        let bytes = Array(text.replacing("\n", with: ending).utf8)
        for pieceLength in [1, 2, 3, 7, 64, 1 << 16] {
          let read = try records(bytes, pieceLength: pieceLength, separator: UInt8(ascii: separator))
          #expect(read == rows, "round \(round), pieces of \(pieceLength)")
        }
      }
    }
  }

  @Test func anyBytesMeanTheSameInPiecesOfAnySize() throws {
    var generator = Generator(seed: 8)
    let alphabet = Array("\"\"\"aab,,;\n\n\r \u{feff}".utf8)
    for _ in 0..<2000 {
      let bytes = (0..<generator.below(40)).map { _ in alphabet[generator.below(alphabet.count)] }
      let whole = refusal { try records(bytes) }
      for pieceLength in [1, 2, 5] {
        #expect(refusal { try records(bytes, pieceLength: pieceLength) } == whole)
      }
    }
  }

  @Test func quotesInsideOfFieldsAreAsInPython() throws {
    func read(_ text: String) throws -> [[String]] { try records(Array(text.utf8)) }
    #expect(try read("a\"b\",c\n") == [["a\"b\"", "c"]])
    #expect(try read("\"ab\"cd,\"\"\n") == [["abcd", ""]])
    #expect(try read("\"\"\n\n\"\"\"\"\n") == [[""], ["\""]])
    #expect(try read("a,\n,b\n,\n") == [["a", ""], ["", "b"], ["", ""]])
    #expect(try read("a\r\rb\r\n\r\nc") == [["a"], ["b"], ["c"]])
  }

  @Test func theSeparatorIsTheMostFrequentOutsideOfQuotes() throws {
    func separator(_ text: String) throws -> Character {
      Character(Unicode.Scalar(try RecordReader(ByteInput(Array(text.utf8), name: "x")).separator))
    }
    #expect(try separator("a;b;c\n1;2;3\n") == ";")
    #expect(try separator("1,5;2,5\n") == ";")
    #expect(try separator("1,5;2,5;3,5\n") == ";")
    #expect(try separator("\"a;b;c\",d\n") == ",")
    #expect(try separator("a\tb,c\td\n") == "\t")
    #expect(try separator("\n\na|b\n") == "|")
    #expect(try separator("alone\n") == ",")
    #expect(try separator("name;unit,x,y,z\n") == ",")
  }

  @Test func recordsWithoutEndAreRefused() {
    let long = [UInt8](repeating: 65, count: RecordReader.longestField + 1)
    #expect(
      refusal { try records(long) } == "cannot read x: a field of more than 1048576 bytes, row 1, column 0")
    let quoted = [34] + [UInt8](repeating: 65, count: 4 * RecordReader.longestField)
    #expect(refusal { try records(quoted) }.contains("a field of more than 1048576 bytes"))
    let wide = [UInt8](repeating: 44, count: RecordReader.mostFields + 1)
    #expect(refusal { try records(wide) } == "cannot read x: a record of more than 262144 fields, row 1")
    #expect(
      refusal { try records(Array("a\n\"b\n".utf8)) }
        == "cannot read x: a quotation mark is opened and not closed, row 2")
    #expect(
      refusal { try records([0xff, 0xfe, 65, 0]) } == "cannot read x: it is UTF-16 text; save it as UTF-8")
    #expect(refusal { try records([65, 44, 0xff]) }.contains("a text is not UTF-8, row 1, column 1"))
  }
}
