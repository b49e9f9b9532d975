import Engine

/// Inputs over weights, targets beside them, with a cursor on one of them.
struct NumberGridPanel {
  let article: Snapshot.Article
  let state: AppState

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

  private var shape: (rows: Int, columns: Int) {
    (article.layer.target.count, article.layer.input.count)
  }

  private func layout(in inside: Rect) -> Layout {
    let cellWidth = (shape.columns + 1) * 8 < inside.width ? 8 : 7
    let chosen = state.chosenWeight
    // Beyond the reach of an inspection, a large matrix has no numbers here.
    let reach = Inspection.reach
    let columns = page(
      shape.columns, around: chosen.column, room: min(reach, max(1, (inside.width - 1) / cellWidth - 1)))
    let rows = page(shape.rows, around: chosen.row, room: min(reach, max(1, inside.height - 1)))
    let spacing = inside.height >= rows.count * 2 + 1 ? 2 : 1
    return Layout(
      rows: rows, columns: columns, cellWidth: cellWidth,
      left: inside.x + max(0, (inside.width - 1 - (columns.count + 1) * cellWidth) / 2),
      top: inside.y + max(0, (inside.height - 1 - rows.count * spacing) / 2), spacing: spacing)
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let weight = state.snapshot.parameters[0].value
    let inside = Panel(title: "x, W and y", caption: "\(shape.rows)×\(shape.columns)").draw(in: area, &canvas)
    let limit = HeatMap(matrix: weight.blocks, look: state.look).limit
    let layout = layout(in: inside)
    for column in layout.columns {
      let input = article.layer.input[column]
      draw(input, .input(column), nil, in: layout.field(row: -1, column: column), &canvas)
      for row in layout.rows {
        guard let number = self.weight(row, column) else { continue }
        let value = Double(number)
        let color = state.look.depth == .none ? nil : ColorMap.diverging.color(value, limit: limit)
        draw(
          value, .weight(row: row, column: column), color, in: layout.field(row: row, column: column), &canvas
        )
      }
    }
    for row in layout.rows {
      let field = layout.field(row: row, column: layout.columns.upperBound)
      draw(article.layer.target[row], .target(row), nil, in: field, &canvas)
    }
    if layout.rows.count < shape.rows || layout.columns.count < shape.columns {
      let (rows, columns) = (layout.rows, layout.columns)
      let text = "[\(rows.lowerBound):\(rows.upperBound), \(columns.lowerBound):\(columns.upperBound)]"
      canvas.write(" \(text) ", x: area.x + 2, y: area.maxY - 1, limit: area.maxX - 1, Theme.quiet)
    }
  }

  /// A weight, as far as the snapshot holds it in full.
  private func weight(_ row: Int, _ column: Int) -> Float? {
    let weight = state.snapshot.parameters[0].value
    return weight.isWhole ? weight[row, column] : article.inspection.weight(row: row, column: column)
  }

  /// The number that is drawn at a place of the screen, if any, where the panel fills `area`.
  func target(x: Int, y: Int, in area: Rect) -> Place? {
    let layout = layout(in: area.inset(2, 1))
    func isHit(_ row: Int, _ column: Int) -> Bool {
      let field = layout.field(row: row, column: column)
      return y == field.y && x >= field.x && x < field.maxX
    }
    for column in layout.columns {
      if isHit(-1, column) { return .input(column) }
      for row in layout.rows where isHit(row, column) { return .weight(row: row, column: column) }
    }
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
    let hasColor = state.look.depth != .none && state.look.glyphs == .unicode
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
