import Engine
import Formats
import Testing

@Suite struct TableTests {
  private func table(_ text: String, _ selection: Table.Selection = .init()) throws -> Table {
    try Table.parse(Array(text.utf8), name: "x.csv", selection)
  }

  private func refused(_ text: String, _ selection: Table.Selection = .init()) -> String {
    refusal { try table(text, selection).features }
  }

  @Test func theLastColumnIsTheTargetAndTheOthersAreFeatures() throws {
    let read = try table("x,y,label\n0.5,-1e-3,cat\n.25,+2,dog\n1,2,cat\n")
    #expect(read.hasHeader && read.featureNames == ["x", "y"] && read.targetNames == ["label"])
    #expect(read.features == [0.5, -1e-3, 0.25, 2, 1, 2] && read.rowCount == 3)
    #expect(read.targets == [.words(indices: [0, 1, 0], words: ["cat", "dog"])])
  }

  @Test func withoutAHeaderColumnsAreCalledByNumber() throws {
    let read = try table("1;2;3\n4;5;6\n")
    #expect(!read.hasHeader && read.featureNames == ["0", "1"] && read.targetNames == ["2"])
    #expect(read.features == [1, 2, 4, 5] && read.targets == [.numbers([3, 6])])
    #expect(read.separator == UInt8(ascii: ";"))
  }

  @Test func columnsAreChosenByNameOrNumber() throws {
    let text = "id,a,b,c\nu,1,2,3\nv,4,5,6\n"
    let read = try table(
      text, .init(features: [.name("c"), .number(1)], targets: [.number(-2), .name("id")]))
    #expect(read.features == [3, 1, 6, 4] && read.featureNames == ["c", "a"])
    #expect(read.targets == [.numbers([2, 5]), .words(indices: [0, 1], words: ["u", "v"])])
    #expect(try table(text, .init(features: [.number(1)], targets: [])).targets.isEmpty)
    #expect(
      refused(text, .init(features: [.name("z")]))
        == "cannot read x.csv: there is no column 'z'; it has 'id', 'a', 'b', 'c'")
    #expect(
      refused(text, .init(features: [.number(4)]))
        == "cannot read x.csv: there is no column 4; it has 4 columns, from 0 to 3")
    #expect(refused("1,2\n3,4\n", .init(features: [.name("a")])).contains("it has no header"))
    #expect(refused("a,a,b\n1,2,3\n", .init(features: [.name("a")])).contains("2 columns are called 'a'"))
    #expect(Table.Column("-1") == .number(-1) && Table.Column("a") == .name("a"))
  }

  @Test func aHeaderIsRecognizedByAWordOverANumberOrAGap() throws {
    #expect(try table("a,b\n1,2\n").hasHeader)
    #expect(try table("a,b\nx,\nx,1\n", .init(features: [.number(1)], targets: [.number(0)])).hasHeader)
    #expect(try !table("1,a\n2,b\n").hasHeader)
    #expect(try table("150,4,setosa\n5.1,3.5,0\n").hasHeader)
    #expect(try table("1,2\n3,4\n", .init(header: .yes)).featureNames == ["1"])
    #expect(
      try table("a,1\nb,2\n", .init(features: [.number(1)], targets: [.number(0)], header: .no)).rowCount == 2
    )
    #expect(refused("a,b\n", .init(header: .yes)).contains("it has no rows but its header"))
  }

  @Test func rowsWithGapsAreLeftOutAndCounted() throws {
    let text = "a,b,c\n1,2,x\n,2,y\n1,NA,\n?,nan,x\n5, null ,x\n7,8,None\n9,10,z\n"
    let read = try table(text)
    #expect(read.features == [1, 2, 9, 10] && read.droppedRowCount == 5)
    #expect(read.missingCounts.map(\.column) == ["a", "b", "c"])
    #expect(read.missingCounts.map(\.count) == [2, 3, 2])
    #expect(read.targets == [.words(indices: [0, 1], words: ["x", "z"])])
    #expect(try table(text, .init(features: [.name("a")])).features == [1, 5, 9])
    #expect(
      refused(text, .init(gaps: .refuse))
        == "cannot read x.csv: a value is missing, row 3, column 0 ('a'); every row needs all its values")
    #expect(refused("a,b\n,1\n,2\n", .init(header: .yes)).contains("every row has a missing value"))
  }

  @Test(arguments: [
    ("1;2\n1,5;2\n", "'1,5' is no number, row 2, column 0; decimals are written with a point"),
    ("a,b\n1,2\nx\u{7},2\n", "'x ' is no number, row 3, column 0 ('a'); choose columns with --features"),
    ("a,b\n1,2\n\n1_000,2\n", "'1_000' is no number, row 4, column 0 ('a'); numbers are written without sep"),
    ("1,2\n5%,2\n", "'5%' is no number, row 2, column 0; numbers are written without a percent sign"),
    ("1,2\ninf,2\n", "'inf' is not finite, row 2, column 0; numbers up to 3.4e38"),
    ("1,2\n1e39,2\n", "'1e39' is not finite, row 2, column 0"),
    ("1,2\n1,-inf\n", "'-inf' is not finite, row 2, column 1"),
    ("1,2\n1,2,3\n", "3 fields where 2 are expected, row 2; every row needs as many fields as the first"),
    ("1,2\n1\n", "1 field where 2 are expected, row 2"), ("", "it is empty"), ("\n\n", "it is empty"),
    (
      "1,2\n\"" + String(repeating: "long ", count: 20) + "\",2\n", "'long long long long long…' is no number"
    ),
    ("1,2\n3,\"4\n", "a quotation mark is opened and not closed, row 2"),
  ])
  func whatIsWrongIsSaidWithItsPlace(_ text: String, _ words: String) {
    let said = refused(text)
    #expect(said.hasPrefix("cannot read x.csv: \(words)"), "\(said)")
  }

  @Test func linesOfBlanksAreLeftOut() throws {
    #expect(try table("1,2\n  \n3,4\n \t").features == [1, 3])
  }

  @Test func aColumnOfNumbersWithAWordIsOneOfWordsWhileTheyAreFew() throws {
    #expect(
      try table("1,1\n1,2\n1,x\n1, 1 \n").targets == [.words(indices: [0, 1, 2, 0], words: ["1", "2", "x"])])
    let numbers = (0..<1500).map { "1,\($0)\n" }.joined()
    #expect(try table(numbers).targets == [.numbers((0..<1500).map { Float($0) })])
    #expect(refused(numbers + "1,x\n").contains("more than 1000 different words, row 1501, column 1"))
    let words = (0..<1000).map { "1,w\($0)\n" }.joined()
    #expect(try table(words + words).rowCount == 2000)
    #expect(refused(words + "1,x\n").contains("more than 1000 different words"))
  }

  @Test func textThatIsNoUTF8IsFineWhereItIsNotUsed() throws {
    let bytes = Array("a,b,c\n1,".utf8) + [0xe9] + Array(",2\n".utf8)
    let selection = Table.Selection(features: [.name("a")])
    #expect(try Table.parse(bytes, name: "x", selection).features == [1])
    #expect(refusal { try Table.parse(bytes, name: "x") }.contains("'�' is no number, row 2, column 1 ('b')"))
    #expect(
      refusal { try Table.parse(bytes, name: "x", .init(features: [.name("a")], targets: [.name("b")])) }
        == "cannot read x: a word is not UTF-8, column 1; save the file as UTF-8")
  }

  @Test func aTableIsTheSameFromAFileAPipeAndMemory() throws {
    var generator = Generator(seed: 6)
    var text = "\u{feff}a,b,c,\"d \"\"q\"\"\"\r\n"
    var numbers: [Float] = []
    for _ in 0..<60_000 {
      let row = (0..<3).map { _ in Float(bitPattern: generator.next32() & 0xbfff_ffff) }
      numbers += row
      text += row.map { "\($0)" }.joined(separator: ",") + ",\(generator.below(5))\r\n"
    }
    let bytes = Array(text.utf8)
    let tables = [
      try Table.parse(bytes, name: "x"), try withFile(bytes) { try Table.read($0) },
      try withPipe(bytes) { try Table.read($0) }, try withFile(gzipped(bytes)) { try Table.read($0) },
      try Table.read(ByteInput(bytes, name: "x", pieceLength: 1)),
    ]
    for read in tables {
      #expect(read.features == numbers && read.targets == tables[0].targets)
      #expect(read.targetNames == ["d \"q\""] && read.rowCount == 60_000)
    }
  }
}
