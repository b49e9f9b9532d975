/// One character place of the screen.
struct Cell: Equatable, Sendable {
  /// How a cell's text stands out, besides by its colour.
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
    // What is drawn most: Latin letters, lines, blocks and braille.
    case ..<0x300, 0x2500..<0x25fd, 0x2800...0x28ff: 1
    default: isIn(CharacterWidths.double) ? 2 : isIn(CharacterWidths.none) ? 0 : 1
    }
  }

  /// Whether it stands on the character before, and is seen there whatever the terminal: not what joins or varies others.
  var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: !properties.isVariationSelector
    default: false
    }
  }

  private func isIn(_ ranges: [ClosedRange<UInt32>]) -> Bool {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
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
