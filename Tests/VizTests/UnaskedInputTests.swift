import Engine
import TestRuns
import Testing

@testable import Viz

/// Keys that mean nothing, pasted text, and drawing the screen anew.
@Suite struct UnaskedInputTests {
  private func state(_ look: Look = Look()) throws -> AppState {
    let run = InlineRun(article(seed: 3))
    return AppState(run.report, pooling: try PoolingState(), look: look)
  }

  private func words(_ key: Key, _ look: Look = Look()) throws -> String {
    var state = try state(look)
    #expect(update(&state, .missKey(key)) == [])
    return state.message ?? ""
  }

  @Test func aKeyThatMeansNothingIsNamed() throws {
    #expect(try words(.character("J")) == "no key 'J' here; ? lists the keys")
    #expect(try words(.character("é")) == "no key 'é' here; ? lists the keys")
    #expect(try words(.other("F5")) == "no key F5 here; ? lists the keys")
    #expect(try words(.control("a")) == "no key Ctrl-A here; ? lists the keys")
    #expect(try words(.pageUp) == "no key PageUp here; ? lists the keys")
    #expect(try words(.character(" ")) == "no key Space here; ? lists the keys")
  }

  @Test func aLetterOfAnotherScriptNamesTheKeyboardLayout() throws {
    for letter: Unicode.Scalar in ["й", "ш", "λ", "ש", "س", "か", "ㅂ", "重", "ｑ", "ქ", "न"] {
      let words = try words(.character(letter))
      #expect(
        words == "no key '\(letter)' here; keys are Latin letters: switch keyboard layout; ? lists them")
      #expect(Canvas(width: 1, height: 1, look: Look()).columns(words) <= 78)
    }
  }

  @Test func whatCannotBeShownIsNamedByItsNumber() throws {
    for (scalar, name) in [
      ("\u{301}", "U+0301"), ("\u{202e}", "U+202E"), ("\u{1f600}", "U+1F600"), ("\u{a0}", "U+00A0"),
    ]
      as [(Unicode.Scalar, String)]
    {
      #expect(try words(.character(scalar)).hasPrefix("no key \(name) here"))
    }
    #expect(try words(.character("й"), Look(glyphs: .ascii)).hasPrefix("no key U+0439 here"))
  }

  @Test func everyKeyThatMeansNothingLeavesEverythingButTheWordsAsItWas() throws {
    var state = try state()
    let before = Frame.draw(state, width: 80, height: 23).plainText
    for key in SpokenSequences.otherKeys.flatMap(\.events) {
      guard case .key(let key) = key else { continue }
      #expect(state.action(for: key) == nil)
      #expect(update(&state, .missKey(key)) == [])
      state.message = nil
      #expect(Frame.draw(state, width: 80, height: 23).plainText == before)
    }
  }

  @Test func pastedTextIsNeverKeys() throws {
    var state = try state()
    #expect(update(&state, .paste("quantile", isWhole: true)) == [])
    #expect(state.message?.contains("pasted") == true)
  }

  @Test func aPastedNumberGoesIntoTheNumberThatIsTyped() throws {
    for (pasted, text, isSaid) in [
      (" 0.25\n", "0.25", false), ("−1e-3", "-1e-3", false), ("0.25\n0.5\nq", "0.25", true),
      ("quantile", "q", true),
      ("\n \t", "", true), ("12x4", "12x", true),
      (String(repeating: "1", count: 99), String(repeating: "1", count: 25), true),
    ] {
      var state = try state()
      _ = update(&state, .beginEdit)
      #expect(update(&state, .paste(pasted, isWhole: true)) == [])
      #expect(state.editing?.text == text, "\(pasted.debugDescription)")
      #expect((state.editing?.problem != nil) == isSaid, "\(pasted.debugDescription)")
    }
    var state = try state()
    _ = update(&state, .beginEdit)
    _ = update(&state, .edit(.insert("-")))
    _ = update(&state, .paste("0.25", isWhole: false))
    #expect(state.editing?.text == "-0.25" && state.editing?.problem != nil)
  }

  @Test func aKeyThatMeansNothingWhileANumberIsTypedIsNamedBesideIt() throws {
    var state = try state()
    _ = update(&state, .beginEdit)
    _ = update(&state, .edit(.insert("7")))
    _ = update(&state, .missKey(.up))
    #expect(state.editing?.text == "7" && state.editing?.problem?.hasPrefix("no key Up here") == true)
  }

  @Test func escapeAndAKeyAtOnceCloseTheHelp() throws {
    var state = try state()
    state.sheet = .help
    #expect(update(&state, .missKey(.other("F5"))) == [] && state.sheet == .help)
    #expect(update(&state, .missKey(.other("Alt-q"))) == [] && state.sheet == nil)
  }

  @Test func controlLDrawsTheScreenAnewWhereverOneIs() throws {
    let key = try #require(Key(name: "Ctrl-L"))
    #expect(key == .control("l") && key.name == "ctrl-l" && key.symbol(in: Look()) == "Ctrl-L")
    for scene in SceneList.all.indices {
      for (showsHelp, edits) in [(false, false), (true, false), (false, true)] {
        var state = try state()
        state.scene = scene
        state.sheet = showsHelp ? .help : nil
        state.message = "kept"
        if edits { state.editing = Editing(.number(state.cursor), text: "1") }
        let action = try #require(state.action(for: key))
        let effects = update(&state, action)
        #expect(effects.first == .redraw && (state.sheet == .help) == showsHelp && state.message == "kept")
        #expect(state.editing?.text == (edits ? "1" : nil))
      }
    }
  }

  @Test func theMouseIsTakenAndGivenBackOnceEach() {
    var modes = InputModes(isPossible: true, hasMouse: true)
    #expect(!modes.beginning.contains("1000"))
    #expect(modes.takeMouse(true).contains("\u{1b}[?1006h") && modes.takeMouse(true).isEmpty)
    #expect(modes.beginning.contains("?1000h") && modes.ending.contains("?1000l"))
    #expect(modes.takeMouse(false).contains("?1000l") && !modes.ending.contains("1000"))
    var without = InputModes(isPossible: false, hasMouse: true)
    #expect(without.beginning.isEmpty && without.ending.isEmpty && without.takeMouse(true).isEmpty)
  }
}
