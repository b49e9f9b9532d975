/// One character place of the screen.
struct Cell: Equatable, Sendable {
  /// How a cell's text stands out, beside its colour.
  struct Style: OptionSet, Sendable {
    let rawValue: UInt8
    static let bold = Style(rawValue: 1)
    static let underline = Style(rawValue: 2)
    static let reverse = Style(rawValue: 4)
  }

  /// What is written here; `nil` in the second half of a character of double width.
  var scalar: Unicode.Scalar? = " "
  /// A combining mark over `scalar`, such as the hat of m̂.
  var mark: Unicode.Scalar?
  var foreground: Color
  var background: Color
  var style: Style = []
}

extension Unicode.Scalar {
  /// How many columns a terminal gives to the character.
  var columns: Int {
    switch value {
    case ..<0x300: 1
    case 0x300...0x36f: 0
    case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
      0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1faff, 0x20000...0x3fffd:
      2
    default: 1
    }
  }
}

extension String {
  /// How many columns a terminal gives to the very characters of the text.
  ///
  /// What is to be drawn asks `Canvas.columns(_:)` instead: where only ASCII can be shown, it stands there in other words.
  var plainColumns: Int {
    var columns = 0
    for scalar in unicodeScalars { columns += scalar.columns }
    return columns
  }
}
