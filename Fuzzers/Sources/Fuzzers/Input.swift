@testable import Viz

/// What a terminal sends: says the same however it is cut, and leaves the keys at work. The first byte says how.
func fuzzInput(_ data: UnsafePointer<UInt8>?, _ count: Int) {
  let all = Array(bytes(data, count))
  let (size, input) = (1 + Int(all.first ?? 0) % 7, all.dropFirst())
  let spellings = KeySpellings { name in
    [
      "kcuu1": [0x1b, 0x41], "kend": [0x1b, 0x51, 0x58], "khome": [0x01, 0x41, 0x0d],
      "kf1": [0x1b, 0x5b, 0x4d],
    ][name]
  }
  for spellings in [KeySpellings(), spellings] {
    var (whole, cut) = (InputParser(spellings: spellings), InputParser(spellings: spellings))
    let said = whole.take(input)
    var saidInParts: [InputEvent] = []
    var rest = input
    while !rest.isEmpty {
      saidInParts += cut.take(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
    precondition(said == saidInParts && whole.expectation == cut.expectation)
    // Two keys a byte at most: those that a spelling broken off held back.
    precondition(said.count <= 2 * input.count)
    _ = whole.expire()
    precondition(whole.expectation == nil || whole.expectation == .escape)
    precondition(whole.take([UInt8(ascii: "q")]).contains(.key(.character("q"))))
    for case .click(let x, let y) in said { precondition(x >= 0 && y >= 0) }
  }
}
