import Testing

@testable import Viz

/// What is wrong with a frame by itself, whatever it shows.
struct FrameCheck {
  private typealias Row = [Unicode.Scalar]

  /// How much of the frame's boxes is to be seen.
  enum Boxes {
    /// The help hides parts of boxes, and the ends of numbers.
    case covered
    /// The edges carry numbers and brackets.
    case open
    case whole
  }

  /// The characters; U+0000 for the second half of one of double width.
  private let rows: [Row]
  /// The first thing that is wrong.
  private(set) var problem: String?

  /// Checks a frame that should have the given size.
  init(_ canvas: Canvas, width: Int, height: Int, boxes: Boxes = .open) {
    rows = (0..<canvas.height).map { y in
      canvas.cells[y * canvas.width..<(y + 1) * canvas.width].map { $0.scalar ?? "\0" }
    }
    guard canvas.width == width, canvas.height == height, canvas.cells.count == width * height else {
      problem = "\(canvas.width)×\(canvas.height) with \(canvas.cells.count) cells"
      return
    }
    if width < Frame.smallest.width || height < Frame.smallest.height {
      // A line of a sheet, such as one of a program, may be empty.
      problem = boxes == .covered ? nil : stripProblem
      return
    }
    for y in rows.indices where problem == nil {
      problem = wideProblem(rows[y])
      if boxes != .covered { problem = problem ?? numberProblem(rows[y]) ?? boxProblem(y, boxes) }
      if let problem { self.problem = "row \(y): \(problem)\n\(text(rows[y]))" }
    }
  }

  private func text(_ row: Row) -> String { String(String.UnicodeScalarView(row)) }

  /// A screen too small for a scene still tells something.
  private var stripProblem: String? {
    rows.allSatisfy { $0.allSatisfy { $0 == " " } } ? "a small screen is empty" : nil
  }

  /// A character of double width without its second half, or such a half alone.
  private func wideProblem(_ row: Row) -> String? {
    var needsHalf = false
    for (x, scalar) in row.enumerated() {
      if needsHalf != (scalar == "\0") { return "half of a wide character at column \(x)" }
      needsHalf = scalar.value >= 0x1100 && scalar.columns == 2
    }
    return needsHalf ? "half of a wide character at the right edge" : nil
  }

  /// A number that ends in a point, in its e or in the minus sign of its exponent.
  private func numberProblem(_ row: Row) -> String? {
    // A number that is being typed may be anything yet.
    if row.contains("▏") { return nil }
    func isDigit(_ x: Int) -> Bool { (48..<58).contains(row[x].value) }
    func isBlank(_ x: Int) -> Bool { x >= row.count || " │▐▌".unicodeScalars.contains(row[x]) }
    for x in row.indices.dropLast() where row[x + 1] == "." || row[x + 1] == "e" {
      guard isDigit(x) else { continue }
      let isCut =
        row[x + 1] == "."
        ? isBlank(x + 2)
        : isBlank(x + 2) || row[x + 2] == "−" && (x + 3 >= row.count || !isDigit(x + 3))
      if isCut { return "a number is cut at column \(x)" }
    }
    return nil
  }

  /// A box that begins in this row and has a gap in its frame.
  private func boxProblem(_ y: Int, _ boxes: Boxes) -> String? {
    for x in rows[y].indices where rows[y][x] == "╭" {
      let next = rows[y][(x + 1)...].firstIndex { $0 == "╭" || $0 == "╮" }
      guard let right = next, rows[y][right] == "╮" else { return "the box at column \(x) has no corner" }
      guard boxes == .whole else { continue }
      guard let bottom = (y + 1..<rows.count).first(where: { rows[$0][x] != "│" }), rows[bottom][x] == "╰",
        rows[bottom][right] == "╯"
      else { return "the box at column \(x) has a gap in its left edge" }
      for line in y + 1..<bottom where rows[line][right] != "│" {
        return "the box at column \(x) has a gap in its right edge, row \(line)\n\(text(rows[line]))"
      }
    }
    return nil
  }
}

extension Canvas {
  /// The rows in which "inf" or "nan" stands as if it were a number: not in the colour for what is wrong.
  var falseNumbers: [String] {
    (0..<height).compactMap { y in
      let row = Array(cells[y * width..<(y + 1) * width])
      let isFalse = row.indices.dropLast(2).contains { x in
        let word = String(String.UnicodeScalarView(row[x..<x + 3].compactMap(\.scalar)))
        func isLetter(_ x: Int) -> Bool {
          row.indices.contains(x) && row[x].scalar?.properties.isAlphabetic == true
        }
        return ["inf", "nan"].contains(word) && !isLetter(x - 1) && !isLetter(x + 3)
          && row[x].foreground != Theme.bad && row[x].background != Theme.bad
      }
      return isFalse ? String(String.UnicodeScalarView(row.compactMap(\.scalar))) : nil
    }
  }
}

extension String {
  fileprivate var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}
