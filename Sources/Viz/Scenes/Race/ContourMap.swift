import Engine
import Languages

/// The bands of a contour and the lines between them; characters tell them where there are no shades.
struct ContourMap {
  let surface: LossSurface
  let levels: ContourLevels
  let look: Look

  /// What bands are made of without shades, the lowest first: the fuller the higher.
  static func glyphs(_ look: Look) -> [Unicode.Scalar] {
    look.glyphs == .unicode ? [" ", "░", "▒", "▓", "█"] : [" ", "_", "-", "=", "+"]
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    for y in 0..<area.height {
      for x in 0..<area.width {
        let loss = surface.loss(
          (Double(x) + 0.5) / Double(area.width), 1 - (Double(y) + 0.5) / Double(area.height))
        if let loss { put(levels.band(loss), x: area.x + x, y: area.y + y, &canvas) }
      }
    }
    if look.hasShades, look.glyphs == .unicode { drawLines(in: area, &canvas) }
  }

  private func put(_ band: Int, x: Int, y: Int, _ canvas: inout Canvas) {
    if look.hasShades {
      canvas.put(" ", x: x, y: y, Ink(Theme.text, on: color(band)))
    } else {
      canvas.put(Self.glyphs(look)[min(band, Self.glyphs(look).count - 1)], x: x, y: y, Theme.quiet)
    }
  }

  /// The bands' colours are spread over all that there are.
  private func color(_ band: Int) -> Color {
    let colors = Theme.contours
    return colors[band * (colors.count - 1) / max(1, levels.bounds.count)]
  }

  /// Dots where a band ends.
  private func drawLines(in area: Rect, _ canvas: inout Canvas) {
    var dots = DotMatrix(area)
    func band(_ x: Int, _ y: Int) -> Int? {
      surface.loss(
        (Double(x) + 0.5) / Double(dots.width), 1 - (Double(y) + 0.5) / Double(dots.height)
      ).map(levels.band)
    }
    var above: [Int?] = []
    for y in 0..<dots.height {
      let row = (0..<dots.width).map { band($0, y) }
      for x in row.indices {
        guard let here = row[x] else { continue }
        let left = x > 0 ? row[x - 1] ?? here : here
        let over = y > 0 ? above[x] ?? here : here
        if left != here || over != here { dots.set(x, y, Theme.pale) }
      }
      above = row
    }
    dots.draw(look, &canvas)
  }

  /// Which band is which loss: a sample of each, and between two the loss that parts them, as many as have room.
  func drawLegend(in row: Rect, _ canvas: inout Canvas) {
    let words = levels.words
    let last = words.count - 1
    let choices: [(Int) -> Bool] = [
      { _ in true }, { $0 % 2 == last % 2 || $0 == 0 }, { $0 == 0 || $0 == last }, { _ in false },
    ]
    let label = say("race.loss", "loss") + " "
    func width(_ isNamed: (Int) -> Bool) -> Int {
      canvas.columns(label) + 2 * (words.count + 1)
        + words.indices.reduce(0) { $0 + (isNamed($1) ? canvas.columns(words[$1]) + 2 : 0) }
    }
    guard let isNamed = choices.first(where: { width($0) <= row.width }) else { return }
    var x = canvas.write(label, x: row.x, y: row.y, limit: row.maxX, Theme.quiet)
    for band in 0...words.count {
      for _ in 0..<2 {
        put(band, x: x, y: row.y, &canvas)
        x += 1
      }
      if band <= last, isNamed(band) {
        x = canvas.write(" \(words[band]) ", x: x, y: row.y, limit: row.maxX, Theme.quiet)
      }
    }
  }
}
