import Testing

@testable import Viz

/// Box drawing: lines go on in the neighbouring cells.
@Suite struct GlyphLineTests {
  /// How heavy each arm is by the character's name in Unicode, such as DOWN LIGHT AND RIGHT HEAVY; `nil` for other lines.
  private static func named(_ scalar: Unicode.Scalar) -> [String: Int]? {
    var words = (scalar.properties.name ?? "").split(separator: " ").dropFirst(2).map(String.init)
    let weights = ["LIGHT": 1, "HEAVY": 2]
    let sides = [
      "LEFT": ["left"], "RIGHT": ["right"], "UP": ["up"], "DOWN": ["down"],
      "HORIZONTAL": ["left", "right"], "VERTICAL": ["up", "down"],
    ]
    words.removeAll { $0 == "AND" }
    guard words.allSatisfy({ weights[$0] != nil || sides[$0] != nil }) else { return nil }
    // Where the name begins with a side, each weight is behind its sides.
    if weights[words[0]] == nil { words.reverse() }
    var (named, weight): ([String: Int], Int) = ([:], 0)
    for word in words {
      weight = weights[word] ?? weight
      for side in sides[word] ?? [] { named[side] = weight }
    }
    return named
  }

  @Test(arguments: GlyphShapeTests.cells)
  func linesReachTheEdgesThatTheirNamesSay(cells: GlyphShapes) throws {
    var count = 0
    for scalar in GlyphShapeTests.scalars(0x2500...0x257f) {
      guard let named = Self.named(scalar) else { continue }
      count += 1
      let shape = try #require(cells.shape(of: scalar))
      let thickness = [0, cells.light, cells.heavy]
      let middle = cells.middle
      /// How thick what reaches an edge is there, if its middle is where the neighbour's is.
      func reach(_ areas: [GlyphShape.Area], level: Bool) -> Double {
        areas.reduce(0) { most, area in
          let (length, center) =
            level
            ? (area.height, area.y + area.height / 2 - middle.y)
            : (area.width, area.x + area.width / 2 - middle.x)
          return abs(center) < 1e-9 ? max(most, length) : .infinity
        }
      }
      let areas = shape.areas
      let name = scalar.properties.name ?? ""
      #expect(reach(areas.filter { $0.x == 0 }, level: true) == thickness[named["left"] ?? 0], "\(name)")
      #expect(
        reach(areas.filter { $0.maxX == cells.width }, level: true) == thickness[named["right"] ?? 0],
        "\(name)")
      #expect(reach(areas.filter { $0.y == 0 }, level: false) == thickness[named["up"] ?? 0], "\(name)")
      #expect(
        reach(areas.filter { $0.maxY == cells.height }, level: false) == thickness[named["down"] ?? 0],
        "\(name)")
      // And none leaves the middle open: all meet there.
      #expect(
        areas.allSatisfy {
          $0.x <= middle.x && $0.maxX >= middle.x && $0.y <= middle.y && $0.maxY >= middle.y
        },
        "\(name)")
    }
    #expect(count == 80)
  }

  @Test(arguments: GlyphShapeTests.cells)
  func roundedCornersEndWhereLinesBegin(cells: GlyphShapes) throws {
    let (half, middle) = (cells.light / 2, cells.middle)
    for (scalar, toRight, toBottom): (Unicode.Scalar, Bool, Bool) in [
      ("╭", true, true), ("╮", false, true), ("╯", false, false), ("╰", true, false),
    ] {
      let shape = try #require(cells.shape(of: scalar))
      let edge = GlyphShape.Point(x: toRight ? cells.width : 0, y: toBottom ? cells.height : 0)
      let places = Extent.places(of: try #require(shape.outlines.first))
      for side in [-half, half] {
        #expect(places.contains { $0.isNear(.init(x: middle.x + side, y: edge.y)) }, "\(scalar) \(places)")
        #expect(places.contains { $0.isNear(.init(x: edge.x, y: middle.y + side)) }, "\(scalar) \(places)")
      }
      #expect(try #require(Extent(of: shape)).isInside(cells))
    }
  }

  @Test(arguments: GlyphShapeTests.cells)
  func dashesGoOnEvenlyInTheNextCell(cells: GlyphShapes) throws {
    for (dashes, count): (String, Int) in [("╌╍", 2), ("┄┅", 3), ("┈┉", 4), ("╎╏", 2), ("┆┇", 3), ("┊┋", 4)] {
      for scalar in dashes.unicodeScalars {
        let areas = try #require(cells.shape(of: scalar)).areas
        let isLevel = areas.allSatisfy { $0.y == areas[0].y }
        let starts = areas.map { isLevel ? $0.x : $0.y }
        let (length, size) = isLevel ? (areas[0].width, cells.width) : (areas[0].height, cells.height)
        #expect(areas.count == count && length < size / Double(count))
        for (start, next) in zip(starts, starts.dropFirst() + [starts[0] + size]) {
          #expect(abs(next - start - size / Double(count)) < 1e-9)
        }
      }
    }
  }

  @Test func doubleAndSlantedLinesStayText() {
    for scalar in "═║╔╬╱╲╳".unicodeScalars { #expect(GlyphShapeTests.cells[0].shape(of: scalar) == nil) }
  }

  @Test func aBoxIsFourLinesAndFourCorners() {
    var canvas = Canvas(width: 5, height: 4)
    for (y, line) in ["╭───╮", "│   │", "│   │", "╰───╯"].enumerated() {
      canvas.write(line, x: 0, y: y, Theme.plain)
    }
    let svg = canvas.svg
    // Above, at the left, at the right and below: each in one piece, however many cells it goes through.
    for piece in ["M10 9h30v1h-30z", "M4 20h1v40h-1z", "M44 20h1v40h-1z", "M10 69h30v1h-30z"] {
      #expect(svg.contains(piece), "\(piece)\n\(svg)")
    }
    let paths = svg.split(separator: "\n").filter { $0.hasPrefix("<path") }
    #expect(paths.count == 1 && paths[0].count { $0 == "M" } == 8)
  }
}
