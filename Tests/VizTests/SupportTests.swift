import CNcurses
import Testing

@testable import Viz

/// How a terminal's colours are decided, without a terminal.
@Suite struct SupportTests {
  private func support(
    _ term: String, colorTerm: String = "", noColor: String = "", xterm: String = "",
    wanted: ColorDepth? = nil,
    known: Set<String> = ["xterm-direct", "xterm-256color", "tmux-direct"]
  ) -> TerminalSupport {
    let environment = TerminalSupport.Environment(
      term: term, colorTerm: colorTerm, noColor: noColor, xtermVersion: xterm)
    return TerminalSupport(environment: environment, wanted: wanted, isKnown: known.contains)
  }

  @Test func directColourNeedsBothAnAnnouncementAndADescription() {
    #expect(support("xterm-256color", colorTerm: "truecolor").terminal == "xterm-direct")
    #expect(support("tmux-256color", colorTerm: "24bit").terminal == "tmux-direct")
    #expect(support("xterm-256color").terminal == "xterm-256color")
    #expect(support("foot", colorTerm: "truecolor").terminal == "foot")
  }

  @Test func xtermThatCallsItselfXtermGetsItsColours() {
    #expect(support("xterm", xterm: "XTerm(379)").terminal == "xterm-256color")
    #expect(support("xterm").terminal == "xterm")
  }

  @Test func noColourIsRespectedUnlessAskedOtherwise() {
    #expect(support("xterm-256color", noColor: "1").depth(hasColors: true, colors: 256) == .none)
    #expect(
      support("xterm-256color", noColor: "1", wanted: .indexed256).depth(hasColors: true, colors: 256)
        == .indexed256)
    #expect(support("xterm-256color", noColor: "").depth(hasColors: true, colors: 256) == .indexed256)
  }

  @Test func aTerminalIsNeverGivenMoreColoursThanItHas() {
    #expect(support("vt100").depth(hasColors: false, colors: 0) == .none)
    #expect(support("linux", wanted: .indexed256).depth(hasColors: true, colors: 8) == .ansi16)
    #expect(support("xterm-256color", wanted: .ansi16).depth(hasColors: true, colors: 256) == .ansi16)
    #expect(support("linux", wanted: .direct).depth(hasColors: true, colors: 8) == .ansi16)
  }

  @Test func aPrinterIsNotKnownAsATerminalHoweverOftenOneAsks() {
    // What terminfo loads before it refuses is for LeakSanitizer to see.
    for _ in 0..<3 { #expect(!cncurses_knows_terminal("lpr")) }
    #expect(!cncurses_can_place_cursor("lpr"))
  }

  @Test func sixteenColoursKeepTextLegible() {
    for foreground in [Theme.text, Theme.muted, Theme.key, Theme.good, Theme.sgd, Theme.adam] {
      for step in -8...8 {
        let background = ColorMap.diverging.color(Double(step), limit: 8)
        let (front, back) = ColorDepth.indices16(foreground: foreground, background: background)
        #expect(front != back)
      }
    }
  }

  @Test func everyColourOfTheMapsHasLegibleText() {
    for map in [ColorMap.diverging, .sequential] {
      for step in -8...8 {
        let background = map.color(Double(step), limit: 8)
        let text = ColorMap.textColor(on: background)
        #expect(abs(text.luminance - background.luminance) > 100)
      }
    }
  }
}
