import Testing

@testable import Viz

/// What graphic characters look like, in cells of several sizes.
@Suite struct GlyphShapeTests {
  static let cells = [
    GlyphShapes(width: 10, height: 20), GlyphShapes(width: 9, height: 19), GlyphShapes(width: 24, height: 50),
  ]

  /// All characters of a range.
  static func scalars(_ range: ClosedRange<UInt32>) -> [Unicode.Scalar] {
    range.compactMap { Unicode.Scalar($0) }
  }

  @Test(arguments: cells)
  func everyBraillePatternHasADotForEachBit(cells: GlyphShapes) throws {
    for scalar in Self.scalars(0x2800...0x28ff) {
      let shape = try #require(cells.shape(of: scalar))
      #expect(shape.dots.count == (scalar.value - 0x2800).nonzeroBitCount)
      #expect(Set(shape.dots).count == shape.dots.count)
      #expect(shape.areas.isEmpty && shape.outlines.isEmpty)
    }
    /// The only dot of a character.
    func dot(_ scalar: Unicode.Scalar) throws -> GlyphShape.Point {
      try #require(cells.shape(of: scalar)?.dots.first)
    }
    let columns = ["⠁⠂⠄⡀", "⠈⠐⠠⢀"]
    for (column, dots) in columns.enumerated() {
      for (row, scalar) in dots.unicodeScalars.enumerated() {
        let dot = try dot(scalar)
        #expect(dot.x == cells.width * (Double(column) + 0.5) / 2)
        #expect(dot.y == cells.height * (Double(row) + 0.5) / 4)
      }
    }
  }

  @Test func dotsLeaveAGapBetweenThem() {
    for cells in Self.cells {
      #expect(cells.dotSize < min(cells.width / 2, cells.height / 4) && cells.dotSize > cells.width / 5)
    }
  }

  @Test(arguments: [0, 1, 2])
  func dotsAreWrittenRowByRowFromTheOneBefore(row: Int) {
    var path = PathText()
    let y = 20 * Double(row)
    path.add(dots: [.init(x: 7.5, y: y + 2.5), .init(x: 2.5, y: y + 7.5), .init(x: 2.5, y: y + 2.5)])
    #expect(path.text == "m2.5 \(20 * row + 2).5h0m5 0h0m-5 5h0")
  }

  @Test(arguments: cells)
  func blocksFillThePartsThatTheirNamesSay(cells: GlyphShapes) throws {
    let whole = cells.width * cells.height
    let eighths = [
      "", "ONE EIGHTH", "ONE QUARTER", "THREE EIGHTHS", "HALF", "FIVE EIGHTHS", "THREE QUARTERS",
    ]
    for scalar in Self.scalars(0x2580...0x259f) {
      let shape = try #require(cells.shape(of: scalar))
      let name = try #require(scalar.properties.name)
      let area = shape.areas.reduce(0) { $0 + $1.width * $1.height }
      let box = try #require(Extent(of: shape))
      #expect(shape.kind == .block && box.isInside(cells), "\(name)")
      if name.hasSuffix("SHADE") {
        #expect(area == whole)
        #expect(
          shape.opacity
            == ["LIGHT": 0.25, "MEDIUM": 0.5, "DARK": 0.75][String(name.split(separator: " ")[0])])
        continue
      }
      #expect(shape.opacity == 1)
      if name.hasPrefix("QUADRANT") {
        let quarters = ["UPPER LEFT", "UPPER RIGHT", "LOWER LEFT", "LOWER RIGHT"].filter(name.contains)
        #expect(area == whole * Double(quarters.count) / 4, "\(name)")
        for quarter in quarters {
          let corner = GlyphShape.Point(
            x: quarter.hasSuffix("LEFT") ? 0 : cells.width / 2,
            y: quarter.hasPrefix("UPPER") ? 0 : cells.height / 2)
          #expect(shape.areas.contains { $0.x == corner.x && $0.y == corner.y }, "\(name)")
        }
        continue
      }
      let part = (1..<8).last { name.contains(($0 == 7 ? "SEVEN EIGHTHS" : eighths[$0])) } ?? 8
      #expect(abs(area - whole * Double(part) / 8) < 1e-9, "\(name)")
      if name.hasPrefix("LOWER") { #expect(box.bottom == cells.height && box.isAsWide(as: cells)) }
      if name.hasPrefix("UPPER") { #expect(box.top == 0 && box.isAsWide(as: cells)) }
      if name.hasPrefix("LEFT") { #expect(box.left == 0 && box.isAsHigh(as: cells)) }
      if name.hasPrefix("RIGHT") { #expect(box.right == cells.width && box.isAsHigh(as: cells)) }
    }
  }

  @Test(arguments: cells)
  func marksLieInsideOfTheirCells(cells: GlyphShapes) throws {
    for scalar in "●○•◦∘■□▪▫◆◇▲△▼▽▶▷◀◁▸◂★✓✗".unicodeScalars {
      let shape = try #require(cells.shape(of: scalar))
      let box = try #require(Extent(of: shape))
      #expect(shape.kind == .drawing && box.isInside(cells), "\(scalar)")
      // In the middle from left to right, and on the line that is drawn through them; triangles stand on what is under them.
      #expect(abs(box.left + box.right - cells.width) < 0.1 * cells.width, "\(scalar)")
      #expect(abs((box.top + box.bottom) / 2 - cells.middle.y) < 0.1 * cells.height, "\(scalar)")
    }
  }

  @Test func hollowMarksAreAsLargeAsFilledOnes() throws {
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("●", "○"), ("■", "□"), ("◆", "◇"), ("▲", "△"), ("▼", "▽"), ("▶", "▷"), ("◀", "◁"),
    ]
    for (filled, hollow) in pairs {
      for cells in Self.cells {
        let one = try #require(cells.shape(of: filled))
        let other = try #require(cells.shape(of: hollow))
        #expect(Extent(of: one) == Extent(of: other))
        #expect(one.outlines.count == 1 && other.outlines.count == 2)
      }
    }
  }

  @Test func lettersHaveNoShape() {
    let cells = Self.cells[0]
    for scalar in "aZ0 |-_.·×→←↑↓∂θβ₀²√≈−–…‖权，═".unicodeScalars {
      #expect(cells.shape(of: scalar) == nil, "\(scalar)")
    }
  }
}
