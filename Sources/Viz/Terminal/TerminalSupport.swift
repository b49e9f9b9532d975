import CNcurses
import Glibc

/// What a terminal can show, decided from the environment before the screen is opened.
struct TerminalSupport {
  /// The variables that decide.
  struct Environment {
    var term = ""
    var colorTerm = ""
    var noColor = ""
    /// What xterm says of itself; it calls itself just "xterm", which terminfo takes for one of eight colours.
    var xtermVersion = ""

    /// Those of this process.
    static var current: Environment {
      func value(_ name: String) -> String { getenv(name).map { String(cString: $0) } ?? "" }
      return Environment(
        term: value("TERM"), colorTerm: value("COLORTERM"), noColor: value("NO_COLOR"),
        xtermVersion: value("XTERM_VERSION"))
    }
  }

  /// The terminfo entry to open the screen with.
  let terminal: String
  private let wanted: ColorDepth?
  private let hasDirect: Bool

  init(
    environment: Environment, wanted: ColorDepth?,
    isKnown: (String) -> Bool = { cncurses_knows_terminal($0) }
  ) {
    let base =
      environment.term.hasSuffix("-256color") ? String(environment.term.dropLast(9)) : environment.term
    let direct = environment.term.hasSuffix("-direct") ? environment.term : base + "-direct"
    let announced = ["truecolor", "24bit"].contains(environment.colorTerm) || direct == environment.term
    self.wanted = wanted ?? (environment.noColor.isEmpty ? nil : ColorDepth.none)
    let mayBeDirect = self.wanted.map { $0 == .direct } ?? announced
    hasDirect = mayBeDirect && isKnown(direct)
    if hasDirect {
      terminal = direct
    } else if environment.term == "xterm", !environment.xtermVersion.isEmpty, isKnown("xterm-256color") {
      terminal = "xterm-256color"
    } else {
      terminal = environment.term
    }
  }

  /// The depth to draw with, once the screen tells what it has: never more than that.
  func depth(hasColors: Bool, colors: Int) -> ColorDepth {
    guard hasColors, wanted != ColorDepth.none else { return .none }
    if hasDirect { return .direct }
    if wanted == .ansi16 || colors < 256 { return .ansi16 }
    return .indexed256
  }
}
