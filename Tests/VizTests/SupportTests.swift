import Testing

@testable import Viz

/// How a terminal's colours are decided, without a terminal.
@Suite struct SupportTests {
  /// Descriptions as Debian's terminfo has them.
  private static let described: [String: TerminalDescription] = [
    "xterm": TerminalDescription(colors: 8), "xterm-256color": TerminalDescription(colors: 256),
    "xterm-direct": TerminalDescription(colors: 1 << 24, hasRGB: true, hasRGB24: true),
    "xterm-direct16": TerminalDescription(colors: 1 << 24, hasRGB: true, hasRGB24: false),
    "screen-256color": TerminalDescription(colors: 256), "tmux-256color": TerminalDescription(colors: 256),
    "linux": TerminalDescription(colors: 8), "vt100": TerminalDescription(),
  ]

  private func support(
    _ term: String, colorTerm: String = "", noColor: String = "", xterm: String = "",
    wanted: ColorDepth? = nil
  ) -> TerminalSupport {
    let environment = TerminalSupport.Environment(
      term: term, colorTerm: colorTerm, noColor: noColor, xtermVersion: xterm)
    return TerminalSupport(environment: environment, wanted: wanted) { Self.described[$0] }
  }

  @Test func directColourIsUsedWhereItIsAnnouncedOrDescribedAndNotByTheName() {
    for announcement in ["truecolor", "24bit"] {
      let found = support("xterm-256color", colorTerm: announcement)
      // In the form that mosh knows as well, by the terminal's own entry.
      #expect(found.depth == .direct && found.form == .direct && found.terminal == "xterm-256color")
    }
    #expect(support("xterm-256color").depth == .indexed256)
    #expect(support("xterm-direct").depth == .direct && support("xterm-direct").form == .described)
    #expect(support("screen-256color", colorTerm: "truecolor").depth == .indexed256)
  }

  @Test func aPaletteIsAskedOfATerminalThatIsDescribedWithDirectColours() {
    for term in ["xterm-direct", "xterm-direct16"] {
      for wanted in [ColorDepth.ansi16, .indexed256] {
        let found = support(term, wanted: wanted)
        #expect(found.depth == wanted && found.form == .palette, "\(term), \(wanted)")
      }
    }
  }

  @Test func xtermThatCallsItselfXtermGetsItsColours() {
    #expect(support("xterm", xterm: "XTerm(379)").terminal == "xterm-256color")
    #expect(support("xterm").terminal == "xterm" && support("xterm").depth == .ansi16)
  }

  @Test func aTerminalThatIsNotDescribedIsTakenForItsRelative() {
    #expect(support("xterm-ghostty").terminal == "xterm-256color")
    #expect(support("foot", colorTerm: "truecolor").depth == .direct)
    #expect(support("tmux-direct").terminal == "tmux-256color")
    #expect(support("no-such-terminal").description == nil)
  }

  @Test func noColourIsRespectedUnlessAskedOtherwise() {
    #expect(support("xterm-256color", noColor: "1").depth == .none)
    #expect(support("xterm-256color", noColor: "1", wanted: .indexed256).depth == .indexed256)
    #expect(support("xterm-256color", noColor: "").depth == .indexed256)
  }

  @Test func aTerminalIsNeverGivenMoreColoursThanItHas() {
    #expect(support("vt100", wanted: .direct).depth == .none)
    for wanted in [ColorDepth.indexed256, .direct] {
      #expect(support("linux", wanted: wanted).depth == .ansi16)
    }
    #expect(support("xterm-256color", wanted: .ansi16).depth == .ansi16)
    #expect(support("linux").isConsole && !support("xterm").isConsole)
    // What curses has come to in the end counts.
    #expect(support("xterm-256color", wanted: .ansi16).depth(colors: 1 << 24) == .direct)
    #expect(support("xterm-256color").depth(colors: 8) == .ansi16)
  }

  @Test func aPrinterIsNoTerminalHoweverOftenOneAsks() {
    // What terminfo loads before it refuses is for LeakSanitizer to see.
    for _ in 0..<3 { #expect(TerminalDescription.find("lpr")?.placesCursor != true) }
  }

  @Test func aSizeThatTheKernelDoesNotKnowIsTheEnvironmentsThenTerminfosThenTheUsual() {
    func decide(
      _ kernel: (Int, Int), _ columns: String = "", _ lines: String = "", _ other: (Int, Int) = (0, 0)
    )
      -> TerminalSize
    {
      TerminalSize.decide(
        kernel: TerminalSize(width: kernel.0, height: kernel.1), columns: columns, lines: lines,
        description: TerminalSize(width: other.0, height: other.1))
    }
    #expect(decide((100, 30), "50", "20", (80, 24)) == TerminalSize(width: 100, height: 30))
    #expect(decide((0, 0), "50", "20", (80, 24)) == TerminalSize(width: 50, height: 20))
    #expect(decide((0, 30), "50", "20") == TerminalSize(width: 50, height: 30))
    #expect(decide((0, 0), "", "", (132, 43)) == TerminalSize(width: 132, height: 43))
    for nonsense in ["", "0", "-5", "x", "99999999"] {
      #expect(decide((0, 0), nonsense, nonsense) == TerminalSize(width: 80, height: 24), "\(nonsense)")
    }
  }

  @Test func aLocalesNameTellsWhetherItIsUTF8InAnySpelling() {
    for name in ["de_DE.UTF-8", "en_US.utf8", "C.UTF-8", "UTF-8", "ca_ES.UTF8@valencia", "C.utf8"] {
      #expect(CharacterSet.namesUTF8(name), "\(name)")
    }
    for name in ["", "C", "POSIX", "de_DE", "zh_CN.GBK", "en_US.ISO-8859-1", "utf.C", "ja_JP.eucJP"] {
      #expect(!CharacterSet.namesUTF8(name), "\(name)")
    }
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
