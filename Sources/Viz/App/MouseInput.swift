/// What the mouse did, and at which cell it began.
struct MouseInput: Equatable, Sendable {
  /// What can be done with a mouse.
  enum Kind: Equatable, Sendable {
    /// The first button was pressed and let go at the cell.
    case click
    /// The wheel was turned.
    case scroll(InputEvent.Direction)
    /// The mouse was moved on, the first button down, since it was pressed at the cell.
    case drag(columns: Int, rows: Int)
  }

  let kind: Kind
  let x: Int
  let y: Int
}

/// What presses, moves and releases of the mouse's button come to: only a press that is let go where it was is a click.
struct MouseGesture {
  /// Where the button went down, where the mouse was last, and whether it has moved.
  private var press: (x: Int, y: Int, lastX: Int, lastY: Int, hasMoved: Bool)?

  /// What an event of the mouse comes to, if anything yet.
  mutating func take(_ event: InputEvent) -> MouseInput? {
    switch event {
    case .scroll(let direction, let x, let y):
      return MouseInput(kind: .scroll(direction), x: x, y: y)
    case .click(let x, let y):
      press = (x, y, x, y, false)
      return nil
    case .drag(let x, let y):
      guard let before = press, x != before.lastX || y != before.lastY else { return nil }
      press = (before.x, before.y, x, y, true)
      let kind = MouseInput.Kind.drag(columns: x - before.lastX, rows: y - before.lastY)
      return MouseInput(kind: kind, x: before.x, y: before.y)
    case .release:
      defer { press = nil }
      guard let press, !press.hasMoved else { return nil }
      return MouseInput(kind: .click, x: press.x, y: press.y)
    case .key, .paste, .focus, .background, .answer:
      return nil
    }
  }
}
