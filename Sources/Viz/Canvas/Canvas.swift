/// What a text is written with; without a background it keeps the one that is there.
struct Ink: Equatable, Sendable {
  var foreground: Color
  var background: Color?
  var style: Cell.Style = []

  init(_ foreground: Color, on background: Color? = nil, _ style: Cell.Style = []) {
    self.foreground = foreground
    self.background = background
    self.style = style
  }

  /// The same ink, bold.
  var bold: Ink { Ink(foreground, on: background, style.union(.bold)) }
}

/// A frame of cells. Scenes draw whole frames into it; what changed on the screen is found at the edge.
public struct Canvas: Equatable, Sendable {
  let width: Int
  let height: Int
  /// In which characters and colours the frame will be shown.
  let look: Look
  /// Row after row.
  private(set) var cells: [Cell]

  /// An empty canvas in the theme's colours.
  init(width: Int, height: Int, look: Look = Look()) {
    self.width = max(0, width)
    self.height = max(0, height)
    self.look = look
    let blank = Cell(foreground: Theme.text, background: Theme.background)
    cells = [Cell](repeating: blank, count: self.width * self.height)
  }

  /// The whole area.
  var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

  /// The cell at a place; writing outside of the canvas does nothing.
  subscript(x: Int, y: Int) -> Cell {
    get {
      precondition(contains(x, y), "no cell at \(x), \(y) on a canvas of \(width)×\(height)")
      return cells[y * width + x]
    }
    set {
      if contains(x, y) { cells[y * width + x] = newValue }
    }
  }

  /// The text as it will stand here: in the look's own words.
  func words(_ text: String) -> String {
    look.glyphs == .unicode ? text : ASCIIWords.text(text)
  }

  /// How many columns the text takes here: in another look it has other words.
  func columns(_ text: String) -> Int { words(text).plainColumns }

  /// The text, or as much of it as fits `room` columns with a mark that it goes on.
  func shortened(_ text: String, to room: Int) -> String {
    let text = words(text)
    guard text.plainColumns > room else { return text }
    let end = words("…")
    var (kept, width) = ("", end.plainColumns)
    for scalar in text.unicodeScalars {
      width += scalar.columns
      guard width <= room else { break }
      kept.unicodeScalars.append(scalar)
    }
    return kept + end
  }

  /// Writes `text` in the look's words from a place to the right and returns the column after it.
  ///
  /// What would reach column `limit` or the canvas's edge is left out, a character of double width as a whole.
  @discardableResult
  mutating func write(_ text: String, x: Int, y: Int, limit: Int = .max, _ ink: Ink) -> Int {
    var column = x
    let limit = min(limit, width)
    for scalar in words(text).unicodeScalars {
      let columns = scalar.columns
      if columns == 0 {
        // Over a wide character, the mark stands in its first half.
        let place =
          contains(column - 1, y) && cells[y * width + column - 1].scalar == nil ? column - 2 : column - 1
        if scalar.isMark, column > x, contains(place, y) { cells[y * width + place].mark = scalar }
        continue
      }
      guard column + columns <= limit else { break }
      if columns == 2 { put(" ", x: column + 1, y: y, ink) }
      put(scalar, x: column, y: y, ink)
      if columns == 2, contains(column, y), contains(column + 1, y) {
        cells[y * width + column + 1] = cells[y * width + column]
        cells[y * width + column + 1].scalar = nil
      }
      column += columns
    }
    return column
  }

  /// Writes `text` so that it ends before column `maxX`.
  mutating func writeRight(_ text: String, maxX: Int, y: Int, _ ink: Ink) {
    write(text, x: maxX - columns(text), y: y, limit: maxX, ink)
  }

  /// Writes `text` in the middle of a row of `area`.
  mutating func writeCentered(_ text: String, in area: Rect, row: Int = 0, _ ink: Ink) {
    let x = area.x + max(0, (area.width - columns(text)) / 2)
    write(text, x: x, y: area.y + row, limit: area.maxX, ink)
  }

  /// Writes one character of single width.
  mutating func put(_ scalar: Unicode.Scalar, x: Int, y: Int, _ ink: Ink) {
    guard contains(x, y) else { return }
    let place = y * width + x
    // Half of a character of double width does not stay without the other.
    if cells[place].scalar == nil { cells[place - 1].scalar = " " }
    if x + 1 < width, cells[place + 1].scalar == nil { cells[place + 1].scalar = " " }
    let background = ink.background ?? cells[place].background
    cells[place] = Cell(
      scalar: scalar, foreground: ink.foreground, background: background, style: ink.style)
  }

  /// Fills an area with one character.
  mutating func fill(_ area: Rect, with scalar: Unicode.Scalar = " ", _ ink: Ink) {
    for y in max(0, area.y)..<max(0, area.y, min(height, area.maxY)) {
      for x in max(0, area.x)..<max(0, area.x, min(width, area.maxX)) {
        put(scalar, x: x, y: y, ink)
      }
    }
  }

  /// Replaces every cell by what `change` makes of it.
  mutating func mapCells(_ change: (Cell) -> Cell) {
    for index in cells.indices { cells[index] = change(cells[index]) }
  }

  private func contains(_ x: Int, _ y: Int) -> Bool {
    x >= 0 && x < width && y >= 0 && y < height
  }
}
