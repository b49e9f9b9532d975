/// A character for a number where there is no colour: denser for larger ones, other signs for negative ones.
enum ShadeGlyph {
  static func of(_ value: Double, limit: Double, _ look: Look) -> Unicode.Scalar {
    guard value.isFinite else { return "!" }
    let ramp: [Unicode.Scalar] =
      switch (look.glyphs, value < 0) {
      case (.unicode, false): [" ", "░", "▒", "▓", "█"]
      case (.unicode, true): [" ", "·", "∘", "○", "●"]
      case (.ascii, false): [" ", ".", "+", "*", "#"]
      case (.ascii, true): [" ", ",", "-", "~", "="]
      }
    return ramp[(ColorMap.level(abs(value), limit: limit) + 1) / 2]
  }
}
