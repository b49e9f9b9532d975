/// A rectangle of cells; never of negative size.
struct Rect: Equatable, Sendable {
  let x: Int
  let y: Int
  let width: Int
  let height: Int

  init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  /// The first column to the right of it.
  var maxX: Int { x + width }
  /// The first row below it.
  var maxY: Int { y + height }

  /// Whether a cell lies in it.
  func contains(x: Int, y: Int) -> Bool { (self.x..<maxX).contains(x) && (self.y..<maxY).contains(y) }

  /// The rectangle without some columns at the left and right and some rows at the top and bottom.
  func inset(_ columns: Int, _ rows: Int) -> Rect {
    Rect(x: x + columns, y: y + rows, width: width - 2 * columns, height: height - 2 * rows)
  }

  /// The rows from `offset` on, at most `count` of them.
  func rows(_ offset: Int, _ count: Int = .max) -> Rect {
    let offset = min(max(0, offset), height)
    return Rect(x: x, y: y + offset, width: width, height: min(max(0, count), height - offset))
  }

  /// The columns from `offset` on, at most `count` of them.
  func columns(_ offset: Int, _ count: Int = .max) -> Rect {
    let offset = min(max(0, offset), width)
    return Rect(x: x + offset, y: y, width: min(max(0, count), width - offset), height: height)
  }

  /// `count` rectangles beside one another that fill the width, as equal as whole columns allow.
  func splitColumns(_ count: Int) -> [Rect] {
    (0..<count).map { part in
      let (from, to) = (width * part / count, width * (part + 1) / count)
      return columns(from, to - from)
    }
  }

  /// `count` rectangles below one another that fill the height, as equal as whole rows allow.
  func splitRows(_ count: Int) -> [Rect] {
    (0..<count).map { part in
      let (from, to) = (height * part / count, height * (part + 1) / count)
      return rows(from, to - from)
    }
  }
}
