@testable import Viz

extension Canvas {
  /// What is drawn on a few cells, a line a row, without spaces at the ends of lines.
  static func lines(
    width: Int, height: Int, look: Look = Look(), _ draw: (Rect, inout Canvas) -> Void
  ) -> [String] {
    var canvas = Canvas(width: width, height: height, look: look)
    draw(canvas.bounds, &canvas)
    if look.glyphs == .ascii { canvas.transliterateGraphics() }
    return canvas.plainText.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map {
      String($0)
    }
  }

  /// The texts of a row, parted by at least two spaces.
  func labels(row: Int) -> [String] {
    let text = plainText.split(separator: "\n", omittingEmptySubsequences: false)[row]
    var labels: [String] = []
    var label = ""
    var spaces = 0
    for character in text + "  " {
      spaces = character == " " ? spaces + 1 : 0
      if spaces >= 2 {
        let trimmed = label.reversed().drop { $0 == " " }.reversed()
        if !trimmed.isEmpty { labels.append(String(trimmed)) }
        label = ""
      } else if character != " " || !label.isEmpty {
        label.append(character)
      }
    }
    return labels
  }
}
