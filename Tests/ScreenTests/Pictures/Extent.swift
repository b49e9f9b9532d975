@testable import Viz

/// How far a shape goes.
struct Extent: Equatable {
  var left = Double.infinity
  var top = Double.infinity
  var right = -Double.infinity
  var bottom = -Double.infinity

  /// The extent of areas and outlines; `nil` of what has neither.
  init?(of shape: GlyphShape) {
    let corners = shape.areas.flatMap {
      [GlyphShape.Point(x: $0.x, y: $0.y), GlyphShape.Point(x: $0.maxX, y: $0.maxY)]
    }
    let places = corners + shape.outlines.flatMap(Self.places)
    guard !places.isEmpty else { return nil }
    for place in places {
      (left, right) = (min(left, place.x), max(right, place.x))
      (top, bottom) = (min(top, place.y), max(bottom, place.y))
    }
  }

  /// Whether it keeps to the cell, but for what rounding to hundredths may add.
  func isInside(_ cells: GlyphShapes) -> Bool {
    left > -0.02 && top > -0.02 && right < cells.width + 0.02 && bottom < cells.height + 0.02
  }

  func isAsWide(as cells: GlyphShapes) -> Bool { left == 0 && right == cells.width }

  func isAsHigh(as cells: GlyphShapes) -> Bool { top == 0 && bottom == cells.height }

  /// Where the commands of an outline end, and how far half circles bulge.
  static func places(of outline: GlyphShape.Outline) -> [GlyphShape.Point] {
    var place = outline.start
    var places = [place]
    func go(_ across: Double, _ down: Double) {
      place.x += across
      place.y += down
      places.append(place)
    }
    for (command, numbers) in commands(outline.edge) {
      switch command {
      case "h": go(numbers[0], 0)
      case "v": go(0, numbers[0])
      case "l": go(numbers[0], numbers[1])
      case "a":
        if abs(numbers[5]) == 2 * numbers[0] {
          let side = numbers[4] == 1 ? -1.0 : 1.0
          let bulge = side * (numbers[5] > 0 ? 1 : -1) * numbers[0]
          places.append(GlyphShape.Point(x: place.x + numbers[5] / 2, y: place.y + bulge))
        }
        go(numbers[5], numbers[6])
      default: break
      }
    }
    return places
  }

  /// The commands of a path with their numbers, of which none is written without a figure before it or a space or minus between.
  private static func commands(_ path: String) -> [(Character, [Double])] {
    var commands: [(Character, [Double])] = []
    var number = ""
    func end() {
      if let value = Double(number.replacing("-.", with: "-0.")) ?? Double("0" + number) {
        commands[commands.count - 1].1.append(value)
      }
      number = ""
    }
    for character in path {
      switch character {
      case "a"..."z":
        if !number.isEmpty { end() }
        commands.append((character, []))
      case " ": end()
      case "-":
        if !number.isEmpty { end() }
        number = "-"
      default: number.append(character)
      }
    }
    if !number.isEmpty { end() }
    return commands
  }
}

extension GlyphShape.Point {
  /// Whether it is the same place, but for rounding to hundredths.
  func isNear(_ other: Self) -> Bool { abs(x - other.x) < 0.03 && abs(y - other.y) < 0.03 }
}
