import Engine
import Languages

/// A tensor as coloured cells: with its numbers while they fit, as half-block pixels when they do not.
///
/// One with more elements than pixels is reduced: each pixel shows the element of largest magnitude in its block.
struct HeatMap {
  /// Of any rank: see `TensorSheet`.
  let matrix: Tensor
  var colors = ColorMap.diverging
  var look: Look
  /// The tallest that one element may become, in rows.
  var tallestCell = 3
  /// Whether the range of the colours is told in the last row.
  var hasLegend = true
  /// The rows and columns of the whole of which `matrix` holds the strongest of each block, if it does.
  var whole: [Int]?

  /// The narrowest and the widest cell that holds a number.
  private static let numberWidths = 6...13

  /// Where the colours end.
  var limit: Double { RoundNumbers.colorLimit(of: matrix.elements) }

  /// Draws the matrix, centred, with its legend in the last row.
  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard area.width > 0, area.height > 0 else { return }
    guard matrix.count > 0 else {
      canvas.writeCentered(
        canvas.shortened(say("widget.noElements", "no elements"), to: area.width), in: area,
        row: area.height / 2, Theme.quiet)
      return
    }
    let limit = limit
    let hasLegend = hasLegend && area.height >= 4
    let body = hasLegend ? area.rows(0, area.height - 2) : area
    var sheet = TensorSheet(matrix, hasGaps: true)
    if sheet.rows > body.height * (look.hasHalfBlocks ? 2 : 1) || sheet.columns > body.width {
      sheet = TensorSheet(matrix)
    }
    let (rows, columns) = (sheet.rows, sheet.columns)
    let gap = columns * (Self.numberWidths.lowerBound + 2) + 2 * (columns - 1) <= body.width ? 2 : 0
    let cellWidth = min(Self.numberWidths.upperBound, (body.width - gap * (columns - 1)) / columns)
    var note = ""
    if cellWidth >= Self.numberWidths.lowerBound, rows <= body.height {
      drawNumbers(sheet, in: body, cellWidth: cellWidth, gap: gap, limit, &canvas)
    } else {
      note = drawPixels(sheet, in: body, limit, &canvas)
    }
    if hasLegend { drawLegend(in: area.rows(area.height - 1), limit, note: note, &canvas) }
  }

  private func drawNumbers(
    _ sheet: TensorSheet, in area: Rect, cellWidth: Int, gap: Int, _ limit: Double, _ canvas: inout Canvas
  ) {
    let (rows, columns) = (sheet.rows, sheet.columns)
    let rowGap = rows > 1 && gap > 0 && area.height >= rows * 4 - 1 ? 1 : 0
    let tallest = min(tallestCell, (area.height - rowGap * (rows - 1)) / rows)
    // An odd height has a middle row for the number.
    let cellHeight = tallest > 2 && tallest % 2 == 0 ? tallest - 1 : tallest
    let width = columns * cellWidth + (columns - 1) * gap
    let height = rows * cellHeight + (rows - 1) * rowGap
    let left = area.x + (area.width - width) / 2
    let top = area.y + (area.height - height) / 2
    for row in 0..<rows {
      for column in 0..<columns {
        guard let value = sheet[row, column] else { continue }
        let cell = Rect(
          x: left + column * (cellWidth + gap), y: top + row * (cellHeight + rowGap),
          width: cellWidth, height: cellHeight)
        draw(value, in: cell, limit, &canvas)
      }
    }
  }

  /// One element with its number in the middle.
  private func draw(_ value: Double, in cell: Rect, _ limit: Double, _ canvas: inout Canvas) {
    let text = NumberText.compact(value, width: min(8, cell.width - 1), signed: colors == .diverging)
    if look.depth == .none {
      // Without colour, the magnitude is a shade around the number, and the number has clear space.
      canvas.fill(cell, with: ShadeGlyph.of(value, limit: limit, look), Theme.plain)
      let left = cell.height > 1 ? cell.x : cell.x + (cell.width - canvas.columns(text)) / 2 - 1
      let clear = Rect(
        x: left, y: cell.y + cell.height / 2, width: cell.width - 2 * (left - cell.x), height: 1)
      canvas.fill(clear, Theme.plain)
      canvas.writeCentered(text, in: clear, Theme.strong)
    } else {
      let background = colors.color(value, limit: limit)
      canvas.fill(cell, Ink(Theme.text, on: background))
      let ink = Ink(Theme.legible, on: background, .bold)
      canvas.writeCentered(text, in: cell, row: cell.height / 2, ink)
    }
  }

  /// Two pixels a cell, one above the other; returns a note where several elements share a pixel.
  private func drawPixels(
    _ sheet: TensorSheet, in area: Rect, _ limit: Double, _ canvas: inout Canvas
  ) -> String {
    let (rows, columns) = (sheet.rows, sheet.columns)
    let halves = look.hasHalfBlocks
    let widest = max(1, min(6, area.width / columns))
    let (pixelRows, pixelColumns) = (
      min(rows, area.height * (halves ? 2 : 1)), min(columns, area.width)
    )
    let pixelHeight = max(
      1, min(halves ? widest : (widest + 1) / 2, area.height * (halves ? 2 : 1) / pixelRows))
    let cellRows = halves ? (pixelRows * pixelHeight + 1) / 2 : pixelRows * pixelHeight
    let left = area.x + (area.width - pixelColumns * widest) / 2
    let top = area.y + (area.height - cellRows) / 2
    let pixels = sheet.strongest(blockRows: pixelRows, blockColumns: pixelColumns)
    if look.depth == .none {
      for y in 0..<cellRows {
        for x in 0..<pixelColumns * widest {
          let value = pixels[y / pixelHeight * pixelColumns + x / widest]
          canvas.put(
            value.map { ShadeGlyph.of($0, limit: limit, look) } ?? " ", x: left + x, y: top + y, Theme.plain)
        }
      }
    } else {
      let painted = pixels.map { $0.map { colors.color($0, limit: limit) } ?? Theme.background }
      func color(_ line: Int, _ column: Int) -> Color { painted[line / pixelHeight * pixelColumns + column] }
      for y in 0..<cellRows {
        for column in 0..<pixelColumns {
          let upper = color(halves ? 2 * y : y, column)
          let hasLower = 2 * y + 1 < pixelRows * pixelHeight
          let lower = !halves ? upper : hasLower ? color(2 * y + 1, column) : Theme.background
          let cell = Rect(x: left + column * widest, y: top + y, width: widest, height: 1)
          canvas.fill(cell, with: upper == lower ? " " : "▀", Ink(upper, on: lower))
        }
      }
    }
    let (allRows, allColumns) = wholeTable ?? (rows, columns)
    guard pixelRows < allRows || pixelColumns < allColumns else { return "" }
    let block = "\((allRows + pixelRows - 1) / pixelRows)×\((allColumns + pixelColumns - 1) / pixelColumns)"
    return say("widget.largestOf", "largest of \(block)")
  }

  /// The rows and columns of the whole where it is laid out as `matrix` is: a matrix itself, and of another rank the first axis
  /// and all others, as a run elsewhere tells it.
  private var wholeTable: (rows: Int, columns: Int)? {
    guard let whole, matrix.shape.count == 2, !whole.isEmpty else { return nil }
    return whole.count == 1 ? (1, whole[0]) : (whole[0], whole.dropFirst().reduce(1, *))
  }

  /// The range of the colours, with a sample of each, and a note where elements were reduced.
  private func drawLegend(in area: Rect, _ limit: Double, note: String, _ canvas: inout Canvas) {
    let high = NumberText.shortest(limit)
    let low = colors == .diverging ? "−" + high : "0"
    let levels = colors == .diverging ? Array(-ColorMap.levels...ColorMap.levels) : Array(0...ColorMap.levels)
    let ends = canvas.columns(low) + canvas.columns(high) + (colors == .diverging ? 3 : 2)
    // Fewer colours where the ranks are distinguished by fewer characters, or the room is short; both ends stay.
    let least = look.depth == .none ? 2 : 1
    let last = levels.count - 1
    let distances = (least...last).filter { last.isMultiple(of: $0) }
    // That elements share a cell is worth more than the last shades of the scale.
    let noteRoom = note.isEmpty ? 0 : 2 + canvas.columns(note)
    let distance =
      distances.first { last / $0 >= 4 && ends + last / $0 + 1 + noteRoom <= area.width }
      ?? distances.first { ends + last / $0 + 1 <= area.width }
    guard let distance else { return }
    let samples = stride(from: 0, through: last, by: distance).map { levels[$0] }
    let width = ends + samples.count
    let noteWidth =
      note.isEmpty || width + 2 + canvas.columns(note) > area.width ? 0 : 2 + canvas.columns(note)
    let left = area.x + (area.width - width - noteWidth) / 2
    var x = canvas.write(low + " ", x: left, y: area.y, Theme.quiet)
    for sample in samples {
      let value = Double(sample) / Double(ColorMap.levels) * limit
      if look.depth == .none {
        canvas.put(ShadeGlyph.of(value, limit: limit, look), x: x, y: area.y, Theme.plain)
      } else {
        canvas.put(" ", x: x, y: area.y, Ink(Theme.text, on: colors.color(value, limit: limit)))
      }
      x += 1
    }
    x = canvas.write(" " + (colors == .diverging ? "+" : "") + high, x: x, y: area.y, Theme.quiet)
    if noteWidth > 0 { canvas.write("  " + note, x: x, y: area.y, Theme.quiet) }
  }
}
