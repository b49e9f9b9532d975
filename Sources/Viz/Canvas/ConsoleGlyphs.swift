extension Unicode.Scalar {
  /// The character for this one on a console, whose fonts have a few lines and blocks besides their letters.
  ///
  /// Every console font of Debian with letters of a European, Arabic or Hebrew script has these, and so has the one that
  /// the kernel brings along. Braille, half blocks and rounded corners are in few or none.
  var consoleStandIn: Unicode.Scalar {
    switch self {
    case "─", "│", "┌", "┐", "└", "┘", "├", "┤", "┬", "┴", "┼", "█", "▒", "░", "■", "▲", "▼", "◀", "▶": self
    case "╭": "┌"
    case "╮": "┐"
    case "╰": "└"
    case "╯": "┘"
    case "┃", "┆", "┊", "╎": "│"
    case "▓": "▒"
    case "▸": "▶"
    case "◂": "◀"
    default: asciiStandIn
    }
  }
}
