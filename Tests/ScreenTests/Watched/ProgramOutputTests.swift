import TestRuns
import Testing

@testable import Viz

@Suite struct ProgramOutputTests {
  private func lines(_ text: String, pieces: Int = 1 << 20) -> [String] {
    var output = ProgramOutput()
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count, by: pieces) {
      output.take(bytes[start..<min(bytes.count, start + pieces)])
    }
    return Array(output.written)
  }

  @Test func aProgressBarIsWrittenOver() {
    let text = "start\n\repoch 1:  5%|█   |\repoch 1: 50%|██  |\repoch 1: done\u{1b}[K\nnext\n"
    for pieces in 1...9 { #expect(lines(text, pieces: pieces) == ["start", "epoch 1: done", "next"]) }
    #expect(lines("abcdef\rxy") == ["xycdef"])
    #expect(lines("a\u{08}b\tc") == ["b       c"])
  }

  @Test func barsBelowOneAnotherAreWrittenOverToo() {
    // As tqdm does with two of them.
    let text = "outer 1\n\rinner 1\u{1b}[A\router 2\n\rinner 2\u{1b}[A\router 3\n\rinner 3"
    #expect(lines(text) == ["outer 3", "inner 3"])
    #expect(lines("\u{1b}[9Aa\n\u{1b}[2Bb\u{1b}[3Dc") == ["a", "c"])
  }

  @Test func coloursTitlesAndWhatIsNoTextAreLeftOut() {
    #expect(
      lines("\u{1b}[1;31mred\u{1b}[0m \u{1b}]0;title\u{07}x\u{1b}]8;;url\u{1b}\\y\u{1b}(z") == ["red xyz"])
    var output = ProgramOutput()
    output.take([0x61, 0xff, 0xe6, 0x97, 0xa5, 0xe6, 0x97, 0x62, 0x00, 0x07])
    #expect(output.lines == ["a\u{FFFD}日\u{FFFD}b"])
  }

  @Test func theNewestLinesAreKeptAndAllAreCounted() {
    var output = ProgramOutput()
    for line in 0..<5000 { output.take("line \(line)\n".utf8) }
    #expect(output.writtenCount == 5000 && output.written.last == "line 4999")
    #expect(
      output.lines.count <= ProgramOutput.capacity + 100 && output.lines.count >= ProgramOutput.capacity)
    #expect(zip(output.written.dropFirst(), output.written).allSatisfy { $0 != $1 })
    output.take([UInt8](repeating: 0x61, count: 1 << 20))
    #expect((output.written.last?.count ?? 0) <= 1000)
  }

  @Test func anythingAtAllCanBePrinted() {
    var chance = ReplayableRandom()
    let likely = Array("\r\n\t\u{08}\u{1b}[]ABCDGKJm0123;9日é\u{07}\\".utf8)
    for _ in 0..<300 {
      var output = ProgramOutput()
      let bytes = (0..<400).map { _ in
        Bool.random(using: &chance)
          ? likely[Int.random(in: likely.indices, using: &chance)] : UInt8.random(in: 0...255, using: &chance)
      }
      output.take(bytes)
      var cut = ProgramOutput()
      for byte in bytes { cut.take([byte]) }
      #expect(output.lines == cut.lines && output.count == cut.count)
      #expect(output.lines.count <= output.count)
    }
  }
}
