import Testing

@testable import Viz

/// Columns as terminals give them: by Unicode's widths, ambiguous characters narrow.
@Suite struct CharacterWidthTests {
  @Test(arguments: [
    ("a", 1), ("é", 1), ("α", 1), ("θ", 1), ("①", 1), ("…", 1), ("→", 1), ("█", 1), ("⣿", 1), ("中", 2),
    ("，", 2), ("（", 2),
    ("ｱ", 1), ("ア", 2), ("한", 2), ("\u{1112}\u{1161}\u{11ab}", 2), ("e\u{301}", 1), ("m\u{302}", 1),
    ("か\u{3099}", 2),
    ("😀", 2), ("👩\u{200d}💻", 4), ("❤\u{fe0f}", 1), ("\u{200b}", 0), ("\u{feff}", 0), ("\u{ad}", 1),
    ("\u{20000}", 2),
    ("学习率 lr 0.1", 13), ("", 0),
  ])
  func aTextTakesTheColumnsThatATerminalGivesIt(text: String, columns: Int) {
    #expect(text.plainColumns == columns)
  }

  @Test func theRangesAreInOrderAndApart() {
    for ranges in [CharacterWidths.none, CharacterWidths.double] {
      #expect(zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound + 1 < $1.lowerBound })
    }
    for range in CharacterWidths.none {
      #expect(!CharacterWidths.double.contains { $0.overlaps(range) }, "\(range)")
    }
  }

  @Test func aMarkStandsOnTheFirstHalfOfAWideCharacterAndWhatJoinsOthersIsNotDrawn() {
    var canvas = Canvas(width: 12, height: 1)
    canvas.write("か\u{3099}e\u{301}", x: 0, y: 0, Theme.plain)
    #expect(canvas[0, 0].mark == "\u{3099}" && canvas[1, 0].scalar == nil && canvas[1, 0].mark == nil)
    #expect(canvas[2, 0].mark == "\u{301}")
    canvas.write("👩\u{200d}💻❤\u{fe0f}", x: 4, y: 0, Theme.plain)
    #expect((0..<12).allSatisfy { canvas[$0, 0].mark != "\u{200d}" && canvas[$0, 0].mark != "\u{fe0f}" })
    #expect(canvas[6, 0].scalar == "💻" && canvas[8, 0].scalar == "❤" && canvas[9, 0].scalar == " ")
  }

  @Test func aWideCharacterAtAnEdgeIsLeftOutAsAWhole() {
    for limit in 0...6 {
      var canvas = Canvas(width: 6, height: 1)
      let end = canvas.write("中文字", x: 0, y: 0, limit: limit, Theme.plain)
      #expect(end == limit / 2 * 2)
      let halves = (0..<6).filter { canvas[$0, 0].scalar == nil }
      #expect(halves == Array(stride(from: 1, to: limit / 2 * 2, by: 2)))
    }
    #expect(Canvas(width: 9, height: 1).shortened("中文字数", to: 6) == "中文…")
    #expect(Canvas(width: 9, height: 1).shortened("中文字数", to: 5) == "中文…")
  }
}
