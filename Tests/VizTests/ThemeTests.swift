import Engine
import TestRuns
import Testing

@testable import Viz

/// The theme follows the terminal's background until a key chooses one.
@Suite struct ThemeTests {
  private static func state(_ look: Look = Look()) throws -> AppState {
    let run = InlineRun(article(seed: 1))
    var state = AppState(run.report, pooling: try PoolingState(), look: look)
    state.followsBackground = true
    return state
  }

  @Test(arguments: [
    (0x000000, ThemeChoice.dark), (0x1e1e2e, .dark), (0x002b36, .dark), (0x5f5f5f, .dark), (0xffffff, .light),
    (0xfdf6e3, .light), (0xeeeeee, .light),
  ])
  func theBackgroundDecides(color: Int, theme: ThemeChoice) throws {
    for first in [ThemeChoice.dark, .light] {
      var state = try Self.state(Look(theme: first))
      state.message = "saved"
      #expect(update(&state, .hearBackground(RGB(UInt32(color)))).isEmpty)
      #expect(state.look.theme == theme && state.message == "saved")
    }
  }

  @Test func aKeyThatChoseAThemeOutdoesALateAnswer() throws {
    var state = try Self.state()
    for theme in [ThemeChoice.light, .terminal, .dark, .light] {
      _ = update(&state, try #require(state.action(for: .character("T"))))
      #expect(state.look.theme == theme && state.message == "theme: \(theme.rawValue)")
    }
    _ = update(&state, .hearBackground(RGB(0x000000)))
    #expect(state.look.theme == .light)
  }

  @Test func withoutColoursTheKeySaysThatNothingIsSeen() throws {
    var state = try Self.state(Look(depth: .none))
    _ = update(&state, .nextTheme)
    #expect(state.message == "theme: light, not seen without colours")
  }

  @Test func theOptionSetsTheTheme() throws {
    for theme in ThemeChoice.allCases {
      let state = try RenderCommandLine.parse(["--theme", theme.rawValue]).state()
      #expect(state.look.theme == theme)
    }
    #expect(try RenderCommandLine.parse(["--theme", "auto"]).state().look.theme == .dark)
    #expect(try RenderCommandLine.parse([]).state().look.theme == .dark)
    #expect(try RenderCommandLine.parse(["--keys", "T"]).state().look.theme == .light)
    #expect(throws: (any Error).self) { try RenderCommandLine.parse(["--theme", "grey"]) }
  }

  @Test func aPictureHasTheThemesColours() throws {
    let svg = try RenderCommandLine.parse(["--theme", "light", "--format", "svg"]).rendered()
    #expect(svg.contains("fill=\"#ffffff\"") && svg.contains("fill=\"#1f2328\"") && !svg.contains("#0d1117"))
  }
}
