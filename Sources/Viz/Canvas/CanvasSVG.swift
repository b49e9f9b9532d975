extension Canvas {
  /// The frame as an SVG picture: a rectangle for each run of one background, a text for each run of one ink.
  var svg: String {
    let (cellWidth, cellHeight) = (9, 19)
    let palette = look.theme.palette
    let (pictureWidth, pictureHeight) = (width * cellWidth, height * cellHeight)
    var svg = """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(pictureWidth)" height="\(pictureHeight)" \
      viewBox="0 0 \(pictureWidth) \(pictureHeight)" font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" \
      font-size="15" xml:space="preserve">
      <rect width="\(pictureWidth)" height="\(pictureHeight)" fill="\(palette.shade(Theme.background).rgb.hex)"/>

      """
    for y in 0..<height {
      for run in runs(inRow: y, alike: { $0.shownBackground == $1.shownBackground }) {
        let color = self[run.lowerBound, y].shownBackground
        guard color != Theme.background else { continue }
        let fill = palette.shade(color).rgb.hex
        svg += """
          <rect x="\(run.lowerBound * cellWidth)" y="\(y * cellHeight)" \
          width="\(run.count * cellWidth)" height="\(cellHeight)" fill="\(fill)"/>

          """
      }
    }
    for y in 0..<height {
      for run in runs(inRow: y, alike: { $0.hasInk(of: $1) }) {
        let first = self[run.lowerBound, y]
        let text = run.map { self[$0, y].escapedText }.joined()
        guard text.contains(where: { $0 != " " }) else { continue }
        let color = palette.shade(first.shownForeground, on: first.shownBackground).rgb
        var attributes = "fill=\"\(color.hex)\""
        if first.style.contains(.bold) { attributes += " font-weight=\"bold\"" }
        if first.style.contains(.underline) { attributes += " text-decoration=\"underline\"" }
        svg += """
          <text x="\(run.lowerBound * cellWidth)" y="\(y * cellHeight + 14)" \
          textLength="\(run.count * cellWidth)" lengthAdjust="spacingAndGlyphs" \(attributes)>\(text)</text>

          """
      }
    }
    return svg + "</svg>\n"
  }

  /// The columns of row `y` in runs of cells that are alike.
  private func runs(inRow y: Int, alike: (Cell, Cell) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for x in 0..<width where x + 1 == width || !alike(self[x, y], self[x + 1, y]) {
      runs.append(start..<x + 1)
      start = x + 1
    }
    return runs
  }
}

extension Cell {
  fileprivate var shownBackground: Color { style.contains(.reverse) ? foreground : background }
  fileprivate var shownForeground: Color { style.contains(.reverse) ? background : foreground }

  /// Whether another cell's text looks the same; what reads depends on the background too.
  fileprivate func hasInk(of other: Cell) -> Bool {
    shownForeground == other.shownForeground && style == other.style
      && (shownForeground != Theme.legible || shownBackground == other.shownBackground)
  }

  /// The text with the characters escaped that XML reserves.
  fileprivate var escapedText: String {
    guard let scalar else { return "" }
    var text: String
    switch scalar {
    case "<": text = "&lt;"
    case ">": text = "&gt;"
    case "&": text = "&amp;"
    default: text = String(Character(scalar))
    }
    if let mark { text.unicodeScalars.append(mark) }
    return text
  }
}
