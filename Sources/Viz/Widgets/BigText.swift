/// A short text of figures in pixels of a cell's width and half its height each, or so many times that.
struct BigText {
  let text: String
  /// How many columns a pixel takes.
  let scale: Int
  let ink: Ink

  /// The rows of a figure in pixels.
  static let pixelRows = 5

  /// The pixels of each row, the gap behind a figure not included; `#` is one that is set.
  private static let figures: [Character: [String]] = [
    "0": ["###", "# #", "# #", "# #", "###"], "1": [" # ", "## ", " # ", " # ", "###"],
    "2": ["###", "  #", "###", "#  ", "###"], "3": ["###", "  #", "###", "  #", "###"],
    "4": ["# #", "# #", "###", "  #", "  #"], "5": ["###", "#  ", "###", "  #", "###"],
    "6": ["###", "#  ", "###", "# #", "###"], "7": ["###", "  #", "  #", " # ", " # "],
    "8": ["###", "# #", "###", "# #", "###"], "9": ["###", "# #", "###", "  #", "###"],
    ".": [" ", " ", " ", " ", "#"], " ": [" ", " ", " ", " ", " "], "−": ["  ", "  ", "##", "  ", "  "],
    "%": ["# #", "  #", " # ", "#  ", "# #"], "×": ["   ", "# #", " # ", "# #", "   "],
    "e": ["   ", "###", "###", "#  ", "###"], "n": ["   ", "## ", "# #", "# #", "# #"],
    "a": ["   ", "###", " ##", "# #", "###"], "i": ["#", " ", "#", "#", "#"],
    "f": [" ##", " # ", "###", " # ", " # "],
  ]

  /// The columns of pixels that a text takes, and the gaps between its figures.
  static func pixelColumns(_ text: String) -> Int {
    max(0, text.reduce(0) { $0 + (figures[$1]?[0].count ?? 0) + 1 } - 1)
  }

  /// The rows of the screen that any text takes; without half blocks a pixel has whole rows.
  static func height(scale: Int, _ look: Look) -> Int { (pixelRows * halfRows(scale, look) + 1) / 2 }

  private static func halfRows(_ scale: Int, _ look: Look) -> Int {
    look.glyphs == .ascii ? (scale + 1) / 2 * 2 : scale
  }

  /// Draws the text from a cell on, as far as the canvas reaches.
  func draw(x: Int, y: Int, _ canvas: inout Canvas) {
    let rows = Self.halfRows(scale, canvas.look)
    var left = x
    for character in text {
      guard let figure = Self.figures[character] else { continue }
      let pixels = figure.map { $0.map { $0 == "#" } }
      func isSet(_ column: Int, _ half: Int) -> Bool {
        half < Self.pixelRows * rows && pixels[half / rows][column / scale]
      }
      for column in 0..<pixels[0].count * scale {
        for row in 0..<(Self.pixelRows * rows + 1) / 2 {
          switch (isSet(column, 2 * row), isSet(column, 2 * row + 1)) {
          case (true, true): canvas.put("█", x: left + column, y: y + row, ink)
          case (true, false): canvas.put("▀", x: left + column, y: y + row, ink)
          case (false, true): canvas.put("▄", x: left + column, y: y + row, ink)
          case (false, false): break
          }
        }
      }
      left += (pixels[0].count + 1) * scale
    }
  }
}
