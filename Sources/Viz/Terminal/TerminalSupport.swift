/// What a terminal can show, decided from the environment before the screen is opened.
struct TerminalSupport {
  /// The variables that decide.
  struct Environment {
    var term = ""
    var colorTerm = ""
    var noColor = ""
    /// The numbers of the terminal's text and background among its 16 colours, as rxvt, Konsole and others tell them.
    var colorFGBG = ""
    /// What xterm says of itself; it calls itself just "xterm", which terminfo takes for one of eight colours.
    var xtermVersion = ""
    /// The size, where the kernel knows none.
    var columns = ""
    var lines = ""

    /// Those of this process.
    static var current: Environment {
      func value(_ name: String) -> String { environmentVariable(name) ?? "" }
      return Environment(
        term: value("TERM"), colorTerm: value("COLORTERM"), noColor: value("NO_COLOR"),
        colorFGBG: value("COLORFGBG"),
        xtermVersion: value("XTERM_VERSION"), columns: value("COLUMNS"), lines: value("LINES"))
    }
  }

  /// How colours are told to the terminal.
  enum ColorForm {
    /// As its description says.
    case described
    /// By numbers of a palette of 256, which terminals with direct colours have too.
    case palette
    /// As red, green and blue.
    case direct
  }

  /// The terminfo entry to open the screen with.
  let terminal: String
  /// What terminfo says of it; `nil` where it does not know it.
  let description: TerminalDescription?
  /// The depth to draw with: never more than the terminal has.
  let depth: ColorDepth
  /// The form of colours to open the screen with.
  let form: ColorForm
  /// Whether it is the console of Linux, whose fonts have few characters.
  let isConsole: Bool
  /// Whether the environment says that the terminal's background is light.
  let hasLightBackground: Bool

  /// Decides; `wanted` is the depth that was asked for.
  init(
    environment: Environment, wanted: ColorDepth?,
    describe: (String) -> TerminalDescription? = { TerminalDescription.find($0) }
  ) {
    let (name, found) = Self.entry(environment, describe)
    terminal = name
    description = found
    let family = Self.family(of: name)
    isConsole = family == "linux"
    let background = environment.colorFGBG.split(separator: ";").last.flatMap { Int($0) } ?? 0
    hasLightBackground = background == 7 || (9...15).contains(background)
    // Screen hands on what its own terminal announces, and the console shows no more than it describes.
    let mayBeDirect = family != "screen" && !isConsole
    let announced = ["truecolor", "24bit"].contains(environment.colorTerm.lowercased()) && mayBeDirect
    guard let found, found.colors >= 8, found.takesControlSequences || !found.hasRGB else {
      (depth, form) = (.none, .described)
      return
    }
    let wanted = wanted ?? (environment.noColor.isEmpty ? nil : ColorDepth.none)
    let takesForms = found.takesControlSequences && mayBeDirect
    let isDirect =
      switch wanted {
      case nil: found.hasRGB || announced && takesForms
      case .direct: found.hasRGB || takesForms
      default: false
      }
    if isDirect {
      depth = .direct
    } else if wanted == ColorDepth.none {
      depth = .none
    } else if wanted == .ansi16 || found.colors < 256 && !(announced && takesForms) {
      depth = .ansi16
    } else {
      depth = .indexed256
    }
    switch depth {
    // Descriptions spell direct colours with colons, which mosh and others pass over.
    case .direct: form = .direct
    case .indexed256: form = found.hasRGB || found.colors < 256 ? .palette : .described
    case .ansi16: form = found.hasRGB ? .palette : .described
    case .none: form = .described
    }
  }

  /// The depth to draw with where curses, asked for the form above, came to have so many colours.
  func depth(colors: Int) -> ColorDepth {
    switch (depth, colors) {
    case (.none, _), (_, ..<8): .none
    // It did not take the form, so numbers of a palette would be taken for red, green and blue.
    case (_, 257...): .direct
    case (.ansi16, _), (_, ..<256): .ansi16
    default: .indexed256
    }
  }

  /// The entry that describes the terminal, or the nearest one where its own is missing here.
  private static func entry(
    _ environment: Environment, _ describe: (String) -> TerminalDescription?
  ) -> (String, TerminalDescription?) {
    let name = environment.term
    var candidates = [name]
    if name == "xterm", !environment.xtermVersion.isEmpty { candidates = ["xterm-256color", name] }
    let family = family(of: name)
    if let relative = relatives[family] {
      candidates += [family + "-256color", family, relative + "-256color", relative]
    }
    for candidate in candidates {
      if let found = describe(candidate) { return (candidate, found) }
    }
    return (name, nil)
  }

  /// The first word of a terminal's name: `xterm` of `xterm-ghostty`, `screen` of `screen.xterm-256color`.
  private static func family(of name: String) -> String {
    String(name.prefix { $0 != "-" && $0 != "." })
  }

  /// Terminals that terminfo may not know on an older machine, and what they are made to be like.
  private static let relatives = [
    "xterm": "xterm", "alacritty": "xterm", "contour": "xterm", "foot": "xterm", "ghostty": "xterm",
    "gnome": "xterm", "iterm2": "xterm", "kitty": "xterm", "konsole": "xterm", "mintty": "xterm",
    "mlterm": "xterm", "nsterm": "xterm", "putty": "xterm", "rio": "xterm", "rxvt": "rxvt", "st": "xterm",
    "vscode": "xterm", "vte": "xterm", "wezterm": "xterm", "xtermjs": "xterm", "tmux": "screen",
    "screen": "screen", "linux": "linux",
  ]
}
