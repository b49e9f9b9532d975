/// The shapes of a picture, gathered by how they are painted: each paint is one path.
///
/// In one path, figures that touch leave no line between them, however large the picture is shown.
struct ShapeLayers {
  /// How shapes are painted.
  private struct Paint: Hashable {
    let kind: GlyphShape.Kind
    let color: RGB
    let opacity: Double
  }

  /// The paints in the order in which they were first used, so that the same frame gives the same bytes.
  private var paints: [Paint] = []
  private var shapes: [Paint: GlyphShape] = [:]

  /// Adds a shape whose cell has its upper left corner at `corner`.
  mutating func add(_ shape: GlyphShape, at corner: GlyphShape.Point, _ color: RGB) {
    let paint = Paint(kind: shape.kind, color: color, opacity: shape.opacity)
    if shapes[paint] == nil { paints.append(paint) }
    shapes[paint, default: GlyphShape(kind: shape.kind)].add(shape, at: corner)
  }

  /// The paths of one kind, a line each.
  func paths(_ kind: GlyphShape.Kind) -> String {
    var text = ""
    for paint in paints where paint.kind == kind {
      guard let shape = shapes[paint] else { continue }
      var path = PathText()
      for area in shape.areas.joined { path.add(area) }
      for outline in shape.outlines { path.add(outline) }
      path.add(dots: shape.dots)
      let opacity = paint.opacity < 1 ? " opacity=\"\(PathText.number(paint.opacity))\"" : ""
      let color = (kind == .dots ? "stroke" : "fill") + "=\"\(paint.color.hex)\""
      text += "<path \(color)\(opacity) d=\"\(path.text)\"/>\n"
    }
    return text
  }
}

extension GlyphShape {
  /// Adds another shape, moved so far.
  fileprivate mutating func add(_ other: GlyphShape, at corner: Point) {
    areas += other.areas.map {
      Area(x: corner.x + $0.x, y: corner.y + $0.y, width: $0.width, height: $0.height)
    }
    outlines += other.outlines.map { Outline(start: $0.start.moved(by: corner), edge: $0.edge) }
    dots += other.dots.map { $0.moved(by: corner) }
  }
}

extension GlyphShape.Point {
  fileprivate func moved(by other: Self) -> Self { Self(x: x + other.x, y: y + other.y) }
}

extension [GlyphShape.Area] {
  /// The same in fewer: those joined that follow one another in a row, then those in a column.
  fileprivate var joined: [GlyphShape.Area] {
    var rows: [GlyphShape.Area] = []
    for area in sorted(by: { ($0.y, $0.height, $0.x) < ($1.y, $1.height, $1.x) }) {
      if let last = rows.last, last.y == area.y, last.height == area.height, area.x <= last.maxX {
        rows[rows.count - 1].width = Swift.max(last.maxX, area.maxX) - last.x
      } else {
        rows.append(area)
      }
    }
    var columns: [GlyphShape.Area] = []
    for area in rows.sorted(by: { ($0.x, $0.width, $0.y) < ($1.x, $1.width, $1.y) }) {
      if let last = columns.last, last.x == area.x, last.width == area.width, area.y <= last.maxY {
        columns[columns.count - 1].height = Swift.max(last.maxY, area.maxY) - last.y
      } else {
        columns.append(area)
      }
    }
    return columns.sorted { ($0.y, $0.x) < ($1.y, $1.x) }
  }
}
