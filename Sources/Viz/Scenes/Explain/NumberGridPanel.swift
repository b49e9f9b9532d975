import Engine
import Languages

/// The numbers of the chosen parameter, of a large one those around the cursor; the article's with its inputs above and its
/// targets beside them.
struct NumberGridPanel {
  let state: AppState
  let inspection: WeightView

  /// Where each number stands inside of the frame.
  private struct Layout {
    let rows: Range<Int>
    let columns: Range<Int>
    let cellWidth: Int
    let left: Int
    let top: Int
    let spacing: Int

    /// The place of the number at `row` (−1 for inputs) and `column` (one past the last for targets).
    func field(row: Int, column: Int) -> Rect {
      let line = row < 0 ? 0 : spacing + (row - rows.lowerBound) * spacing
      return Rect(
        x: left + (column - columns.lowerBound) * cellWidth + 1, y: top + line, width: cellWidth - 1,
        height: 1)
    }
  }

  private var article: Snapshot.Article? { state.snapshot.article }

  private var grid: ParameterGrid { ParameterGrid(shape: inspection.shape) }

  /// Whether inputs stand above and targets to the right.
  private var hasSample: Bool { article != nil }

  private func layout(in inside: Rect) -> Layout {
    let extra = hasSample ? 1 : 0
    let cellWidth = (grid.columns + extra) * 8 < inside.width ? 8 : 7
    let chosen = grid.position(of: state.chosenWeight.index)
    // Beyond the reach of an inspection, a large matrix has no numbers here.
    let reach = WeightView.reach
    let columns = page(
      grid.columns, around: chosen.column,
      room: min(reach, max(1, (inside.width - 1) / cellWidth - extra)))
    let rows = page(grid.rows, around: chosen.row, room: min(reach, max(1, inside.height - extra)))
    let spacing = inside.height >= rows.count * 2 + extra ? 2 : 1
    return Layout(
      rows: rows, columns: columns, cellWidth: cellWidth,
      left: inside.x + max(0, (inside.width - 1 - (columns.count + extra) * cellWidth) / 2),
      top: inside.y + max(0, (inside.height - extra - rows.count * spacing) / 2)
        - (hasSample ? 0 : spacing), spacing: spacing)
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let tensor = inspection.place.tensor
    let shape = inspection.shape.map { "\($0)" }.joined(separator: "×")
    let inside = Panel(
      title: canvas.shortened(
        hasSample ? say("explain.inputsWeightsTargets", "x, W and y") : tensor, to: area.width - 12),
      caption: shape
    ).draw(in: area, &canvas)
    let value = state.snapshot.parameters.first { $0.name == tensor }?.value
    let limit = value.map { HeatMap(matrix: $0.blocks, look: state.look).limit } ?? 1
    let layout = layout(in: inside)
    for column in layout.columns {
      if let article {
        draw(
          article.layer.input[column], .input(column), nil, in: layout.field(row: -1, column: column), &canvas
        )
      }
      for row in layout.rows {
        guard let number = number(row, column, value) else { continue }
        let value = Double(number)
        let color = state.look.depth == .none ? nil : ColorMap.diverging.color(value, limit: limit)
        let place = Place(tensor: tensor, index: grid.nearestIndex(row: row, column: column))
        draw(value, place, color, in: layout.field(row: row, column: column), &canvas)
      }
    }
    if let article {
      for row in layout.rows {
        let field = layout.field(row: row, column: layout.columns.upperBound)
        draw(article.layer.target[row], .target(row), nil, in: field, &canvas)
      }
    }
    if layout.rows.count < grid.rows || layout.columns.count < grid.columns {
      let (rows, columns) = (layout.rows, layout.columns)
      let ranges = "\(rows.lowerBound):\(rows.upperBound), \(columns.lowerBound):\(columns.upperBound)"
      let text = inspection.shape.count == 1 ? "[\(columns.lowerBound):\(columns.upperBound)]" : "[\(ranges)]"
      canvas.write(" \(text) ", x: area.x + 2, y: area.maxY - 1, limit: area.maxX - 1, Theme.quiet)
    }
  }

  /// A number of the parameter, as far as the snapshot holds it in full.
  private func number(_ row: Int, _ column: Int, _ value: ReducedTensor?) -> Float? {
    if let value, value.isWhole { return value.elements[row * grid.columns + column] }
    return inspection.weight(row: row, column: column)
  }

  /// The number that is drawn at a place of the screen, if any, where the panel fills `area`.
  func target(x: Int, y: Int, in area: Rect) -> Place? {
    let layout = layout(in: area.inset(2, 1))
    func isHit(_ row: Int, _ column: Int) -> Bool {
      let field = layout.field(row: row, column: column)
      return y == field.y && x >= field.x && x < field.maxX
    }
    for column in layout.columns {
      if hasSample, isHit(-1, column) { return .input(column) }
      for row in layout.rows where isHit(row, column) {
        return Place(
          tensor: inspection.place.tensor, index: grid.nearestIndex(row: row, column: column))
      }
    }
    guard hasSample else { return nil }
    return layout.rows.first { isHit($0, layout.columns.upperBound) }.map(Place.target)
  }

  private func draw(
    _ value: Double, _ target: Place, _ color: Color?, in field: Rect, _ canvas: inout Canvas
  ) {
    let ink = color.map { Ink(Theme.legible, on: $0, .bold) } ?? Theme.quiet.forNumber(value)
    canvas.fill(field, ink)
    let text = NumberText.compact(value, width: field.width, signed: true)
    canvas.writeRight(text, maxX: field.maxX, y: field.y, ink)
    guard state.cursor == target else { return }
    let bracket = Ink(Theme.text, .bold)
    let hasColor = state.look.hasHalfBlocks
    canvas.put(hasColor ? "▐" : "[", x: field.x - 1, y: field.y, bracket)
    canvas.put(hasColor ? "▌" : "]", x: field.maxX, y: field.y, bracket)
  }

  /// The page of an axis that holds `place`.
  private func page(_ count: Int, around place: Int, room: Int) -> Range<Int> {
    guard count > room else { return 0..<count }
    let first = min(place / room * room, count - room)
    return first..<first + room
  }
}
