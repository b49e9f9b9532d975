import Testing

@testable import Engine
@testable import Viz

/// One stage of a row on its way, as cells.
@Suite struct StagePanelTests {
  private static let looks = [
    Look(), Look(glyphs: .unicode, depth: .none), Look(glyphs: .ascii, depth: .none),
    Look(glyphs: .ascii, depth: .ansi16),
  ]

  private func stage(_ numbers: [Float], _ shape: [Int], gradient: [Float]? = nil, isInput: Bool = false)
    -> RowView.Stage
  {
    RowView.Stage(
      name: isInput ? "x" : "0", layer: isInput ? nil : Tanh(), shape: shape, batchShape: [10] + shape,
      axes: shape.map { _ in "unit" }, data: Tensor(numbers, shape: shape),
      gradient: gradient.map { Tensor($0, shape: shape) })
  }

  private func lines(
    _ stage: RowView.Stage, _ width: Int, _ height: Int, isGradient: Bool = false, lit: Set<[Int]> = [],
    cursor: [Int]? = nil, picture: PictureSize? = nil, letters: [Character] = [], look: Look = Look()
  ) -> [String] {
    Canvas.lines(width: width, height: height, look: look) {
      StagePanel(
        stage: stage, isGradient: isGradient, lit: lit, cursor: cursor, picture: picture, letters: letters,
        look: look
      ).draw(in: $0, &$1)
    }
  }

  @Test func aVectorStandsUprightWithItsNumbersAndTheCursor() {
    let drawn = lines(stage([0.5, -1, 0], [3]), 16, 5, lit: [[1]], cursor: [1])
    #expect(drawn[2].contains("▐ −1.000"), "\(drawn)")
    #expect(drawn[0].hasPrefix("╭─ Tanh ") && drawn[0].contains(" 3 "))
    #expect(drawn[1].contains("+0.500") && !drawn[1].contains("▐") && drawn[3].contains(" 0"))
    // What is lit without the cursor has another sign.
    let lit = lines(stage([0.5, -1, 0], [3]), 16, 5, lit: [[0], [2]])
    #expect(lit[1].contains("▸") && !lit[2].contains("▸") && lit[3].contains("▸"))
  }

  @Test func aLongVectorIsShownByThePageThatHoldsTheCursor() {
    let numbers = (0..<40).map { Float($0) }
    for cursor in [0, 5, 6, 17, 39] {
      let drawn = lines(stage(numbers, [40]), 16, 8, lit: [[cursor]], cursor: [cursor])
      #expect(
        drawn.contains {
          $0.contains("▐") && $0.contains(NumberText.compact(Double(cursor), width: 6, signed: true))
        }, "\(drawn)")
      let range = drawn[7].firstMatch(of: /(\d+)–(\d+) of 40/).map { (Int($0.1) ?? -1, Int($0.2) ?? -1) }
      #expect(range.map { $0.0 <= cursor && cursor <= $0.1 && $0.1 - $0.0 == 5 } == true, "\(drawn)")
    }
  }

  @Test func aMatrixStandsInRowsAndColumns() {
    let drawn = lines(stage([1, 2, 3, 4, 5, 6], [2, 3]), 32, 4)
    for (row, words) in [["+1.000", "+2.000", "+3.000"], ["+4.000", "+5.000", "+6.000"]].enumerated() {
      #expect(
        drawn[row + 1].split(whereSeparator: { " │".contains($0) }).map(String.init) == words, "\(drawn)")
    }
    #expect(drawn[0].contains("2×3"))
  }

  @Test func extremeNumbersAreToldOrShownAsWrong() {
    let numbers: [Float] = [0, .nan, .infinity, -.infinity, 1e38, -1e-38]
    for look in Self.looks {
      var canvas = Canvas(width: 20, height: 8, look: look)
      StagePanel(
        stage: stage(numbers, [6]), isGradient: false, lit: [], cursor: nil, picture: nil, letters: [],
        look: look
      ).draw(in: canvas.bounds, &canvas)
      let words = canvas.plainText.split { " │\n".contains($0) }.map { $0.replacing("-", with: "−") }
      for word in ["0", "nan", "+inf", "−inf", "+1e38", "−1e−38"] {
        #expect(words.contains { String($0) == word }, "\(word) in \(words)")
      }
      if look.depth != .none { #expect(canvas.falseNumbers.isEmpty) }
    }
  }

  @Test func withoutAGradientThePanelSaysWhy() {
    let given = lines(stage([1, 2], [2], isInput: true), 16, 5, isGradient: true)
    #expect(given[0].contains("∂ input") && given[1].contains("given:") && given[2].contains("no ∂"))
    let own = lines(stage([1, 2], [2]), 16, 5, isGradient: true)
    #expect(own[0].contains("∂ Tanh") && own[1].contains("no target,") && own[2].contains("no ∂"))
    let there = lines(stage([1, 2], [2], gradient: [-0.25, 0]), 16, 5, isGradient: true)
    #expect(there[1].contains("−0.250") && !there[1].contains("+1"))
  }

  @Test func lettersStandInPlaceOfTheirNumbers() {
    let drawn = lines(stage([1, 27, 0], [3], isInput: true), 14, 5, lit: [[1]], letters: ["a", "?", "_"])
    #expect(drawn[1].contains("a") && drawn[1].contains("1"))
    #expect(drawn[2].contains("▸?") && drawn[2].contains("27") && drawn[3].contains("_"))
  }

  @Test func aPictureIsDrawnInItsOwnRowsAndColumns() {
    let numbers = (0..<64).map { Float($0 % 9 == 0 ? 1 : 0) }
    let drawn = lines(
      stage(numbers, [64], isInput: true), 20, 10, picture: PictureSize(columns: 8, rows: 8),
      look: Look(glyphs: .ascii, depth: .none))
    for row in 0..<8 {
      let line = Array(drawn[row + 1])
      let dark = line.indices.filter { line[$0] == "#" }
      #expect(dark.count == 2 && dark[1] == dark[0] + 1, "\(drawn)")
      if row > 0 { #expect(dark[0] == (Array(drawn[row]).firstIndex(of: "#") ?? 0) + 2) }
    }
  }

  @Test func everyStageIsDrawnAtEverySizeWithinItsFrame() {
    let stages = [
      stage([], [0]), stage([1], []), stage([1], [1]), stage((0..<20).map { Float($0) }, [20]),
      stage((0..<120).map { Float($0) - 60 }, [6, 20]), stage((0..<24).map { Float($0) }, [2, 3, 4]),
    ]
    for stage in stages {
      for look in Self.looks {
        for (width, height) in [(0, 0), (1, 1), (4, 2), (5, 3), (9, 4), (14, 9), (30, 6), (70, 24)] {
          let drawn = lines(stage, width, height, lit: [[0]], cursor: stage.shape.map { _ in 0 }, look: look)
          guard look.glyphs == .unicode, width >= 4, height >= 2 else { continue }
          for line in drawn.dropFirst().dropLast() {
            #expect(line.first == "│" && line.last == "│" && line.count == width, "\(stage.shape): \(drawn)")
          }
        }
      }
    }
  }
}
