import Testing

@testable import Viz

/// Shares of a whole as bars.
@Suite struct ShareBarsTests {
  private func lines(
    _ shares: [(String, Double)], _ width: Int, _ height: Int, goal: Int? = nil, look: Look = Look()
  ) -> [String] {
    Canvas.lines(width: width, height: height, look: look) { area, canvas in
      ShareBars(
        bars: shares.enumerated().map {
          ShareBars.Bar(name: $0.element.0, share: $0.element.1, isGoal: $0.offset == goal)
        }
      ).draw(in: area, &canvas)
    }
  }

  @Test func aBarIsAsLongAsItsShare() {
    let shares = [("a", 0.25), ("b", 1.0), ("c", 0.0)]
    #expect(
      lines(shares, 20, 3, goal: 1) == [
        " a ━━━─────── 25.0 %", "▸b ━━━━━━━━━━  100 %", " c ──────────  0.0 %",
      ])
    #expect(
      lines(shares, 20, 3, goal: 1, look: Look(glyphs: .ascii, depth: .none)) == [
        " a ===------- 25.0 %", ">b ==========  100 %", " c ----------  0.0 %",
      ])
    for width in 11...60 {
      for share in stride(from: 0.0, through: 1, by: 0.05) {
        let line = lines([("x", share)], width, 1)[0]
        let room = Double(width - 10)
        let length = line.filter { $0 == "━" }.count
        #expect(abs(Double(length) - share * room) <= 0.5 && line.hasSuffix("%"), "\(line)")
      }
    }
  }

  @Test func barsStandApartWhereThereIsRoomAndInColumnsWhereRowsAreFew() {
    let shares = [("a", 0.5), ("b", 0.5), ("c", 0.0)]
    #expect(lines(shares, 20, 5).map { $0.isEmpty } == [false, true, false, true, false])
    let columns = lines((0..<4).map { ("\($0)", 0.25) }, 40, 2)
    #expect(columns[0].contains(" 0 ") && columns[0].contains(" 2 "), "\(columns)")
    #expect(columns[1].contains(" 1 ") && columns[1].contains(" 3 "))
    // All ten digits are told in five rows, each once.
    let digits = lines((0..<10).map { ("d\($0)", 0.1) }, 44, 5).joined()
    for digit in 0..<10 { #expect(digits.components(separatedBy: "d\(digit)").count == 2) }
  }

  @Test func aShareThatIsNoNumberHasNoBarAndIsTold() {
    for share in [Double.nan, .infinity, -.infinity] {
      var canvas = Canvas(width: 20, height: 1)
      ShareBars(bars: [ShareBars.Bar(name: "a", share: share)]).draw(in: canvas.bounds, &canvas)
      #expect(canvas.plainText == " a ──────────    nan\n")
      #expect(canvas.falseNumbers.isEmpty)
    }
    #expect(lines([("a", 1e38)], 20, 1) == [" a ━━━━━━━━━━  100 %"])
    #expect(lines([("a", 0.99999)], 20, 1) == [" a ━━━━━━━━━━ 99.9 %"], "only all of it is 100 %")
  }

  @Test func aNameNeverRunsIntoItsNumber() {
    for width in 1...30 {
      let line = lines([("chinstrap", 0.255)], width, 1, goal: 0)[0]
      if width >= 8 { #expect(line.hasSuffix(" 25.5 %"), "\(width): \(line)") }
    }
  }

  @Test func noBarsLeaveTheAreaAsItWas() {
    #expect(lines([], 20, 2) == ["", ""])
    #expect(lines([("a", 1)], 0, 0).isEmpty)
  }
}
