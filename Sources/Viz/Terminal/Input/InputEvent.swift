/// Something that a terminal said.
enum InputEvent: Equatable, Sendable {
  case key(Key)
  /// A press of the mouse's first button at a column and row, counted from 0.
  case click(x: Int, y: Int)
  /// A move of the mouse to a column and row while its first button is down.
  case drag(x: Int, y: Int)
  /// The mouse's button was let go.
  case release
  /// A turn of the wheel at a column and row.
  case scroll(Direction, x: Int, y: Int)
  /// Text that was pasted: as much of it as is kept, and whether that is all.
  case paste(String, isWhole: Bool)
  /// Whether the terminal's window came to the front, or went behind another.
  case focus(Bool)
  /// The answer to a request for the terminal's background.
  case background(RGB)
  /// The answer to a request for the terminal's status.
  case answer

  /// Where the wheel turns to.
  enum Direction: Sendable {
    case up, down, left, right
  }
}
