import Engine
import Testing

@testable import Viz

/// The help: reachable line by line at any size, and the only thing that keys act on while it is open.
@Suite struct HelpTests {
  private func state(scene: Int, width: Int, height: Int, look: Look = Look()) -> AppState {
    var state = SizeTests.states[scene][0]
    state.look = look
    state.screen = ScreenSize(width: width, height: height)
    _ = update(&state, .toggle(.help))
    return state
  }

  private func press(_ key: Key, _ state: inout AppState) {
    if let action = state.action(for: key) { _ = update(&state, action) }
  }

  private func text(_ state: AppState) -> String {
    Frame.draw(state, width: state.screen.width, height: state.screen.height).plainText
  }

  private static let sizes = [
    (200, 50), (120, 40), (80, 24), (60, 15), (44, 14), (40, 12), (39, 12), (80, 8), (30, 7), (29, 5),
    (24, 3), (24, 1),
  ]

  @Test(arguments: sizes)
  func everyLineIsReachedByScrollingDownAndAgainByScrollingUp(width: Int, height: Int) {
    for scene in SceneList.all.indices {
      var state = state(scene: scene, width: width, height: height)
      var seen = text(state)
      for _ in 0..<400 {
        let before = state.sheetOffset
        press(.down, &state)
        if state.sheetOffset == before { break }
        seen += text(state)
      }
      let words = Set(seen.split { " │╭╮╰╯─\n".contains($0) }.map(String.init))
      let texts =
        KeyMap.bindings(in: state.sceneScopes, state.report).map(\.help)
        + SceneList.all[scene].explanations(Look()).map(\.words)
      for text in texts {
        for word in text.split(separator: " ") where word != "─" && word != "│" {
          #expect(words.contains(String(word)), "'\(word)' of '\(text)' at \(width)×\(height)")
        }
      }
      let last = state.sheetOffset
      press(.home, &state)
      #expect(state.sheetOffset == 0)
      press(.end, &state)
      #expect(state.sheetOffset == last)
      press(.pageUp, &state)
      press(.pageUp, &state)
      #expect(state.sheetOffset < last || last == 0)
      for _ in 0..<last { press(.up, &state) }
      #expect(state.sheetOffset == 0, "pressing on at the end leaves nothing to press back")
    }
  }

  @Test func theKeysOfASceneAreAllSeenAtOnceOnARoomyScreen() {
    for scene in SceneList.all.indices {
      for (width, height) in [(120, 40), (200, 50)] {
        let state = state(scene: scene, width: width, height: height)
        let text = text(state)
        for binding in KeyMap.bindings(in: state.sceneScopes, state.report) {
          #expect(text.contains(binding.help), "\(binding.help) at \(width)×\(height)")
        }
      }
    }
  }

  @Test(arguments: sizes)
  func whereNotAllFitsItSaysHowToGoOn(width: Int, height: Int) {
    for look in [Look(), Look(glyphs: .ascii, depth: .none)] {
      var state = state(scene: 0, width: width, height: height, look: look)
      let (first, isWhole) = (text(state), state.sheetOffset)
      press(.end, &state)
      let hasMore = state.sheetOffset > isWhole
      let (down, up) =
        look.glyphs == .unicode ? ("▼", "▲") : (width >= 30 && height >= 7 ? ("down", "up") : ("v", "^"))
      #expect(!hasMore || first.contains(down), "\(first)")
      #expect(!hasMore || text(state).contains(up), "\(text(state))")
      if height > 1 {
        #expect(first.contains("q quit") && (width < 39 || first.contains("? close")), "\(first)")
      }
    }
  }

  @Test func noKeyOfTheSceneActsUnderTheHelp() throws {
    for scene in SceneList.all.indices {
      for key in Set(KeyMap.bindings(in: SceneList.all[scene].keyScopes).flatMap(\.keys)) {
        var state = state(scene: scene, width: 80, height: 24)
        let before = (state.scene, state.pooling.settings, state.cursor, state.lossScale, state.lane)
        let action = state.action(for: key)
        let effects = action.map { update(&state, $0) } ?? []
        let isQuit = key == .character("q")
        #expect(effects == (isQuit ? [.quit] : key == .control("l") ? [.redraw] : []), "\(key.name)")
        #expect(
          (state.scene, state.pooling.settings, state.cursor) == (before.0, before.1, before.2), "\(key.name)"
        )
        #expect(state.lossScale == before.3 && state.lane == before.4 && state.editing == nil)
        let closes = [.character("?"), .escape].contains(key)
        #expect((state.sheet == .help) != closes, "\(key.name)")
      }
    }
    let rendered = try RenderCommandLine.parse(["--seed", "7", "--steps", "9", "--keys", "? r o + esc"])
      .state()
    #expect(rendered.snapshot.step == 9 && rendered.snapshot.optimizer.rule == .sgd && rendered.sheet == nil)
  }

  @Test func theHelpExplainsWhatIsSeen() {
    for (scene, samples) in [
      (
        "overview",
        ["step k", "cells", "colour", "pale: ", "now, best", "Δ ", "curve", "dotted line", "lr"]
      ),
      ("pooling", ["┄0┄", "×", "∂S/∂input", "L_out"]), ("explain", ["▐ ▌", "Δ ", "step k"]),
      ("race", ["● ◆", "○ ×", "bands", "apart", "beyond"]),
    ] {
      let place = SceneList.place(of: scene)!
      let text = SceneList.all[place].explanations(Look()).map { $0.sample + " " + $0.words }.joined(
        separator: "\n")
      for sample in samples { #expect(text.contains(sample), "\(scene): \(sample)") }
    }
    let step = Explanation.run[0].words
    #expect(step.contains("k updates are done") && step.contains("after them"))
  }

  @Test func aHelpThatOpensAgainBeginsAtItsTop() {
    var state = state(scene: 0, width: 60, height: 15)
    press(.end, &state)
    #expect(state.sheetOffset > 0)
    press(.character("?"), &state)
    press(.character("?"), &state)
    #expect(state.sheet == .help && state.sheetOffset == 0)
  }

  @Test func aSmallHelpIsDrawnCellByCell() {
    var state = state(scene: SceneList.place(of: "pooling")!, width: 30, height: 3)
    state.sheetOffset = 2
    #expect(
      Frame.draw(state, width: 30, height: 3).plainText
        == "[       slower, to one step  ▲\n        a second             ▼\n ▼ ▲ scroll  ? close  q quit\n")
  }
}
