/// What a graphic character looks like in a cell, as geometry: the same whatever fonts there are.
///
/// Places are pixels from the cell's upper left corner.
struct GlyphShape: Equatable, Sendable {
  /// A place in a picture.
  struct Point: Hashable, Sendable {
    var x: Double
    var y: Double
  }

  /// A filled rectangle.
  struct Area: Hashable, Sendable {
    var x: Double
    var y: Double
    var width: Double
    var height: Double

    var maxX: Double { x + width }
    var maxY: Double { y + height }
  }

  /// A filled figure with one edge.
  struct Outline: Equatable, Sendable {
    var start: Point
    /// The edge from the start on, in relative commands of SVG paths, so that it stays the same wherever the start is.
    var edge: String
  }

  /// How the character's edges are to be painted.
  enum Kind: Sendable {
    /// Hard: of a block, which fills the cell up to an edge. Through soft ones the ground would shine between blocks of two
    /// colours.
    case block
    /// Soft: of a line or a mark.
    case drawing
    /// Round: of dots, which are the ends of lines without length.
    case dots
  }

  var kind: Kind
  var areas: [Area] = []
  var outlines: [Outline] = []
  /// The middles of round dots.
  var dots: [Point] = []
  /// How much of the ink's colour is seen: shades are said by it.
  var opacity = 1.0
}

/// The shapes of graphic characters in cells of one size.
struct GlyphShapes: Equatable, Sendable {
  let width: Double
  let height: Double

  /// How thick a light line is.
  var light: Double { max(1, (width / 10).rounded()) }
  /// How thick a heavy line is.
  var heavy: Double { 3 * light }
  /// Where lines meet: beside the cell's own middle by half of their thickness, so that they fill whole pixels.
  var middle: GlyphShape.Point {
    GlyphShape.Point(x: (width / 2).rounded(.down) - light / 2, y: (height / 2).rounded(.down) - light / 2)
  }
  /// How large a dot of braille is across: a bit more than the gap to the next one.
  var dotSize: Double { width * 0.27 }

  /// The character's shape, or `nil` for one that is text.
  func shape(of scalar: Unicode.Scalar) -> GlyphShape? {
    switch scalar.value {
    case 0x2800...0x28ff: braille(UInt8(scalar.value - 0x2800))
    case 0x2500...0x257f: line(scalar)
    case 0x2580...0x259f: block(scalar)
    default: mark(scalar)
    }
  }

  /// The dots of a pattern, two by four, as far from the neighbouring cell's as from each other.
  private func braille(_ pattern: UInt8) -> GlyphShape {
    let dots = (0..<8).filter { pattern >> $0 & 1 == 1 }.map { bit in
      // Three dots down the left, three down the right, then the lowest row, which came later.
      let (column, row) = bit < 6 ? (bit / 3, bit % 3) : (bit - 6, 3)
      return GlyphShape.Point(x: width * (Double(column) + 0.5) / 2, y: height * (Double(row) + 0.5) / 4)
    }
    return GlyphShape(kind: .dots, dots: dots)
  }

  /// A block element: a part of the cell, or all of it in a shade.
  private func block(_ scalar: Unicode.Scalar) -> GlyphShape {
    var shape = GlyphShape(kind: .block)
    /// A part of the cell, between fractions of its width and height.
    func fill(_ left: Double, _ top: Double, _ right: Double, _ bottom: Double) {
      shape.areas.append(
        GlyphShape.Area(
          x: width * left, y: height * top, width: width * (right - left), height: height * (bottom - top)))
    }
    let number = Int(scalar.value)
    switch number {
    case 0x2580: fill(0, 0, 1, 0.5)
    case 0x2581...0x2588: fill(0, 1 - Double(number - 0x2580) / 8, 1, 1)
    case 0x2589...0x258f: fill(0, 0, Double(0x2590 - number) / 8, 1)
    case 0x2590: fill(0.5, 0, 1, 1)
    case 0x2591...0x2593:
      fill(0, 0, 1, 1)
      shape.opacity = Double(number - 0x2590) / 4
    case 0x2594: fill(0, 0, 1, 0.125)
    case 0x2595: fill(0.875, 0, 1, 1)
    default:
      // Quarters: a bit each for upper left, upper right, lower left and lower right.
      let quarters = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14][number - 0x2596]
      for quarter in 0..<4 where quarters >> quarter & 1 == 1 {
        let (left, top) = (Double(quarter % 2) / 2, Double(quarter / 2) / 2)
        fill(left, top, left + 0.5, top + 0.5)
      }
    }
    return shape
  }
}
