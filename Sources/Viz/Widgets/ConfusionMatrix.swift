/// How many rows of each class were put into each class: a row for each class, a column for what was said of it.
struct ConfusionMatrix {
  let names: [String]
  /// [class, said], row by row.
  let counts: [Int]
  let look: Look

  private var size: Int { names.count }

  /// The most columns and rows that it fills, with its names.
  func size(_ canvas: Canvas) -> (width: Int, height: Int) {
    (nameWidth(canvas) + size * (cellWidth(canvas) + 1), size + 1)
  }

  private func nameWidth(_ canvas: Canvas) -> Int {
    min(10, (names.map { canvas.columns($0) }.max() ?? 1) + 1)
  }
  private func cellWidth(_ canvas: Canvas) -> Int {
    max(3, (counts.map { NumberText.grouped($0).count }.max() ?? 1) + 1)
  }

  /// With its numbers where they fit, else as pixels.
  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard size > 0, counts.count == size * size, area.width > 4, area.height > 1 else { return }
    let names = nameWidth(canvas)
    let room = (area.width - names) / size
    if room >= cellWidth(canvas), area.height > size {
      drawNumbers(in: area, names, min(room, cellWidth(canvas) + 3), &canvas)
    } else {
      drawPixels(in: area, &canvas)
    }
  }

  /// The share of its class that a number is, with the sign that colours it: what is right is positive.
  private func share(_ row: Int, _ column: Int) -> Double {
    let all = counts[row * size..<(row + 1) * size].reduce(0, +)
    let share = all == 0 ? 0 : Double(counts[row * size + column]) / Double(all)
    // A few mistakes are to be seen too.
    return row == column ? share : -share.squareRoot()
  }

  private func drawNumbers(in area: Rect, _ names: Int, _ width: Int, _ canvas: inout Canvas) {
    let left = area.x + names
    for column in 0..<size {
      let name = canvas.shortened(self.names[column], to: width - 1)
      canvas.writeRight(name, maxX: left + (column + 1) * width, y: area.y, Theme.quiet)
    }
    for row in 0..<size {
      let y = area.y + 1 + row
      canvas.write(canvas.shortened(self.names[row], to: names - 1), x: area.x, y: y, Theme.quiet)
      for column in 0..<size {
        let cell = Rect(x: left + column * width + 1, y: y, width: width - 1, height: 1)
        let count = counts[row * size + column]
        let text = count == 0 ? (look.glyphs == .unicode ? "·" : ".") : NumberText.grouped(count)
        if look.depth == .none {
          canvas.writeRight(text, maxX: cell.maxX, y: y, row == column ? Theme.strong : Theme.plain)
        } else {
          let background = ColorMap.diverging.color(share(row, column), limit: 1)
          canvas.fill(cell, Ink(Theme.text, on: background))
          canvas.writeRight(
            text, maxX: cell.maxX, y: y, Ink(Theme.legible, on: background, row == column ? .bold : []))
        }
      }
    }
  }

  private func drawPixels(in area: Rect, _ canvas: inout Canvas) {
    let pixels = PixelPicture.pixelsPerCell(look)
    let scale = max(1, min(area.width / (2 * size), area.height * pixels / size))
    let (width, height) = (
      min(area.width, 2 * size * scale), min(area.height, (size * scale + pixels - 1) / pixels)
    )
    let numbers = (0..<size * size).map { Float(share($0 / size, $0 % size)) }
    PixelPicture(numbers: numbers, columns: size, rows: size, look: look).draw(
      in: Rect(x: area.x + (area.width - width) / 2, y: area.y, width: width, height: height), &canvas)
  }
}
