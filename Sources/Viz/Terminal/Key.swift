/// A key as a person would name it.
enum Key: Hashable, Sendable {
  case character(Unicode.Scalar)
  case up, down, left, right
  case enter, escape, tab, backspace, home, end, pageUp, pageDown
  /// A small letter, or another ASCII character, pressed together with Ctrl.
  case control(Unicode.Scalar)
  /// A key that no row of the key table has, by its name: a function key, or any key with a modifier.
  case other(String)

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
    case .control, .other: return title
    default: return name
    }
  }

  /// The name used in `viz render --keys`.
  var name: String {
    if let name = Self.names.first(where: { $0.1 == self })?.0 { return name }
    switch self {
    case .character(let scalar): return String(Character(scalar))
    case .control(let scalar): return "ctrl-\(scalar)"
    default: return title.lowercased()
    }
  }

  /// What is printed on the key: Home, PageUp, Ctrl-L.
  var title: String {
    switch self {
    case .character(" "): "Space"
    case .character(let scalar): String(Character(scalar))
    case .control(let scalar): "Ctrl-" + scalar.properties.uppercaseMapping
    case .other(let title): title
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backspace: "Backspace"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PageUp"
    case .pageDown: "PageDown"
    }
  }

  /// The key of that name: one character, a word such as "space" or "ctrl-l" in any case.
  init?(name: String) {
    let word = name.lowercased()
    let look = Look()
    if let key = Self.names.first(where: { $0.0 == word || $0.1.symbol(in: look).lowercased() == word })?.1 {
      self = key
    } else if name.unicodeScalars.count == 1, let scalar = name.unicodeScalars.first {
      self = .character(scalar)
    } else if word.hasPrefix("ctrl-"), word.unicodeScalars.count == 6, let scalar = word.unicodeScalars.last,
      ("a"..."z").contains(scalar)
    {
      self = .control(scalar)
    } else {
      return nil
    }
  }

  /// The key that sends a byte of ASCII by itself.
  init(ascii byte: UInt8) {
    self =
      switch byte {
      case 0: .other("Ctrl-Space")
      case 8, 127: .backspace
      case 9: .tab
      case 10, 13: .enter
      case 27: .escape
      case ..<27: .control(Unicode.Scalar(byte + 96))
      case ..<32: .control(Unicode.Scalar(byte + 64))
      default: .character(Unicode.Scalar(byte))
      }
  }
}
