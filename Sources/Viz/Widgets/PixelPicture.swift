/// Numbers as a picture that fills an area: two pixels a cell, one above the other, where cells have colours.
struct PixelPicture {
  /// Row by row from the top.
  let numbers: [Float]
  let columns: Int
  let rows: Int
  var colors = ColorMap.diverging
  /// The largest magnitude that the colours tell.
  var limit = 1.0
  let look: Look

  /// How many pixels lie above one another in a cell.
  static func pixelsPerCell(_ look: Look) -> Int { look.hasHalfBlocks ? 2 : 1 }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard numbers.count == columns * rows, columns > 0, rows > 0, area.width > 0, area.height > 0 else {
      return
    }
    let pixels = Self.pixelsPerCell(look)
    let height = area.height * pixels
    func number(_ x: Int, _ pixel: Int) -> Double {
      Double(numbers[pixel * rows / height * columns + x * columns / area.width])
    }
    for y in 0..<area.height {
      for x in 0..<area.width {
        let upper = number(x, y * pixels)
        let place = (x: area.x + x, y: area.y + y)
        if look.depth == .none {
          canvas.put(ShadeGlyph.of(upper, limit: limit, look), x: place.x, y: place.y, Theme.plain)
          continue
        }
        let color = colors.color(upper, limit: limit)
        let lower = pixels == 2 ? colors.color(number(x, 2 * y + 1), limit: limit) : color
        canvas.put(color == lower ? " " : "▀", x: place.x, y: place.y, Ink(color, on: lower))
      }
    }
  }
}
