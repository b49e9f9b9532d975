import Testing

@testable import Viz

/// The size of a terminal of which the kernel knows nothing, or half.
@Suite struct TerminalSizeTests {
  private func decide(
    _ kernel: (Int, Int), columns: String = "", lines: String = "", described: (Int, Int) = (0, 0)
  ) -> ScreenSize {
    ScreenSize.decide(
      kernel: ScreenSize(width: kernel.0, height: kernel.1), columns: columns, lines: lines,
      description: ScreenSize(width: described.0, height: described.1))
  }

  @Test func whatTheKernelKnowsCounts() {
    let size = decide((100, 30), columns: "200", lines: "50", described: (132, 24))
    #expect(size == ScreenSize(width: 100, height: 30))
  }

  @Test func theEnvironmentThenTheDescriptionAndThenTheUsualSizeStandIn() {
    #expect(
      decide((0, 0), columns: "120", lines: "40", described: (132, 25))
        == ScreenSize(width: 120, height: 40))
    #expect(decide((0, 0), described: (132, 25)) == ScreenSize(width: 132, height: 25))
    #expect(decide((0, 0)) == ScreenSize(width: 80, height: 24))
  }

  @Test func eachSideIsDecidedByItself() {
    #expect(decide((100, 0), columns: "120", lines: "40") == ScreenSize(width: 100, height: 40))
    #expect(decide((0, 30), described: (132, 24)) == ScreenSize(width: 132, height: 30))
    #expect(decide((0, 0), lines: "40") == ScreenSize(width: 80, height: 40))
  }

  @Test(arguments: ["", "0", "-5", "abc", "99999999999999999999", "100000", "1e2", " "])
  func whatIsNoSizeIsPassedOver(text: String) {
    #expect(decide((0, 0), columns: text, lines: text) == ScreenSize(width: 80, height: 24))
  }
}
