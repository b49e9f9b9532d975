extension Canvas {
  /// The frame as an SVG picture: what is drawn as paths, what is written as texts.
  var svg: String { SVGPicture(self).text }
}

/// A frame as it becomes a picture that looks the same in every viewer and in print.
///
/// Lines, dots, blocks and marks are drawn, so that no font decides on them. A text stays one, to be selected and searched:
/// each word at a place of its own, so that none can drift.
private struct SVGPicture {
  private static let cell = GlyphShapes(width: 10, height: 20)
  /// As large as makes a letter of DejaVu Sans Mono or Menlo as wide as a cell.
  private static let fontSize = 16.61
  /// From a row's upper edge to the line that letters stand on.
  private static let baseline = 15.0

  private let canvas: Canvas
  private let palette: Palette
  private var backgrounds = ShapeLayers()
  private var shapes = ShapeLayers()
  private var words = ""

  init(_ canvas: Canvas) {
    self.canvas = canvas
    palette = canvas.look.theme.palette
    for y in 0..<canvas.height {
      for run in runs(inRow: y, alike: { $0.shownBackground == $1.shownBackground }) { addBackground(run, y) }
      for run in runs(inRow: y, alike: { $0.hasInk(of: $1) }) { addInk(run, y) }
    }
  }

  /// The picture's text.
  var text: String {
    let (width, height) = (canvas.width * Int(Self.cell.width), canvas.height * Int(Self.cell.height))
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
      font-family="DejaVu Sans Mono, Menlo, Consolas, monospace, Noto Sans Mono CJK SC, Noto Sans CJK SC, PingFang SC, \
      Microsoft YaHei" font-size="\(Self.fontSize)" fill="\(palette.shade(Theme.text).rgb.hex)">
      <rect width="\(width)" height="\(height)" fill="\(palette.shade(Theme.background).rgb.hex)"/>
      <g shape-rendering="crispEdges">
      \(backgrounds.paths(.block))\(shapes.paths(.block))</g>
      \(shapes.paths(.drawing))\
      <g fill="none" stroke-width="\(PathText.number(Self.cell.dotSize))" stroke-linecap="round">
      \(shapes.paths(.dots))</g>
      \(words)</svg>

      """
  }

  /// The columns of row `y` in runs of cells that are alike.
  private func runs(inRow y: Int, alike: (Cell, Cell) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for x in 0..<canvas.width where x + 1 == canvas.width || !alike(canvas[x, y], canvas[x + 1, y]) {
      runs.append(start..<x + 1)
      start = x + 1
    }
    return runs
  }

  private func corner(_ x: Int, _ y: Int) -> GlyphShape.Point {
    GlyphShape.Point(x: Double(x) * Self.cell.width, y: Double(y) * Self.cell.height)
  }

  private mutating func addBackground(_ run: Range<Int>, _ y: Int) {
    let color = canvas[run.lowerBound, y].shownBackground
    guard color != Theme.background else { return }
    let area = GlyphShape.Area(
      x: 0, y: 0, width: Double(run.count) * Self.cell.width, height: Self.cell.height)
    backgrounds.add(
      GlyphShape(kind: .block, areas: [area]), at: corner(run.lowerBound, y), palette.shade(color).rgb)
  }

  /// Adds what stands in cells of one ink: shapes one by one, letters gathered into words.
  private mutating func addInk(_ run: Range<Int>, _ y: Int) {
    let first = canvas[run.lowerBound, y]
    let color = palette.shade(first.shownForeground, on: first.shownBackground).rgb
    let isBold = first.style.contains(.bold)
    if first.style.contains(.underline) {
      let area = GlyphShape.Area(
        x: 0, y: Self.baseline + 1.5, width: Double(run.count) * Self.cell.width, height: Self.cell.light)
      shapes.add(GlyphShape(kind: .drawing, areas: [area]), at: corner(run.lowerBound, y), color)
    }
    var word: Word?
    for x in run {
      let cell = canvas[x, y]
      // The second half of a wide character belongs to the first.
      guard let scalar = cell.scalar else { continue }
      if word?.add(cell, x) == true { continue }
      if let word { write(word, y, color, isBold) }
      word = nil
      if let shape = Self.cell.shape(of: scalar) {
        shapes.add(shape, at: corner(x, y), color)
      } else if scalar != " " {
        word = Word(cell, x)
      }
    }
    if let word { write(word, y, color, isBold) }
  }

  /// Writes a word so that it stands in its cells.
  private mutating func write(_ word: Word, _ y: Int, _ color: RGB, _ isBold: Bool) {
    let (left, width) = (Double(word.x) * Self.cell.width, Double(word.columns) * Self.cell.width)
    func attribute(_ name: String, _ value: Double) -> String { " \(name)=\"\(PathText.number(value))\"" }
    var attributes = attribute("y", Double(y) * Self.cell.height + Self.baseline)
    switch word.kind {
    case .ascii:
      attributes = attribute("x", left) + attributes
    case .wide:
      // A letter of Chinese is as wide as the font is high: less than two cells.
      let gap = 2 * Self.cell.width - Self.fontSize
      attributes = attribute("x", left + gap / 2) + attributes + attribute("letter-spacing", gap)
    case .single:
      attributes = attribute("x", left + width / 2) + attributes + " text-anchor=\"middle\""
    }
    if word.count > 1 { attributes += attribute("textLength", width) }
    if color != palette.shade(Theme.text).rgb { attributes += " fill=\"\(color.hex)\"" }
    if isBold { attributes += " font-weight=\"bold\"" }
    words += "<text\(attributes)>\(word.text)</text>\n"
  }
}

/// Letters that are placed as one.
private struct Word {
  enum Kind { case ascii, wide, single }

  let x: Int
  let kind: Kind
  private(set) var columns: Int
  private(set) var count = 1
  private(set) var text: String

  /// As long as names are, and no longer: a viewer that does not know `textLength` and has narrower letters starts anew then.
  private static let longest = 32

  init(_ cell: Cell, _ x: Int) {
    self.x = x
    kind = cell.wordKind
    columns = cell.scalar?.columns ?? 1
    text = cell.escapedText
  }

  /// Adds the cell of column `x` and returns whether it belongs to the word.
  mutating func add(_ cell: Cell, _ x: Int) -> Bool {
    guard kind != .single, count < Self.longest, x == self.x + columns, cell.scalar != " ",
      cell.wordKind == kind
    else { return false }
    columns += cell.scalar?.columns ?? 1
    count += 1
    text += cell.escapedText
    return true
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

  /// In which words the character may stand. Letters of ASCII are equally wide in every font for programs, and Chinese ones in
  /// every font that has them; Chinese stops are not, as some viewers set them closer.
  fileprivate var wordKind: Word.Kind {
    guard let scalar, mark == nil else { return .single }
    if scalar.isASCII { return .ascii }
    return scalar.properties.isIdeographic && scalar.columns == 2 ? .wide : .single
  }

  /// The text with the characters escaped that XML reserves, and without those that it forbids.
  fileprivate var escapedText: String {
    guard let scalar else { return "" }
    var text: String
    switch scalar {
    case "<": text = "&lt;"
    case ">": text = "&gt;"
    case "&": text = "&amp;"
    case ..<" ", "\u{fffe}", "\u{ffff}": text = "\u{fffd}"
    default: text = String(Character(scalar))
    }
    if let mark { text.unicodeScalars.append(mark) }
    return text
  }
}
