import Engine
import Languages

/// One stage's tensor in cells, with the cursor and what lights up with it.
struct StagePanel {
  let stage: RowView.Stage
  /// Whether the gradient is shown in place of the numbers.
  let isGradient: Bool
  let lit: Set<[Int]>
  let cursor: [Int]?
  let picture: PictureSize?
  let letters: [Character]
  let look: Look

  /// The widest cell, and the narrowest that holds a number.
  private static let cellWidths = 7...8
  /// What a gradient beside a number takes.
  private static let gradientWidth = 10

  /// The rows and columns that a stage is laid out in: a vector stands upright, a picture is one.
  private static func layout(_ shape: [Int], _ picture: PictureSize?) -> (rows: Int, columns: Int) {
    if let picture, picture.rows * picture.columns == shape.reduce(1, *) {
      return (picture.rows, picture.columns)
    }
    switch shape.count {
    case 0: return (1, 1)
    case 1: return (shape[0], 1)
    default: return (shape.dropLast().reduce(1, *), shape[shape.count - 1])
    }
  }

  /// How wide the panel is with one column of the screen for each of its own at the least, and as it would like to be.
  static func width(_ stage: RowView.Stage, picture: PictureSize?, hasLetters: Bool) -> (
    least: Int, wanted: Int
  ) {
    let columns = layout(stage.shape, picture).columns
    if columns == 1 { return (hasLetters ? 9 : 11, hasLetters ? 11 : 15) }
    return (min(24, columns + 4), min(64, columns * (columns <= 4 ? 8 : 2) + 4))
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let name = stage.layer.map { type(of: $0).name } ?? say("flow.input", "input")
    let shape = stage.shape.isEmpty ? "" : stage.shape.map { String($0) }.joined(separator: "×")
    let title = isGradient ? "∂ \(name)" : name
    let inside = Panel(title: canvas.shortened(title, to: area.width - 4), caption: shape).draw(
      in: area, &canvas)
    if cursor != nil {
      canvas.write(
        " \(canvas.shortened(title, to: area.width - 4)) ", x: area.x + 2, y: area.y, limit: area.maxX - 1,
        Ink(Theme.key, .bold))
    }
    guard inside.width >= 1, inside.height >= 1 else { return }
    guard let tensor = isGradient ? stage.gradient : stage.data else {
      let words =
        stage.layer == nil
        ? say("flow.givenNoGradient", "given:\nno ∂") : say("flow.noTargetNoGradient", "no target,\nno ∂")
      for (line, text) in words.split(separator: "\n").enumerated() where line < inside.height {
        canvas.write(
          canvas.shortened(String(text), to: inside.width), x: inside.x, y: inside.y + line, Theme.quiet)
      }
      return
    }
    drawCells(tensor, in: inside, &canvas)
  }

  private func drawCells(_ tensor: Tensor, in inside: Rect, _ canvas: inout Canvas) {
    let (rows, columns) = Self.layout(stage.shape, picture)
    let numbers = tensor.elements
    guard !numbers.isEmpty else { return }
    let limit = RoundNumbers.colorLimit(of: numbers)
    let hasHalves = PixelPicture.pixelsPerCell(look) == 2
    let isNumbered =
      columns * Self.cellWidths.lowerBound <= inside.width && (rows <= inside.height || columns == 1)
    // Rows of half a cell where whole ones have no room, and there is no number to be read.
    if !isNumbered, rows > inside.height || columns > inside.width, hasHalves || columns > inside.width {
      let height = min(inside.height, max(1, (rows + 1) / 2))
      PixelPicture(numbers: numbers, columns: columns, rows: rows, limit: limit, look: look).draw(
        in: Rect(
          x: inside.x, y: inside.y, width: min(inside.width, columns * max(1, inside.width / columns)),
          height: height),
        &canvas)
      return
    }
    let width =
      isNumbered
      ? min(Self.cellWidths.upperBound, inside.width / columns) : min(2, max(1, inside.width / columns))
    let visible = visible(rows, room: inside.height, columns)
    let height = columns > 1 || !letters.isEmpty ? max(1, min(3, inside.height / rows)) : 1
    // A vector has its gradient beside it, where that has room.
    let beside = Self.gradientWidth
    let gradient =
      isNumbered && columns == 1 && letters.isEmpty && !isGradient && inside.width >= width + beside
      ? stage.gradient : nil
    let left = inside.x + max(0, (inside.width - columns * width - (gradient == nil ? 0 : beside)) / 2)
    for row in visible {
      for column in 0..<columns where left + (column + 1) * width <= inside.maxX {
        let place = row * columns + column
        let cell = Rect(
          x: left + column * width, y: inside.y + (row - visible.lowerBound) * height, width: width,
          height: height)
        draw(Double(numbers[place]), at: place, limit, isNumbered: isNumbered, in: cell, &canvas)
      }
      if let gradient {
        let number = Double(gradient[stage.data.indices(at: row)])
        let text = "∂ " + NumberText.compact(number, width: beside - 3, signed: true)
        canvas.writeRight(
          text, maxX: left + width + beside, y: inside.y + (row - visible.lowerBound) * height,
          Theme.quiet.forNumber(number))
      }
    }
    if visible.count < rows {
      let page = "\(visible.lowerBound)–\(visible.upperBound - 1)"
      let whole = say("flow.pageOf", "\(page) of \(rows)")
      let forms = [" \(whole) ", whole, " \(page) ", page]
      if let text = forms.first(where: { canvas.columns($0) <= inside.width }) {
        canvas.write(text, x: inside.x, y: inside.maxY, limit: inside.maxX, Theme.quiet)
      }
    }
  }

  /// The rows in view: the page that holds the cursor, or what lights up.
  private func visible(_ rows: Int, room: Int, _ columns: Int) -> Range<Int> {
    guard rows > room else { return 0..<rows }
    let focus = cursor ?? lit.min { $0.lexicographicallyPrecedes($1) }
    let row = focus.map { place(of: $0) / columns } ?? 0
    let first = min(row / room * room, rows - room)
    return first..<first + room
  }

  private func place(of index: [Int]) -> Int { zip(index, stage.shape).reduce(0) { $0 * $1.1 + $1.0 } }

  private func draw(
    _ value: Double, at place: Int, _ limit: Double, isNumbered: Bool, in cell: Rect, _ canvas: inout Canvas
  ) {
    let index = stage.data.indices(at: place)
    let isLit = lit.contains(index)
    let isCursor = cursor == index
    if letters.indices.contains(place), !isGradient {
      let y = cell.y + cell.height / 2
      canvas.write(String(letters[place]), x: cell.x + 1, y: y, isLit ? Ink(Theme.key, .bold) : Theme.strong)
      if isLit { canvas.put("▸", x: cell.x, y: y, Ink(Theme.key, .bold)) }
      if cell.width >= 5 { canvas.writeRight("\(Int(value))", maxX: cell.maxX, y: y, Theme.quiet) }
      return
    }
    let color = look.depth == .none ? nil : ColorMap.diverging.color(value, limit: limit)
    if isNumbered {
      let field = cell.columns(1)
      let ink =
        color.map { Ink(Theme.legible, on: $0, isLit ? .bold : []) } ?? Ink(Theme.text, isLit ? .bold : [])
      canvas.fill(field, ink)
      let text = NumberText.compact(value, width: field.width - 1, signed: true)
      let y = cell.y + cell.height / 2
      canvas.writeRight(text, maxX: field.maxX, y: y, ink)
      if isLit { canvas.put(isCursor ? "▐" : "▸", x: cell.x, y: y, Ink(Theme.key, .bold)) }
      return
    }
    let glyph = ShadeGlyph.of(value, limit: limit, look)
    let fill = color.map { Ink(Theme.legible, on: $0) } ?? Theme.plain
    canvas.fill(cell, with: color == nil ? glyph : " ", fill)
    guard isLit else { return }
    canvas.put(
      isCursor ? "■" : "▪", x: cell.x, y: cell.y,
      color.map { Ink(Theme.legible, on: $0, .bold) } ?? Theme.strong)
  }
}
