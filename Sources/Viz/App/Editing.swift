import Engine

/// A number while it is being typed.
struct Editing: Equatable {
  let target: Place
  private(set) var number = TypedNumber()
  /// What is wrong with what was typed.
  var problem: String?

  /// A number at `target` of which `text` was typed already.
  init(target: Place, text: String = "") {
    self.target = target
    for scalar in text.unicodeScalars { number.append(scalar) }
    problem = number.problem
  }

  /// What was typed so far, as it will be read.
  var text: String { number.text }

  /// Carries out a key and returns the number that it finished, if it did.
  mutating func perform(_ action: EditAction) -> Double? {
    switch action {
    case .insert(let scalar): number.append(scalar)
    case .delete: number.removeLast()
    case .cancel: break
    case .commit:
      switch number.value {
      case .success(let value): return value
      case .failure(let refusal):
        problem = refusal.reason
        return nil
      }
    }
    problem = number.problem
    return nil
  }

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
  /// Moves the cursor over the numbers of a parameter; of the article's layer, inputs lie above the weights, targets to their
  /// right.
  mutating func moveCursor(columns: Int, rows: Int) {
    guard let layer = snapshot.article?.layer else {
      let (place, grid) = (chosenWeight, ParameterGrid(shape: shownParameter.value.shape))
      let (row, column) = grid.position(of: place.index)
      cursor = Place(
        tensor: place.tensor, index: grid.nearestIndex(row: row + rows, column: column + columns))
      return
    }
    let (lastRow, width) = (layer.target.count - 1, layer.input.count)
    let place =
      switch cursor.tensor {
      case "x": (row: -1, column: cursor.column)
      case "y": (row: cursor.row, column: width)
      default: (row: cursor.row, column: cursor.column)
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
    guard var editing, action != .cancel else {
      editing = nil
      return nil
    }
    let value = editing.perform(action)
    self.editing = value == nil ? editing : nil
    return value.map { .command(.edit(editing.target, $0)) }
  }
}
