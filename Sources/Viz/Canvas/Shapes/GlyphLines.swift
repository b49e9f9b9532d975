/// Box drawing: lines from the cell's middle to its edges, where those of the neighbours begin.
extension GlyphShapes {
  /// How heavy a character's lines are from the middle to each edge: 0 none, 1 light, 2 heavy.
  struct Arms: Equatable, Sendable {
    let left: Int
    let right: Int
    let up: Int
    let down: Int

    /// The arms of a character of lines; `nil` for one of dashes, curves or double lines.
    init?(_ scalar: Unicode.Scalar) {
      guard let figures = Self.figures[scalar] else { return nil }
      (left, right, up, down) = (figures / 1000, figures / 100 % 10, figures / 10 % 10, figures % 10)
    }

    /// A figure for each arm: left, right, up, down.
    private static let figures: [Unicode.Scalar: Int] = {
      let runs: [(first: UInt32, figures: [Int])] = [
        (0x2500, [1100, 2200, 0011, 0022]),
        (0x250c, [0101, 0201, 0102, 0202, 1001, 2001, 1002, 2002]),
        (0x2514, [0110, 0210, 0120, 0220, 1010, 2010, 1020, 2020]),
        (0x251c, [0111, 0211, 0121, 0112, 0122, 0221, 0212, 0222]),
        (0x2524, [1011, 2011, 1021, 1012, 1022, 2021, 2012, 2022]),
        (0x252c, [1101, 2101, 1201, 2201, 1102, 2102, 1202, 2202]),
        (0x2534, [1110, 2110, 1210, 2210, 1120, 2120, 1220, 2220]),
        (0x253c, [1111, 2111, 1211, 2211, 1121, 1112, 1122, 2121]),
        (0x2544, [1221, 2112, 1212, 2221, 2212, 2122, 1222, 2222]),
        (0x2574, [1000, 0010, 0100, 0001, 2000, 0020, 0200, 0002, 1200, 0012, 2100, 0021]),
      ]
      var all: [Unicode.Scalar: Int] = [:]
      for run in runs {
        for (offset, figures) in run.figures.enumerated() {
          if let scalar = Unicode.Scalar(run.first + UInt32(offset)) { all[scalar] = figures }
        }
      }
      return all
    }()
  }

  /// Into how many dashes a light or heavy line across or down the cell is broken.
  private static let dashes: [Unicode.Scalar: (count: Int, isHeavy: Bool, isUpright: Bool)] = [
    "┄": (3, false, false), "┅": (3, true, false), "┆": (3, false, true), "┇": (3, true, true),
    "┈": (4, false, false), "┉": (4, true, false), "┊": (4, false, true), "┋": (4, true, true),
    "╌": (2, false, false), "╍": (2, true, false), "╎": (2, false, true), "╏": (2, true, true),
  ]

  /// A character of box drawing, or `nil` for a double or slanted line, which nothing draws here.
  func line(_ scalar: Unicode.Scalar) -> GlyphShape? {
    if let arms = Arms(scalar) { return GlyphShape(kind: .drawing, areas: areas(of: arms)) }
    if let dash = Self.dashes[scalar] {
      let thickness = dash.isHeavy ? heavy : light
      let step = (dash.isUpright ? height : width) / Double(dash.count)
      // Half a gap at either end, so that dashes go on evenly in the next cell.
      let areas = (0..<dash.count).map { index in
        let start = (Double(index) + 0.2) * step
        return dash.isUpright
          ? upright(start, start + 0.6 * step, thickness) : level(start, start + 0.6 * step, thickness)
      }
      return GlyphShape(kind: .drawing, areas: areas)
    }
    switch scalar {
    case "╭": return corner(toRight: true, toBottom: true)
    case "╮": return corner(toRight: false, toBottom: true)
    case "╯": return corner(toRight: false, toBottom: false)
    case "╰": return corner(toRight: true, toBottom: false)
    default: return nil
    }
  }

  /// A piece of a level line through the middle.
  private func level(_ start: Double, _ end: Double, _ thickness: Double) -> GlyphShape.Area {
    GlyphShape.Area(x: start, y: middle.y - thickness / 2, width: end - start, height: thickness)
  }

  /// A piece of an upright line through the middle.
  private func upright(_ start: Double, _ end: Double, _ thickness: Double) -> GlyphShape.Area {
    GlyphShape.Area(x: middle.x - thickness / 2, y: start, width: thickness, height: end - start)
  }

  /// The lines to the edges: in one piece where both sides are equally heavy; where they meet others, over these.
  private func areas(of arms: Arms) -> [GlyphShape.Area] {
    let thicknesses = [0, light, heavy]
    /// One direction: the part before the middle and the part behind it.
    func areas(
      _ before: Int, _ behind: Int, across: Int, middle: Double, length: Double,
      _ piece: (Double, Double, Double) -> GlyphShape.Area
    ) -> [GlyphShape.Area] {
      if before == behind { return before == 0 ? [] : [piece(0, length, thicknesses[before])] }
      var areas: [GlyphShape.Area] = []
      let reach = max(thicknesses[across], light) / 2
      if before > 0 { areas.append(piece(0, middle + reach, thicknesses[before])) }
      if behind > 0 { areas.append(piece(middle - reach, length, thicknesses[behind])) }
      return areas
    }
    return areas(
      arms.left, arms.right, across: max(arms.up, arms.down), middle: middle.x, length: width, level)
      + areas(
        arms.up, arms.down, across: max(arms.left, arms.right), middle: middle.y, length: height, upright)
  }

  /// A light rounded corner: a quarter of a ring, and straight pieces to the edges.
  private func corner(toRight: Bool, toBottom: Bool) -> GlyphShape {
    let (across, down) = (toRight ? 1.0 : -1.0, toBottom ? 1.0 : -1.0)
    let (sideEdge, edge) = (toRight ? width : 0, toBottom ? height : 0)
    let radius = min(middle.x, middle.y)
    let (outer, inner) = (radius + light / 2, radius - light / 2)
    let (sideways, straight) = (abs(sideEdge - middle.x) - radius, abs(edge - middle.y) - radius)
    let turnsRight = toRight == toBottom
    var path = PathText()
    path.addLine(0, -down * straight)
    path.addArc(outer, sweep: turnsRight, across * outer, -down * outer)
    path.addLine(across * sideways, 0)
    path.addLine(0, down * light)
    path.addLine(-across * sideways, 0)
    path.addArc(inner, sweep: !turnsRight, -across * inner, down * inner)
    path.addLine(0, down * straight)
    path.close()
    let start = GlyphShape.Point(x: middle.x - across * light / 2, y: edge)
    return GlyphShape(kind: .drawing, outlines: [GlyphShape.Outline(start: start, edge: path.text)])
  }
}
