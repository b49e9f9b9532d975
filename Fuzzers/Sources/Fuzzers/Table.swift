import Formats

/// A table of text: refused in one line, or as many numbers as its rows and columns say, whatever pieces it comes in;
/// its records are the same when they are written and read again. The first byte says how it is read.
func fuzzTable(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let all = Array(bytes(data, count))
  let (how, input) = (Int(all.first ?? 0), Array(all.dropFirst()))
  var selection = Table.Selection(
    header: Table.Header.allCases[how % 3], gaps: how & 4 == 0 ? .drop : .refuse)
  if how & 8 != 0 { selection.features = [.number(0)] }
  if how & 16 != 0 { selection.targets = [.number(-1), .name("a")] }
  let whole = read(input, pieceLength: ByteInput.pieceLength, selection)
  precondition(whole == read(input, pieceLength: 1 + how % 5, selection))
  guard let rows = records(input, separator: nil), let first = rows.first else { return }
  precondition(!first.isEmpty)
  let text = rows.map { TableText.line($0) }.joined()
  // What begins with a byte-order mark loses it.
  guard !text.utf8.starts(with: [0xef, 0xbb, 0xbf]) else { return }
  precondition(records(Array(text.utf8), separator: UInt8(ascii: ",")) == rows)
}

/// The table in words, or what is wrong with it.
private func read(_ input: [UInt8], pieceLength: Int, _ selection: Table.Selection) -> String {
  do {
    let table = try Table.read(ByteInput(input, name: "fuzzed", pieceLength: pieceLength), selection)
    precondition(table.features.count == table.rowCount * table.featureNames.count)
    precondition(table.features.allSatisfy(\.isFinite) && table.targets.count == table.targetNames.count)
    for target in table.targets {
      switch target {
      case .numbers(let numbers):
        precondition(numbers.count == table.rowCount && numbers.allSatisfy(\.isFinite))
      case .words(let indices, let words):
        precondition(
          indices.count == table.rowCount && indices.allSatisfy { words.indices.contains(Int($0)) })
      }
    }
    return "\(table)"
  } catch {
    expectOneLine(error)
    return "\(error)"
  }
}

private func records(_ input: [UInt8], separator: UInt8?) -> [[String]]? {
  do {
    let reader = try RecordReader(ByteInput(input, name: "fuzzed"), separator: separator)
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row) }
    return rows
  } catch {
    expectOneLine(error)
    return nil
  }
}
