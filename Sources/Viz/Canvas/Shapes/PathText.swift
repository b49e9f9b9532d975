/// The text of an SVG path, whose numbers have two decimals at most: finer than any printer.
struct PathText: Equatable, Sendable {
  private(set) var text = ""

  /// Goes to a place.
  mutating func move(to point: GlyphShape.Point) {
    text += "M" + Self.numbers([point.x, point.y])
  }

  /// A straight edge, as far to the right and down.
  mutating func addLine(_ across: Double, _ down: Double) {
    switch (Self.hundredths(across), Self.hundredths(down)) {
    case (0, 0): break
    case (_, 0): text += "h" + Self.number(across)
    case (0, _): text += "v" + Self.number(down)
    default: text += "l" + Self.numbers([across, down])
    }
  }

  /// An arc of a circle, at most half of it; turning to the right as it goes with `sweep`.
  mutating func addArc(_ radius: Double, sweep: Bool, _ across: Double, _ down: Double) {
    text += "a" + Self.numbers([radius, radius, 0, 0, sweep ? 1 : 0, across, down])
  }

  /// Back to where the figure began.
  mutating func close() { text += "z" }

  /// A whole figure.
  mutating func add(_ outline: GlyphShape.Outline) {
    move(to: outline.start)
    text += outline.edge
  }

  /// A rectangle.
  mutating func add(_ area: GlyphShape.Area) {
    move(to: GlyphShape.Point(x: area.x, y: area.y))
    addLine(area.width, 0)
    addLine(0, area.height)
    addLine(-area.width, 0)
    close()
  }

  /// A dot at each place, row by row: a line of no length, which is round where its ends are.
  mutating func add(dots: [GlyphShape.Point]) {
    var last = (x: 0, y: 0)
    for dot in dots.map({ (x: Self.hundredths($0.x), y: Self.hundredths($0.y)) })
      .sorted(by: { ($0.y, $0.x) < ($1.y, $1.x) })
    {
      text += "m" + Self.numbers(inHundredths: [dot.x - last.x, dot.y - last.y]) + "h0"
      last = dot
    }
  }

  /// A number as short as it can be.
  static func number(_ value: Double) -> String { numbers([value]) }

  private static func numbers(_ values: [Double]) -> String { numbers(inHundredths: values.map(hundredths)) }

  private static func hundredths(_ value: Double) -> Int { Int((value * 100).rounded()) }

  /// Numbers one behind the other; a minus parts them as well as a space.
  private static func numbers(inHundredths values: [Int]) -> String {
    var text = ""
    for value in values {
      let (whole, part) = (abs(value) / 100, abs(value) % 100)
      if value < 0 { text += "-" } else if !text.isEmpty { text += " " }
      if whole > 0 || part == 0 { text += String(whole) }
      if part > 0 { text += part % 10 == 0 ? ".\(part / 10)" : part < 10 ? ".0\(part)" : ".\(part)" }
    }
    return text
  }
}
