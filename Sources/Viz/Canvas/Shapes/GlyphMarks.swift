import RealModule

/// Marks: what stands for a value in a plot, what points at something, and what says right or wrong.
extension GlyphShapes {
  /// A mark's shape, or `nil` for a character that is none.
  func mark(_ scalar: Unicode.Scalar) -> GlyphShape? {
    let outlines: [GlyphShape.Outline]
    switch scalar {
    case "●": outlines = disk(0.48)
    case "○": outlines = ring(0.48)
    case "•": outlines = disk(0.25)
    case "◦", "∘": outlines = ring(0.25)
    case "■": outlines = solid(.square)
    case "□": outlines = hollow(.square)
    case "▪": outlines = solid(.square, scale: 0.7)
    case "▫": outlines = hollow(.square, scale: 0.7)
    case "◆": outlines = solid(.diamond)
    case "◇": outlines = hollow(.diamond)
    case "▲": outlines = solid(.triangle)
    case "△": outlines = hollow(.triangle)
    case "▶": outlines = solid(.triangle, turned: 1)
    case "▷": outlines = hollow(.triangle, turned: 1)
    case "▼": outlines = solid(.triangle, turned: 2)
    case "▽": outlines = hollow(.triangle, turned: 2)
    case "◀": outlines = solid(.triangle, turned: 3)
    case "◁": outlines = hollow(.triangle, turned: 3)
    case "▸": outlines = solid(.triangle, turned: 1, scale: 0.66)
    case "◂": outlines = solid(.triangle, turned: 3, scale: 0.66)
    case "★": outlines = solid(.star)
    case "✓": outlines = solid(.check)
    case "✗": outlines = solid(.cross)
    default: return nil
    }
    return GlyphShape(kind: .drawing, outlines: outlines)
  }

  /// Where marks have their middle: as high as lines, so that a mark on one sits on it.
  private var markMiddle: GlyphShape.Point { GlyphShape.Point(x: width / 2, y: middle.y) }

  /// How thick the edge of a hollow mark is, in widths of the cell.
  private var rim: Double { 1.2 * light / width }

  private func disk(_ radius: Double) -> [GlyphShape.Outline] { [circle(radius, isHole: false)] }

  private func ring(_ radius: Double) -> [GlyphShape.Outline] {
    [circle(radius, isHole: false), circle(radius - rim, isHole: true)]
  }

  /// A circle around the middle; one that runs backwards is a hole in another.
  private func circle(_ radius: Double, isHole: Bool) -> GlyphShape.Outline {
    let radius = radius * width
    var edge = PathText()
    for side in [1.0, -1.0] { edge.addArc(radius, sweep: !isHole, side * 2 * radius, 0) }
    edge.close()
    let start = GlyphShape.Point(x: markMiddle.x - radius, y: markMiddle.y)
    return GlyphShape.Outline(start: start, edge: edge.text)
  }

  private func solid(_ figure: MarkFigure, turned quarters: Int = 0, scale: Double = 1) -> [GlyphShape
    .Outline]
  {
    [outline(figure.corners.map { $0.scaled(scale).turned(quarters) })]
  }

  private func hollow(_ figure: MarkFigure, turned quarters: Int = 0, scale: Double = 1) -> [GlyphShape
    .Outline]
  {
    let inner = 1 - rim / (figure.innerRadius * scale)
    let hole = figure.corners.reversed().map { corner in
      MarkFigure.Corner(
        x: corner.x * inner, y: figure.innerMiddle + (corner.y - figure.innerMiddle) * inner)
    }
    return solid(figure, turned: quarters, scale: scale)
      + [outline(hole.map { $0.scaled(scale).turned(quarters) })]
  }

  /// A figure with straight edges around the middle.
  private func outline(_ corners: [MarkFigure.Corner]) -> GlyphShape.Outline {
    let points = corners.map {
      GlyphShape.Point(x: markMiddle.x + $0.x * width, y: markMiddle.y + $0.y * width)
    }
    var edge = PathText()
    for (from, to) in zip(points, points.dropFirst()) { edge.addLine(to.x - from.x, to.y - from.y) }
    edge.close()
    return GlyphShape.Outline(start: points.first ?? markMiddle, edge: edge.text)
  }
}

/// A mark with straight edges, in widths of the cell from its middle to the right and down.
private struct MarkFigure {
  /// Where two edges meet.
  struct Corner {
    var x: Double
    var y: Double

    func scaled(_ factor: Double) -> Corner { Corner(x: x * factor, y: y * factor) }

    /// Where it is after so many turns to the right by a quarter.
    func turned(_ quarters: Int) -> Corner {
      (0..<quarters).reduce(self) { corner, _ in Corner(x: -corner.y, y: corner.x) }
    }
  }

  let corners: [Corner]
  /// The circle within that touches all edges, whose middle may be lower: a hollow mark's hole shrinks towards it.
  var innerRadius = 0.0
  var innerMiddle = 0.0

  init(_ corners: [(Double, Double)], innerRadius: Double = 0, innerMiddle: Double = 0) {
    self.corners = corners.map { Corner(x: $0.0, y: $0.1) }
    (self.innerRadius, self.innerMiddle) = (innerRadius, innerMiddle)
  }

  static let square = MarkFigure(
    [(-0.45, -0.45), (0.45, -0.45), (0.45, 0.45), (-0.45, 0.45)], innerRadius: 0.45)
  static let diamond = MarkFigure([(0, -0.5), (0.5, 0), (0, 0.5), (-0.5, 0)], innerRadius: 0.5 * .sqrt(0.5))

  /// As wide as the cell, with its point above.
  static let triangle: MarkFigure = {
    let (half, height) = (0.5, 0.9)
    // A triangle's area by half of its circumference.
    let radius = half * height / (half + .sqrt(half * half + height * height))
    return MarkFigure(
      [(0, -height / 2), (half, height / 2), (-half, height / 2)], innerRadius: radius,
      innerMiddle: height / 2 - radius)
  }()

  static let star = MarkFigure(
    (0..<10).map { corner in
      let (radius, angle) = (corner.isMultiple(of: 2) ? 0.52 : 0.21, Double(corner) * .pi / 5)
      return (radius * .sin(angle), 0.03 - radius * .cos(angle))
    })

  static let check = MarkFigure([
    (-0.4, 0.08), (-0.27, -0.04), (-0.12, 0.17), (0.27, -0.44), (0.42, -0.36), (-0.1, 0.42),
  ])

  /// Two bars across one another, each along a diagonal.
  static let cross: MarkFigure = {
    let (reach, half) = (0.4, 0.1)
    let corners = [
      Corner(x: half, y: 0), Corner(x: reach + half / 2, y: reach - half / 2),
      Corner(x: reach - half / 2, y: reach + half / 2),
    ]
    let all = (0..<4).flatMap { quarters in corners.map { $0.turned(quarters) } }
    return MarkFigure(all.map { ($0.x, $0.y) })
  }()
}
