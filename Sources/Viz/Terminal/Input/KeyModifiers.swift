/// The keys held together with another, as terminals number them: a sum of powers of two, and one more.
struct KeyModifiers: OptionSet, Sendable {
  let rawValue: Int
  static let shift = KeyModifiers(rawValue: 1)
  static let alt = KeyModifiers(rawValue: 2)
  static let control = KeyModifiers(rawValue: 4)
  private static let known = 63

  init(rawValue: Int) {
    self.rawValue = rawValue
  }

  /// The modifiers of a sequence's parameter; the locks (Caps, Num), beyond the known ones, change no key.
  init(parameter: Int) {
    rawValue = max(0, parameter - 1) & Self.known
  }

  /// A key with the modifiers held.
  ///
  /// With any of them it is another key, which no row of the table has: an arrow that scrolls a terminal or walks over
  /// words elsewhere must not steer a run by surprise.
  func applied(to key: Key) -> Key {
    isEmpty ? key : .other(names + key.title)
  }

  /// What a character's key means with the modifiers held, where the terminal spells them out.
  ///
  /// Only what plain bytes say as well acts as the plain key: Shift's capitals, Ctrl's letters, and Shift beside keys
  /// that other terminals send without it.
  func applied(toCharacter scalar: Unicode.Scalar, shifted: Unicode.Scalar?) -> Key? {
    let plain: Key? =
      switch scalar.value {
      case 9: .tab
      case 13: .enter
      case 27: .escape
      case 8, 127: .backspace
      case ..<32, 0x80..<0xa0: nil
      default: .character(scalar)
      }
    guard let plain else { return nil }
    if self == .shift {
      if case .character = plain {
        let isSmall = ("a"..."z").contains(scalar)
        let capital = isSmall ? Unicode.Scalar(scalar.value - 32) : nil
        return .character(shifted ?? capital ?? scalar)
      }
      if plain != .tab { return plain }
    }
    if self == .control, scalar.isASCII, scalar.properties.isAlphabetic {
      return .control(Unicode.Scalar(scalar.value | 32) ?? scalar)
    }
    return applied(to: plain)
  }

  private var names: String {
    let all = ["Shift-", "Alt-", "Ctrl-", "Super-", "Hyper-", "Meta-"]
    return all.indices.reversed().filter { rawValue >> $0 & 1 == 1 }.map { all[$0] }.joined()
  }
}
