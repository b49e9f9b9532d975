import Engine
import Testing

@testable import Viz

/// The main numbers for the back row: as large as fits, never cut, told apart without colour.
@Suite struct BigNumberTests {
  @Test func aFigureIsDrawnInHalfBlocksOrInWholeCells() {
    func lines(_ look: Look, _ text: String, scale: Int) -> [String] {
      Canvas.lines(
        width: BigText.pixelColumns(text) * scale, height: BigText.height(scale: scale, look), look: look
      ) { _, canvas in
        BigText(text: text, scale: scale, ink: Theme.plain).draw(x: 0, y: 0, &canvas)
      }
    }
    #expect(lines(Look(), "2.", scale: 1) == ["▀▀█", "█▀▀", "▀▀▀ ▀"])
    #expect(lines(Look(), "−", scale: 2) == ["", "", "████", "", ""])
    #expect(
      lines(Look(glyphs: .ascii, depth: .none), "1", scale: 1) == [" #", "##", " #", " #", "###"])
  }

  @Test func everyCharacterOfANumberHasAFigureOfItsOwn() {
    let texts =
      [0.0, 1.5, -2e-10, 3e20, .nan, .infinity].map { NumberText.compact($0, width: 7) }
      + [NumberText.percent(0.5), NumberText.grouped(1_234_567), "15×12×4"]
    for character in Set(texts.joined()) {
      #expect(BigText.pixelColumns(String(character)) > 0, "\(character)")
    }
    let figures = "0123456789".map { figure in
      Canvas.lines(width: 3, height: 3) { _, canvas in
        BigText(text: String(figure), scale: 1, ink: Theme.plain).draw(x: 0, y: 0, &canvas)
      }
    }
    #expect(Set(figures).count == 10)
  }

  @Test func nothingIsCutAtAnySizeAndTheLossIsAlwaysThere() throws {
    let states = try SceneList.all.indices.map { scene in
      try RenderCommandLine.parse([
        "--preset", "spiral", "--seed", "7", "--steps", "40", "--keys", "\(scene + 1) M",
      ]).state()
    }
    for state in states {
      #expect(state.showsBigNumbers)
      for width in stride(from: 40, through: 200, by: 7) {
        for height in stride(from: 12, through: 60, by: 5) {
          let frame = Frame.draw(state, width: width, height: height)
          let problem = FrameCheck(frame, width: width, height: height, boxes: .open).problem
          #expect(problem == nil, "\(width)×\(height): \(problem ?? "")")
          #expect(frame.plainText.contains("█") || frame.plainText.contains("▀"), "\(width)×\(height)")
        }
      }
    }
  }

  @Test func theyAreTheRunsNumbers() throws {
    let state = try RenderCommandLine.parse(["--preset", "spiral", "--seed", "7", "--steps", "40"]).state()
    let numbers = BigNumbers(run: state).numbers
    #expect(numbers.map(\.name) == ["loss", "right of the rows held out", "learning rate of Adam", "step"])
    #expect(numbers[0].text == NumberText.compact(Double(state.snapshot.loss), width: 7))
    #expect(numbers[2].text == "0.01" && numbers[3].text == "40")
    let accuracy = state.report.evaluations.points.last?.heldOut?.accuracy
    #expect(numbers[1].text == accuracy.map { NumberText.percent($0) })
  }

  @Test func aStoppedRunsLossIsMarkedAndTheKeyGoesBackToTheScene() throws {
    var state = SizeTests.states[0][SizeTests.Variation.stopped.rawValue]
    #expect(BigNumbers(run: state).numbers[0].ink.foreground == Theme.bad)
    let before = Frame.draw(state, width: 100, height: 30)
    let action = try #require(state.action(for: .character("M")))
    _ = update(&state, action)
    #expect(Frame.draw(state, width: 100, height: 30) != before)
    _ = update(&state, action)
    #expect(Frame.draw(state, width: 100, height: 30) == before)
  }
}
