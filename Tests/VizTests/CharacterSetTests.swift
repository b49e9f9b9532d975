import Testing

@testable import Viz

/// Which characters a terminal takes, by the name of the locale and by its kind.
@Suite struct CharacterSetTests {
  @Test(arguments: [
    "C.UTF-8", "C.utf8", "de_DE.UTF-8", "en_US.utf8", "UTF-8", "utf8", "sr_RS.UTF-8@latin", "xx_YY.Utf-8@foo",
  ])
  func aNameThatSaysUTF8IsKnownInEverySpelling(name: String) {
    #expect(CharacterSet.namesUTF8(name))
  }

  @Test(arguments: [
    "", "C", "POSIX", "de_DE", "de_DE@euro", "en_US.ISO-8859-1", "zh_CN.GBK", "zh_CN.GB18030", "UTF-8.C",
    "utf8x",
    "x@UTF-8",
  ])
  func anyOtherNameIsNot(name: String) {
    #expect(!CharacterSet.namesUTF8(name))
  }

  @Test func asciiAndUnicodeExcludeEachOther() {
    for command in [["run"], ["render"]] {
      do {
        _ = try VizCommand.parseAsRoot(command + ["--ascii", "--unicode"])
        Issue.record("both were accepted")
      } catch {
        let message = VizCommand.message(for: error)
        #expect(message.contains("--ascii") && message.contains("--unicode") && !message.contains("\n"))
        #expect(VizCommand.exitCode(for: error) == .validationFailure)
      }
    }
  }

  /// What Debian's console fonts have in common, and the font that the kernel brings along.
  private static let onConsoles = Set("─│┌┐└┘├┤┬┴┼█▒░■▲▼◀▶".unicodeScalars)

  @Test func aConsoleIsShownOnlyWhatItsFontsHave() throws {
    for scene in SceneList.all.indices {
      for keys in ["", "?"] {
        let command = try RenderCommandLine.parse(
          ["--seed", "7", "--scene", "\(scene + 1)", "--steps", "20", "--keys", keys])
        var state = try command.state()
        state.look = Look(glyphs: .ascii, depth: .ansi16, hasLines: true)
        let scalars = Set(Frame.draw(state, width: 120, height: 40).cells.compactMap(\.scalar))
        #expect(scalars.filter { !$0.isASCII }.isSubset(of: Self.onConsoles))
        #expect(!scalars.isDisjoint(with: "┌┐└┘".unicodeScalars))
      }
    }
  }
}
