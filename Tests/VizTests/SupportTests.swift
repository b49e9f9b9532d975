import CNcurses
import Foundation
import Testing

@testable import Viz

/// How a terminal's colours are decided, without a terminal.
@Suite struct SupportTests {
  /// Descriptions by name, as terminfo has them.
  private static let known: [String: TerminalDescription] = [
    "xterm": TerminalDescription(colors: 8), "xterm-16color": TerminalDescription(colors: 16),
    "xterm-88color": TerminalDescription(colors: 88), "xterm-256color": TerminalDescription(colors: 256),
    "xterm-direct": TerminalDescription(colors: 1 << 24, hasRGB: true),
    // An entry of one's own, whose name tells nothing.
    "mine": TerminalDescription(colors: 1 << 16, hasRGB: true), "few": TerminalDescription(colors: 4),
    "vt100": TerminalDescription(), "linux": TerminalDescription(colors: 8),
    "screen": TerminalDescription(colors: 8), "screen-256color": TerminalDescription(colors: 256),
    "tmux-256color": TerminalDescription(colors: 256),
    "wyse": TerminalDescription(takesControlSequences: false, colors: 64),
  ]

  private func support(
    _ term: String, colorTerm: String = "", noColor: String = "", xterm: String = "",
    wanted: ColorDepth? = nil
  ) -> TerminalSupport {
    let environment = TerminalSupport.Environment(
      term: term, colorTerm: colorTerm, noColor: noColor, xtermVersion: xterm)
    return TerminalSupport(environment: environment, wanted: wanted) { Self.known[$0] }
  }

  @Test func directColourNeedsAnAnnouncementOrADescription() {
    for announcement in ["truecolor", "24bit"] {
      for term in ["xterm", "xterm-88color", "xterm-256color", "tmux-256color"] {
        #expect(support(term, colorTerm: announcement).depth == .direct)
        // Not by the description's own form, which mosh does not read.
        #expect(support(term, colorTerm: announcement).form == .direct)
      }
    }
    #expect(support("xterm-256color").depth == .indexed256)
    #expect(support("xterm-direct").depth == .direct)
    #expect(support("mine").depth == .direct)
  }

  @Test func whatTheOuterTerminalAnnouncesIsNotTakenForScreensOrTheConsoles() {
    #expect(support("screen-256color", colorTerm: "truecolor").depth == .indexed256)
    #expect(support("linux", colorTerm: "truecolor").depth == .ansi16)
    #expect(support("screen-256color", wanted: .direct).depth == .indexed256)
  }

  @Test(arguments: ["xterm-direct", "mine"])
  func paletteNumbersAreNeverSentAsRedGreenAndBlue(term: String) {
    for wanted in [ColorDepth.ansi16, .indexed256] {
      #expect(support(term, wanted: wanted).depth == wanted)
      #expect(support(term, wanted: wanted).form == .palette)
      // Where curses does not take our description, the terminal's own is served with what it takes.
      #expect(support(term, wanted: wanted).depth(colors: 1 << 24) == .direct)
    }
  }

  @Test func anUnknownTerminalOfAKnownFamilyIsTakenForItsRelative() {
    #expect(support("xterm-ghostty").terminal == "xterm-256color")
    #expect(support("foot-extra", colorTerm: "truecolor").depth == .direct)
    #expect(support("screen.xterm-new").terminal == "screen-256color")
    #expect(support("tmux").terminal == "tmux-256color")
    #expect(support("linux-new").isConsole)
    #expect(support("unknown-thing").description == nil)
    #expect(support("").description == nil)
  }

  @Test func xtermThatCallsItselfXtermGetsItsColours() {
    #expect(support("xterm", xterm: "XTerm(379)").terminal == "xterm-256color")
    #expect(support("xterm").terminal == "xterm")
  }

  @Test func noColourIsRespectedUnlessAskedOtherwise() {
    #expect(support("xterm-256color", noColor: "1").depth == .none)
    #expect(support("xterm-direct", noColor: "1").depth == .none)
    #expect(support("xterm-256color", noColor: "1", wanted: .indexed256).depth == .indexed256)
    #expect(support("xterm-256color", noColor: "").depth == .indexed256)
  }

  @Test func aTerminalIsNeverGivenMoreColoursThanItHas() {
    for wanted in [nil] + ColorDepth.allCases.map(Optional.some) {
      #expect(support("vt100", wanted: wanted).depth == .none)
      #expect(support("few", wanted: wanted).depth == .none)
    }
    for wanted in [nil, ColorDepth.ansi16, .indexed256] {
      #expect(support("xterm", wanted: wanted).depth == .ansi16)
      #expect(support("xterm-16color", wanted: wanted).depth == .ansi16)
      #expect(support("xterm-88color", wanted: wanted).depth == .ansi16)
    }
    #expect(support("linux", wanted: .direct).depth == .ansi16)
    #expect(support("wyse", colorTerm: "truecolor", wanted: .direct).depth == .ansi16)
    #expect(support("xterm-256color", wanted: .ansi16).depth == .ansi16)
    // What curses came to have is less than the description promised.
    #expect(support("xterm-256color", wanted: .direct).depth(colors: 256) == .indexed256)
    #expect(support("xterm-256color", wanted: .direct).depth(colors: 8) == .ansi16)
    #expect(support("xterm-256color").depth(colors: 0) == .none)
  }

  @Test func aPrinterIsNotKnownAsATerminalHoweverOftenOneAsks() {
    // What terminfo loads before it refuses is for LeakSanitizer to see.
    for _ in 0..<3 { #expect(TerminalDescription.find("lpr") == nil) }
    #expect(TerminalDescription.find("dumb")?.placesCursor == false)
  }

  @Test(arguments: [
    ("xterm-direct", true), ("xterm-direct2", true), ("xterm-direct16", true), ("xterm-direct256", true),
    ("konsole-direct", true), ("kitty-direct", true), ("tmux-direct", true), ("xterm-256color", false),
    ("vt100", false),
  ])
  func whetherColoursAreRedGreenAndBlueIsReadFromTheDescription(name: String, hasRGB: Bool) {
    #expect(TerminalDescription.find(name)?.hasRGB == hasRGB)
  }

  @Test func aDescriptionOfOurOwnDiffersOnlyInItsColours() throws {
    for name in ["xterm-256color", "xterm-direct", "linux", "tmux-256color", "rxvt-88color"] {
      for form in [CNCURSES_PALETTE, CNCURSES_DIRECT] {
        let text = try #require(cncurses_own_description(name, Int32(form)))
        defer { free(text) }
        let known = try capabilities(name, ["TERM": name])
        let own = try capabilities(name, ["TERM": name, "TERMINFO": String(cString: text)])
        let isDirect = form == CNCURSES_DIRECT
        #expect(own["colors"] == (isDirect ? "#0x1000000" : "#0x100"))
        #expect(own["RGB"] == (isDirect ? "" : nil))
        #expect(own["setaf"]?.contains(":") == false && own["setab"]?.contains("48;") == true)
        #expect(own["XM"] == known["XM"])
        // Without -x, those that are terminfo's own.
        for (capability, value) in try capabilities(name, ["TERM": name], [])
        where !Self.ofColours.contains(capability) {
          #expect(own[capability] == value, "\(name): \(capability)")
        }
      }
    }
  }

  private static let ofColours: Set<String> = [
    "colors", "pairs", "setaf", "setab", "setf", "setb", "op", "oc", "initc", "initp", "scp", "ccc", "hls",
    "ncv",
  ]

  /// What infocmp prints of a terminal, a value a name.
  private func capabilities(
    _ name: String, _ changes: [String: String], _ options: [String] = ["-x"]
  ) throws -> [String: String] {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["infocmp", "-1"] + options + [name]
    process.environment = ProcessInfo.processInfo.environment.merging(changes) { $1 }
    process.standardOutput = output
    try process.run()
    let printed = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    var capabilities: [String: String] = [:]
    for line in String(decoding: printed, as: UTF8.self).split(separator: "\n") where line.hasPrefix("\t") {
      let text = line.dropFirst().dropLast()
      let end = text.firstIndex { $0 == "=" || $0 == "#" } ?? text.endIndex
      capabilities[String(text[..<end])] = String(text[end...])
    }
    return capabilities
  }

  @Test(arguments: [
    ("15;0", false), ("0;15", true), ("0;default;15", true), ("0;7", true), ("15;8", false), ("12;6", false),
    ("", false), ("default;default", false), ("0;99", false), (";", false),
  ])
  func theEnvironmentTellsWhetherTheBackgroundIsLight(numbers: String, isLight: Bool) {
    let environment = TerminalSupport.Environment(term: "xterm-256color", colorFGBG: numbers)
    let support = TerminalSupport(environment: environment, wanted: nil) { Self.known[$0] }
    #expect(support.hasLightBackground == isLight)
  }

  @Test func aDirectColourIsNeverAPaletteNumber() {
    for rgb: UInt32 in [0, 1, 7, 8, 15, 16, 0xee, 0xff, 0x100, 0x0d1117] {
      let number = Appearance.Paint.rgb(RGB(rgb)).cursesNumber ?? 0
      #expect(number >= 256 && number & 0xff00ff == Int32(rgb & 0xff00ff))
    }
    #expect(Appearance.Paint.number(15).cursesNumber == 15 && Appearance.Paint.own.cursesNumber == nil)
  }
}
