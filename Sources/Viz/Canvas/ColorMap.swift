/// Colours for numbers: diverging for signed ones, sequential for those that cannot be negative.
///
/// Both are quantised, so that a number drifting a little does not repaint its cell at every frame, and safe for
/// the common kinds of colour blindness: blue against orange, and between teal and yellow.
enum ColorMap: Sendable {
  case diverging
  case sequential
  /// The sequential one for what is beside the matter, with softer texts on it.
  case dimmed
  /// The diverging one beneath points that matter more.
  case dimmedDiverging

  /// How many steps lie between nothing and the full colour.
  static let levels = 8

  /// The step of a magnitude between 0 and `limit`, from 0 to `levels`.
  static func level(_ magnitude: Double, limit: Double) -> Int {
    guard magnitude.isFinite, limit > 0 else { return magnitude == 0 || limit > 0 ? 0 : levels }
    return Int((min(1, magnitude / limit) * Double(levels)).rounded())
  }

  /// The colour for `value` where `limit` is the largest magnitude shown; `Theme.legible` reads on it.
  func color(_ value: Double, limit: Double) -> Color {
    guard value.isFinite else { return Theme.bad }
    let level = Self.level(abs(value), limit: limit)
    return switch self {
    case .diverging: Color(value < 0 ? .negative : .positive, level)
    case .sequential: Color(.rising, level)
    case .dimmed: Color(.dimmedRising, level)
    case .dimmedDiverging: Color(value < 0 ? .dimmedNegative : .dimmedPositive, level)
    }
  }
}
