/// A fine grid of dots, two by four in each cell: braille where the terminal has it, else points in ASCII.
struct DotMatrix {
  let area: Rect
  /// One bit a dot, in braille's order.
  private var bits: [UInt8]
  private var colors: [Color]

  init(_ area: Rect) {
    self.area = area
    bits = [UInt8](repeating: 0, count: area.width * area.height)
    colors = [Color](repeating: Theme.text, count: area.width * area.height)
  }

  /// How many dots lie beside one another.
  var width: Int { area.width * 2 }
  /// How many dots lie above one another.
  var height: Int { area.height * 4 }

  /// Sets the dot in column `x` from the left and row `y` from the top; the cell takes its colour.
  mutating func set(_ x: Int, _ y: Int, _ color: Color) {
    guard x >= 0, x < width, y >= 0, y < height else { return }
    let cell = y / 4 * area.width + x / 2
    bits[cell] |= Self.bit(column: x % 2, row: y % 4)
    colors[cell] = color
  }

  /// Sets the dots of column `x` from row `top` to row `bottom`.
  mutating func setColumn(_ x: Int, from top: Int, to bottom: Int, _ color: Color) {
    guard top <= bottom else { return }
    for y in max(0, top)...max(0, min(bottom, height - 1)) { set(x, y, color) }
  }

  /// Whether a cell has a dot.
  func hasDots(column: Int, row: Int) -> Bool { bits[row * area.width + column] != 0 }

  /// Sets the dots of a straight line between two dots.
  mutating func setLine(from start: (x: Int, y: Int), to end: (x: Int, y: Int), _ color: Color) {
    let steps = max(1, abs(end.x - start.x), abs(end.y - start.y))
    for step in 0...steps {
      set(
        start.x + (end.x - start.x) * step / steps, start.y + (end.y - start.y) * step / steps, color)
    }
  }

  /// Sets the dots of a curve that leaves and arrives level, or only every n-th of them.
  mutating func setCurve(
    from start: (x: Int, y: Int), to end: (x: Int, y: Int), _ color: Color, every: Int = 1
  ) {
    let steps = max(1, abs(end.x - start.x), abs(end.y - start.y) * 2)
    for step in 0...steps where step % (every * 2) < every * 2 - every / 2 {
      let t = Double(step) / Double(steps)
      let eased = t * t * (3 - 2 * t)
      set(
        start.x + Int((Double(end.x - start.x) * t).rounded()),
        start.y + Int((Double(end.y - start.y) * eased).rounded()), color)
    }
  }

  /// Writes every cell that has a dot.
  func draw(_ look: Look, _ canvas: inout Canvas) {
    for row in 0..<area.height {
      for column in 0..<area.width {
        let pattern = bits[row * area.width + column]
        guard pattern != 0 else { continue }
        let scalar = look.glyphs == .unicode ? Self.braille(pattern) : Self.points(pattern)
        canvas.put(scalar, x: area.x + column, y: area.y + row, Ink(colors[row * area.width + column]))
      }
    }
  }

  private static func bit(column: Int, row: Int) -> UInt8 {
    row < 3 ? 1 << UInt8(row + 3 * column) : 0x40 << UInt8(column)
  }

  private static func braille(_ pattern: UInt8) -> Unicode.Scalar {
    Unicode.Scalar(0x2800 + UInt32(pattern)) ?? " "
  }

  /// The upper half, the lower half or both, as far as ASCII can tell.
  private static func points(_ pattern: UInt8) -> Unicode.Scalar {
    switch (pattern & 0b0001_1011 != 0, pattern & 0b1110_0100 != 0) {
    case (true, true): ":"
    case (true, false): "'"
    default: "."
    }
  }
}
