import Engine

/// A number while it is being typed.
struct Editing: Equatable {
  let target: EditTarget
  var text = ""
  /// What is wrong with what was typed.
  var problem: String?

  /// The line that shows it.
  var prompt: String {
    let hint = problem ?? "enter sets it, esc leaves it"
    return "\(Symbol.number(target)) = \(text)▏  \(hint)"
  }
}

/// What typing asks for.
enum EditAction: Equatable, Sendable {
  case insert(Unicode.Scalar)
  case delete
  case commit
  case cancel

  /// What a key means while a number is typed.
  init?(_ key: Key) {
    switch key {
    case .character(let scalar): self = .insert(scalar)
    case .backspace: self = .delete
    case .enter: self = .commit
    case .escape: self = .cancel
    default: return nil
    }
  }
}

extension AppState {
  /// Moves the cursor: inputs lie above the weights, targets to their right.
  mutating func moveCursor(columns: Int, rows: Int) {
    let (lastRow, width) = (snapshot.layer.target.count - 1, snapshot.layer.input.count)
    let place: (row: Int, column: Int)
    switch cursor {
    case .weight(let row, let column): place = (row, column)
    case .input(let column): place = (-1, column)
    case .target(let row): place = (row, width)
    }
    let row = min(max(place.row + rows, -1), lastRow)
    let column = min(max(place.column + columns, 0), row < 0 ? width - 1 : width)
    if row < 0 {
      cursor = place.column == width ? .target(0) : .input(column)
    } else {
      cursor = column == width ? .target(row) : .weight(row: row, column: column)
    }
  }

  /// Carries out what was typed; a finished number becomes a command.
  mutating func perform(_ action: EditAction) -> RunCommand? {
    guard var editing else { return nil }
    editing.problem = nil
    switch action {
    case .insert(let scalar):
      if "0123456789.-+eE".unicodeScalars.contains(scalar), editing.text.count < 24 {
        editing.text.unicodeScalars.append(scalar)
      } else {
        editing.problem = "only digits, point, minus and e make a number"
      }
    case .delete:
      if !editing.text.isEmpty { editing.text.removeLast() }
    case .cancel:
      self.editing = nil
      return nil
    case .commit:
      guard let value = Double(editing.text) else {
        editing.problem =
          editing.text.isEmpty ? "type a number first" : "that is no number, such as −0.25 or 1e−3"
        break
      }
      guard Float(value).isFinite else {
        editing.problem = "that is beyond float32, which ends at 3.4e38"
        break
      }
      self.editing = nil
      return .train(.edit(editing.target, value))
    }
    self.editing = editing
    return nil
  }
}
