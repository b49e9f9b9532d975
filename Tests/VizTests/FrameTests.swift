import Engine
import Testing

@testable import Viz

/// What must hold for every frame, whatever it shows.
@Suite struct FrameTests {
  private static let sizes = [
    (1, 1), (39, 12), (40, 11), (40, 12), (51, 17), (60, 20), (78, 21), (80, 24), (133, 37),
  ]

  private func state(_ look: Look = Look(), steps: Int = 50, size: Int = 2) -> AppState {
    let input = (0..<size).map { Double(($0 * 37) % 19 - 9) / 10 }
    let target = (0..<size).map { Double($0 % 7 + 1) / 10 }
    let run = InlineRun(Configuration(seed: 3, input: input, target: target, optimizer: .adam))
    run.takeSteps(until: steps)
    return AppState(run.report, look: look)
  }

  @Test func aFrameHasTheSizeThatWasAskedFor() {
    for (width, height) in Self.sizes {
      let frame = Frame.draw(state(), width: width, height: height)
      #expect(frame.width == width && frame.height == height)
      #expect(frame.cells.count == width * height)
    }
  }

  @Test func everySizeAndEveryMatrixCanBeDrawn() {
    for size in [1, 2, 3, 7, 16, 70] {
      let state = state(size: size)
      for width in stride(from: 1, through: 210, by: 13) {
        for height in stride(from: 1, through: 60, by: 5) {
          #expect(Frame.draw(state, width: width, height: height).cells.count == width * height)
        }
      }
    }
  }

  @Test func asciiFramesHaveNothingButASCIIAndNoStandInIsMissing() {
    for depth in ColorDepth.allCases {
      var state = state(Look(glyphs: .ascii, depth: depth))
      for showsHelp in [false, true] {
        state.showsHelp = showsHelp
        let frame = Frame.draw(state, width: 120, height: 40)
        let marks = frame.cells.filter { $0.scalar.map { !$0.isASCII } ?? true || $0.mark != nil }
        #expect(marks.isEmpty)
      }
    }
  }

  @Test func everyCharacterThatIsDrawnHasAStandIn() {
    var state = state()
    for showsHelp in [false, true] {
      state.showsHelp = showsHelp
      let scalars = Frame.draw(state, width: 200, height: 50).cells.compactMap(\.scalar).filter {
        !$0.isASCII
      }
      // Braille and half blocks are drawn in another way where there is only ASCII.
      for scalar in Set(scalars) where !(0x2800...0x28ff).contains(scalar.value) && scalar != "▀" {
        #expect(scalar.asciiStandIn != "?", "\(scalar)")
      }
    }
  }

  @Test func aScreenTooSmallSaysWhatSizeIsNeeded() {
    let text = Frame.draw(state(), width: 39, height: 20).plainText
    #expect(text.contains("40×12"))
  }

  @Test func allSixPanelsAreThereFromEightyByTwentyFour() {
    for (width, height) in [(80, 24), (120, 40), (200, 50)] {
      let text = Frame.draw(state(), width: width, height: height).plainText
      for title in ["weights W", "gradient ∂L/∂W", "loss", "Adam state", "right?", "prediction"] {
        #expect(text.contains(title), "\(title) at \(width)×\(height)")
      }
    }
  }

  @Test func withoutColourTheSignOfAPixelIsStillSeen() {
    let frame = Frame.draw(state(Look(depth: .none), size: 40), width: 80, height: 24).plainText
    #expect(frame.contains("░") || frame.contains("▒"))
    #expect(frame.contains("·") || frame.contains("∘"))
  }

  @Test func theHelpListsEveryKey() {
    var state = state()
    state.showsHelp = true
    for (width, height) in [(80, 24), (120, 40)] {
      let text = Frame.draw(state, width: width, height: height).plainText
      for binding in KeyMap.bindings {
        #expect(text.contains(binding.help), "\(binding.help) at \(width)×\(height)")
      }
    }
  }

  @Test func noKeyHasTwoMeanings() {
    let keys = KeyMap.bindings.flatMap(\.keys)
    #expect(Set(keys).count == keys.count)
    #expect(KeyMap.bindings.allSatisfy { !$0.keys.isEmpty })
  }
}
