import CNcurses

/// What terminfo says of a terminal.
struct TerminalDescription: Equatable {
  /// Whether it can write at any place of its screen.
  var placesCursor = true
  /// Whether it takes the control sequences of ECMA-48.
  var takesControlSequences = true
  /// How many colours it has.
  var colors = 0
  /// Whether its colours are red, green and blue instead of numbers of a palette.
  var hasRGB = false
  /// Its size where nothing else tells one, 0 where it has none.
  var size = ScreenSize(width: 0, height: 0)

  /// Looks up the terminal of that name; `nil` where terminfo does not know it.
  static func find(_ name: String) -> TerminalDescription? {
    var found = cncurses_description()
    guard !name.isEmpty, cncurses_describe(name, &found) else { return nil }
    return TerminalDescription(
      placesCursor: found.places_cursor, takesControlSequences: found.takes_control_sequences,
      colors: Int(found.colors), hasRGB: found.has_rgb,
      size: ScreenSize(width: Int(found.width), height: Int(found.height)))
  }
}
