import Formats

/// What comes from a watched run: refused in one line, or messages whose tensors fill their shapes; the same ones whatever
/// pieces they come in.
func fuzzWire(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let input = Array(bytes(data, count))
  let whole = messages(input, pieceLength: max(1, count))
  let cut = messages(input, pieceLength: 1 + count % 7)
  precondition(whole.elementsEqual(cut.prefix(whole.count)) { $0.header == $1.header })
  for message in whole {
    for tensor in message.tensors { precondition(tensor.numbers.count == tensor.shape.reduce(1, *)) }
    // What is printed of a header can be read again and says the same.
    let again = try? JSONValue(Array(message.header.line.utf8), name: "fuzzed")
    precondition(again == message.header)
  }
}

/// The messages up to the first thing that is none.
private func messages(_ input: [UInt8], pieceLength: Int) -> [WireMessage] {
  var (decoder, messages) = (WireDecoder(), [WireMessage]())
  do {
    for start in stride(from: 0, to: input.count, by: pieceLength) {
      messages += try decoder.feed(input[start..<min(input.count, start + pieceLength)])
    }
  } catch {
    let line = "\(error)"
    precondition(error is FormatError && line.hasPrefix("cannot read "), line)
    precondition(line.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }, line)
  }
  return messages
}
