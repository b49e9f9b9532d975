import Testing

@testable import Viz

/// Which classes are taken for which.
@Suite struct ConfusionMatrixTests {
  private func canvas(
    _ names: [String], _ counts: [Int], _ width: Int, _ height: Int, _ look: Look = Look()
  ) -> Canvas {
    var canvas = Canvas(width: width, height: height, look: look)
    ConfusionMatrix(names: names, counts: counts, look: look).draw(in: canvas.bounds, &canvas)
    return canvas
  }

  @Test func aRowIsAClassAndAColumnWhatWasSaidOfIt() {
    let text = canvas(["a", "b"], [5, 1, 0, 7], 20, 3).plainText
    #expect(text == "       a     b\na      5     1\nb      ·     7\n")
    let ascii = canvas(["a", "b"], [5, 1, 0, 7], 20, 3, Look(glyphs: .ascii, depth: .none)).plainText
    #expect(ascii == "       a     b\na      5     1\nb      .     7\n", "no count is no comma")
  }

  @Test func whatIsRightAndWhatIsWrongHaveTheirColoursByTheirShareOfTheClass() {
    let canvas = canvas(["a", "b"], [5, 1, 0, 7], 20, 3)
    #expect(canvas[7, 1].background == Color(.positive, 7), "5 of 6")
    // The root of one sixth: a few mistakes are to be seen too.
    #expect(canvas[13, 1].background == Color(.negative, 3))
    #expect(canvas[13, 2].background == Color(.positive, 8))
    // Without colours what is right is bold.
    let plain = self.canvas(["a", "b"], [5, 1, 0, 7], 20, 3, Look(depth: .none))
    #expect(plain[7, 1].style == .bold && plain[13, 1].style == [])
  }

  @Test func aClassWithoutRowsIsNoMistake() {
    let canvas = canvas(["a", "b"], [0, 0, 0, 3], 20, 3)
    #expect(canvas.plainText.split(separator: "\n")[1] == "a      ·     ·")
    #expect(canvas[13, 1].background.step == 0)
  }

  @Test func largeCountsAndLongNamesAreWholeOrShortened() {
    let text = canvas(["a long name", "b"], [1_234_567_890, 0, 2, 3], 50, 3).plainText
    #expect(text.contains("1 234 567 890") && text.contains("a long n…"), "\(text)")
  }

  @Test func whereNumbersHaveNoRoomPixelsTellTheSame() {
    let names = (0..<10).map { "\($0)" }
    let counts = (0..<100).map { $0 / 10 == $0 % 10 ? 9 : $0 == 12 ? 1 : 0 }
    let canvas = canvas(names, counts, 22, 6)
    #expect(!canvas.plainText.contains { $0.isNumber })
    // Two columns a class, two classes a row.
    #expect(canvas[1, 0].foreground == Color(.positive, 8), "all of the first")
    #expect(canvas[1, 0].background.step == 0 && canvas[3, 0].background == Color(.positive, 7))
    let shaded = self.canvas(names, counts, 22, 10, Look(glyphs: .ascii, depth: .none)).plainText
    let lines = shaded.split(separator: "\n", omittingEmptySubsequences: false).map { Array(String($0)) }
    for row in 0..<10 { #expect(lines[row][1 + 2 * row] == "#") }
  }

  @Test func whatIsNoMatrixLeavesTheAreaAsItWas() {
    let blank = Canvas(width: 12, height: 3)
    #expect(canvas([], [], 12, 3) == blank)
    #expect(canvas(["a", "b"], [1, 2, 3], 12, 3) == blank)
    for (width, height) in [(0, 0), (1, 1), (5, 1), (3, 9)] {
      _ = canvas(["a", "b"], [1, 2, 3, 4], width, height)
    }
  }
}
