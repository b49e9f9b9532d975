/// A key as a person would name it.
enum Key: Hashable, Sendable {
  case character(Unicode.Scalar)
  case up, down, left, right
  /// A press of the mouse's first button at a column and row.
  case click(x: Int, y: Int)
  case enter, escape, tab, backspace, home, end, pageUp, pageDown

  private static let names: [(String, Key)] = [
    ("space", .character(" ")), ("up", .up), ("down", .down), ("left", .left), ("right", .right),
    ("enter", .enter), ("esc", .escape), ("tab", .tab), ("backspace", .backspace),
    ("home", .home), ("end", .end), ("pageup", .pageUp), ("pagedown", .pageDown),
  ]

  /// What the screen calls it: arrows as arrows, the others by name; in ASCII all by name, for < and > are keys too.
  func symbol(in look: Look) -> String {
    guard look.glyphs == .unicode else { return name }
    switch self {
    case .up: return "▲"
    case .down: return "▼"
    case .left: return "◀"
    case .right: return "▶"
    case .pageUp: return "PgUp"
    case .pageDown: return "PgDn"
    default: return name
    }
  }

  /// The name used in `viz render --keys`.
  var name: String {
    if let name = Self.names.first(where: { $0.1 == self })?.0 { return name }
    if case .character(let scalar) = self { return String(Character(scalar)) }
    return "?"
  }

  /// The key of that name: one character, or a word such as "space" in any case.
  init?(name: String) {
    if let key = Self.names.first(where: { $0.0 == name.lowercased() })?.1 {
      self = key
    } else if name.unicodeScalars.count == 1, let scalar = name.unicodeScalars.first {
      self = .character(scalar)
    } else {
      return nil
    }
  }
}
