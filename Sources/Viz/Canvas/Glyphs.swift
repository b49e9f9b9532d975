/// Which characters may appear on the screen.
enum GlyphSet: Sendable {
  case unicode
  case ascii
}

/// How frames are to look: decided at the start, by terminal, locale and options; the theme also by a key.
struct Look: Sendable, Equatable {
  var glyphs: GlyphSet = .unicode
  var depth: ColorDepth = .direct
  var theme: ThemeChoice = .dark
  /// Whether lines and blocks can be shown although nothing else outside of ASCII can: on a console.
  var hasLines = false

  /// Whether a cell can be half of one colour and half of another.
  var hasHalfBlocks: Bool { depth != .none && glyphs == .unicode }

  /// Whether colours have shades enough to tell how high a place lies; else characters tell it.
  var hasShades: Bool { theme != .terminal && (depth == .direct || depth == .indexed256) }
}

extension Canvas {
  /// Replaces every line, block and dot by an ASCII character, or lines by those that a console has; texts are in ASCII from
  /// the first.
  mutating func transliterateGraphics(keepsLines: Bool = false) {
    mapCells { cell in
      guard let scalar = cell.scalar, !scalar.isASCII else { return cell }
      var cell = cell
      cell.scalar = keepsLines ? scalar.consoleStandIn : scalar.asciiStandIn
      return cell
    }
  }
}

extension Unicode.Scalar {
  /// The ASCII character that stands for this graphic one where only ASCII can be shown.
  var asciiStandIn: Unicode.Scalar { Self.standIns[self] ?? "?" }

  private static let standIns: [Unicode.Scalar: Unicode.Scalar] = {
    let groups: [(Unicode.Scalar, String)] = [
      ("-", "─╌┄"), ("=", "━"), (".", "┈"), ("|", "│┆┊┃▏▕╎"), ("+", "╭╮╰╯┌┐└┘├┤┬┴┼"), (">", "▶▸"),
      ("<", "◀◂"),
      ("^", "▲"), ("v", "▼"), ("*", "●•"), ("#", "◆█▓▀▄"), ("@", "■"), ("%", "★"), ("&", "◇"), ("+", "▪"),
      ("=", "□"), ("A", "△"), ("V", "▽"), ("o", "○◦"), (":", "▒░"), ("[", "▐"), ("]", "▌"),
    ]
    var standIns: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (standIn, scalars) in groups {
      for scalar in scalars.unicodeScalars { standIns[scalar] = standIn }
    }
    return standIns
  }()
}
