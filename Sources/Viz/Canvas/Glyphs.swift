/// Which characters may appear on the screen.
enum GlyphSet: Sendable {
  case unicode
  case ascii
}

/// How frames are to look: decided once at the start, by terminal, locale and options.
struct Look: Sendable, Equatable {
  var glyphs: GlyphSet = .unicode
  var depth: ColorDepth = .direct
  /// Whether lines and blocks can be shown although nothing else outside of ASCII can: on a console.
  var hasLines = false
}

extension Canvas {
  /// Replaces every character outside of ASCII by its stand-in of the same width, lines by those that a console has.
  mutating func transliterateToASCII(keepsLines: Bool = false) {
    mapCells { cell in
      var cell = cell
      cell.mark = nil
      if let scalar = cell.scalar, !scalar.isASCII {
        cell.scalar = keepsLines ? scalar.consoleStandIn : scalar.asciiStandIn
      }
      return cell
    }
  }
}

extension Unicode.Scalar {
  /// The ASCII character that stands for this one where only ASCII can be shown.
  var asciiStandIn: Unicode.Scalar { Self.standIns[self] ?? "?" }

  private static let standIns: [Unicode.Scalar: Unicode.Scalar] = {
    let groups: [(Unicode.Scalar, String)] = [
      ("-", "−─╌┄–"), ("=", "━"), (".", "┈"), ("|", "│┆┊┃▏▕╎"), ("+", "╭╮╰╯┌┐└┘├┤┬┴┼"), (">", "→▶▸"),
      ("<", "◀◂"),
      ("=", "←"),
      ("^", "↑▲"), ("v", "↓▼"), ("*", "●•◆∗"), ("x", "×"), ("o", "○◦"), (".", "·…"), ("*", "⋅"),
      ("#", "█▓▀▄■"),
      (":", "▒░"),
      ("d", "∂Δδ"), ("b", "β"), ("e", "ε"), ("a", "α"), ("l", "λ"), ("u", "μ"), ("s", "σ"), ("w", "θ"),
      ("E", "Σ"), ("V", "√"), ("~", "≈"), ("y", "✓"), ("X", "✗"), ("|", "‖"), ("=", "≡"), ("8", "∞"),
      ("0", "₀⁰"), ("1", "₁¹"), ("2", "₂²"), ("3", "₃³"), ("4", "₄⁴"), ("5", "₅⁵"), ("6", "₆⁶"), ("7", "₇⁷"),
      ("8", "₈⁸"), ("9", "₉⁹"), ("-", "⁻"), ("t", "ᵗ"), ("[", "⌊⌈▐"), ("]", "⌋⌉▌"), ("<", "≤"), (">", "≥"),
    ]
    var standIns: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (standIn, scalars) in groups {
      for scalar in scalars.unicodeScalars { standIns[scalar] = standIn }
    }
    return standIns
  }()
}
