import Testing

@testable import Viz

/// Values and goals on a line that holds them.
@Suite struct NumberLineTests {
  private func lines(_ value: Double, goal: Double, low: Double = 0, high: Double = 1, width: Int = 40)
    -> [String]
  {
    Canvas.lines(width: width, height: 2) {
      NumberLine(low: low, high: high, index: 0, value: value, goal: goal).draw(in: $0, &$1)
    }
  }

  /// The column of a character in a line.
  private func column(_ mark: Character, _ line: String) -> Int? {
    line.firstIndex(of: mark).map { line.distance(from: line.startIndex, to: $0) }
  }

  @Test func theEndsAreLabelledWithTheirNumbers() {
    let drawn = lines(0.5, goal: 0.25)
    #expect(drawn[0].hasSuffix("0.5000") && drawn[0].contains("───"))
    #expect(drawn[1].dropFirst(3).hasPrefix("0 ") && drawn[1].contains(" 1   0.2500"))
  }

  @Test func aGoalBelowZeroLiesLeftOfZero() {
    let drawn = lines(0, goal: -1, low: -1, high: 1, width: 41)
    let (zero, goal) = (column("●", drawn[0]), column("▲", drawn[1]))
    #expect(goal == 3 && zero == 17, "\(drawn)")
    #expect(lines(0.5, goal: 0, low: -1, high: 1)[1].dropFirst(3).hasPrefix("−1"))
  }

  @Test func whatLiesBeyondAnEndIsShownAsAPointerOutward() {
    #expect(column("▶", lines(2, goal: 0.5)[0]) == 30)
    #expect(column("◀", lines(-2, goal: 0.5)[0]) == 3)
    #expect(column("▶", lines(0.5, goal: .infinity)[1]) == 30)
    let nothing = lines(.nan, goal: 0.5)
    #expect(!nothing[0].contains { "●◀▶━".contains($0) } && nothing[0].hasSuffix("nan"), "\(nothing)")
  }

  @Test func marksAndLabelsNeverCoverOneAnother() {
    for width in 14...80 {
      for step in 0...20 {
        for (low, high) in [(0.0, 1.0), (-1, 1), (-1e30, 1), (-12.345, 9876)] {
          let goal = low + (high - low) * Double(step) / 20
          let line = lines(goal, goal: goal, low: low, high: high, width: width)[1]
          let known =
            [low, high].map { NumberText.shortest($0, figures: 4) } + [
              NumberText.compact(goal, width: 8), "▲", "y₁", "y₀",
            ]
          for word in line.split(separator: " ") {
            #expect(known.contains(String(word)), "\(width): \(line)")
          }
        }
      }
    }
  }

  @Test func everyTargetLiesWithinThePanelsLine() throws {
    for target in ["-1,1", "-3,0.5", "7,0.5"] {
      let text = try RenderCommandLine.parse(["--seed", "7", "--target=\(target)", "--screen", "120x40"])
        .rendered()
      #expect(!text.contains { "◀".contains($0) }, "a target beyond its line:\n\(text)")
    }
    let text = try RenderCommandLine.parse(["--seed", "7", "--target=-1,0", "--screen", "120x40"]).rendered()
    // The goal of the second, 0, lies in the middle of its line, and the ends are -1 and 1.
    let line = try #require(text.split(separator: "\n").last { $0.contains("▲") })
    #expect(line.contains(" −1 ") && line.contains(" 1 "), "\(line)")
  }
}
