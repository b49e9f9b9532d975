import Formats

/// The logs of runs: refused in one line, or numbers, the same ones whatever pieces the bytes come in.
func fuzzLogs(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let input = Array(bytes(data, count))
  check(EventDecoder(name: "fuzzed"), input)
  check(JSONLinesDecoder(name: "fuzzed"), input)
  check(CSVLogDecoder(name: "fuzzed"), input)
}

private func check(_ decoder: some LogDecoder, _ input: [UInt8]) {
  let whole = numbers(decoder, input, pieceLength: max(1, input.count))
  let cut = numbers(decoder, input, pieceLength: 1 + input.count % 7)
  // Before what ends a log, smaller pieces may tell more than one that holds all.
  precondition(
    whole.elementsEqual(cut.prefix(whole.count)) {
      $0.tag == $1.tag && $0.step == $1.step && ($0.value == $1.value || $0.value.isNaN && $1.value.isNaN)
    })
}

/// The numbers up to the first thing that is none.
private func numbers(_ fresh: some LogDecoder, _ input: [UInt8], pieceLength: Int) -> [LoggedNumber] {
  var (decoder, numbers) = (fresh, [LoggedNumber]())
  do {
    for start in stride(from: 0, to: input.count, by: pieceLength) {
      numbers += try decoder.feed(input[start..<min(input.count, start + pieceLength)])
    }
  } catch {
    let line = "\(error)"
    precondition(error is FormatError && line.hasPrefix("cannot read "), line)
    precondition(line.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, line)
  }
  return numbers
}
