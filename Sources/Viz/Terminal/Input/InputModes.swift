/// What a terminal is asked to send besides keys, and the texts that ask for it.
struct InputModes {
  /// The request for the terminal's status.
  static let statusRequest = "\u{1b}[5n"
  /// The request for the terminal's background.
  static let backgroundRequest = "\u{1b}]11;?\u{1b}\\"
  private static let pasteOn = "\u{1b}[?2004h"
  private static let pasteOff = "\u{1b}[?2004l"
  // With the places as decimal numbers: the older way ends at column 223.
  // Moves are told while a button is down, where the terminal knows how; else presses alone.
  private static let mouseOn = "\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h"
  private static let mouseOff = "\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l"

  /// Whether the terminal takes such requests; another one would show them.
  let isPossible: Bool
  /// Whether it reports the mouse.
  let hasMouse: Bool
  private var takesMouse = false

  init(isPossible: Bool, hasMouse: Bool) {
    self.isPossible = isPossible
    self.hasMouse = hasMouse && isPossible
  }

  /// What asks for all that is wanted now.
  var beginning: String { isPossible ? Self.pasteOn + (takesMouse ? Self.mouseOn : "") : "" }

  /// What takes everything back.
  var ending: String { isPossible ? Self.pasteOff + (takesMouse ? Self.mouseOff : "") : "" }

  /// Notes whether the mouse is wanted, and returns what asks for the change.
  mutating func takeMouse(_ takes: Bool) -> String {
    guard hasMouse, takes != takesMouse else { return "" }
    takesMouse = takes
    return takes ? Self.mouseOn : Self.mouseOff
  }
}
