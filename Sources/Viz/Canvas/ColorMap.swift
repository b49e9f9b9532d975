/// Colours for numbers: diverging for signed ones, sequential for those that cannot be negative.
///
/// Both are quantised, so that a number drifting a little does not repaint its cell at every frame, and safe for
/// the common kinds of colour blindness: blue against orange, and dark teal to yellow.
enum ColorMap: Sendable {
  case diverging
  case sequential

  /// How many steps lie between nothing and the full colour.
  static let levels = 8

  /// The step of a magnitude between 0 and `limit`, from 0 to `levels`.
  static func level(_ magnitude: Double, limit: Double) -> Int {
    guard magnitude.isFinite, limit > 0 else { return magnitude == 0 || limit > 0 ? 0 : levels }
    return Int((min(1, magnitude / limit) * Double(levels)).rounded())
  }

  /// The colour for `value` where `limit` is the largest magnitude shown.
  func color(_ value: Double, limit: Double) -> Color {
    guard value.isFinite else { return Theme.bad }
    let level = Self.level(abs(value), limit: limit)
    switch self {
    case .diverging: return value < 0 ? Self.negative[level] : Self.positive[level]
    case .sequential: return Self.rising[level]
    }
  }

  /// Black or white, whichever reads better on `background`.
  static func textColor(on background: Color) -> Color {
    background.luminance > 118 ? Color(0x0d1117) : Color(0xf0f6fc)
  }

  private static let zero = Color(0x1f262e)
  private static let negative = ramp([zero, Color(0x1f5a94), Color(0x6cb6ff)])
  private static let positive = ramp([zero, Color(0x8f5212), Color(0xffb057)])
  private static let rising = ramp([zero, Color(0x1f6f72), Color(0x7fb069), Color(0xf1e05a)])

  /// `levels` + 1 colours along straight lines between `stops`.
  private static func ramp(_ stops: [Color]) -> [Color] {
    (0...levels).map { level in
      let place = Double(level) / Double(levels) * Double(stops.count - 1)
      let stop = min(Int(place), stops.count - 2)
      return stops[stop].mixed(with: stops[stop + 1], place - Double(stop))
    }
  }
}
