extension Canvas {
  /// The characters alone, a line a row, without spaces at the ends of lines.
  var plainText: String {
    var text = ""
    for y in 0..<height {
      var line = ""
      for x in 0..<width {
        let cell = self[x, y]
        guard let scalar = cell.scalar else { continue }
        line.unicodeScalars.append(scalar)
        if let mark = cell.mark { line.unicodeScalars.append(mark) }
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  /// The frame with ANSI escape sequences for style and colour, a line a row.
  var ansiText: String {
    (0..<height).map { ansi(row: $0, 0..<width) + "\u{1b}[0m\n" }.joined()
  }

  /// What makes this frame of another one on a terminal: the cells that differ, each run of them at its place.
  func ansiChanges(from other: Canvas?) -> String {
    guard let other, other.width == width, other.height == height else {
      let rows = (0..<height).map { "\u{1b}[\($0 + 1);1H" + ansi(row: $0, 0..<width) }
      return "\u{1b}[?25l\u{1b}[0m\u{1b}[2J" + rows.joined() + "\u{1b}[0m"
    }
    var text = ""
    for y in 0..<height {
      var x = 0
      while x < width {
        guard self[x, y] != other[x, y] else {
          x += 1
          continue
        }
        // A character of double width is written whole.
        let start = self[x, y].scalar == nil && x > 0 ? x - 1 : x
        while x < width, self[x, y] != other[x, y] || self[x, y].scalar == nil { x += 1 }
        text += "\u{1b}[\(y + 1);\(start + 1)H" + ansi(row: y, start..<x)
      }
    }
    return text.isEmpty ? "" : text + "\u{1b}[0m"
  }

  /// Some cells of a row with escape sequences for style and colour.
  private func ansi(row y: Int, _ columns: Range<Int>) -> String {
    var text = ""
    var current = ""
    var before: Cell?
    var appearance: Appearance?
    for x in columns {
      let cell = self[x, y]
      guard let scalar = cell.scalar else { continue }
      if before?.looks(like: cell) != true {
        appearance = look.depth == .none ? nil : Appearance(cell, in: look)
        let wanted = appearance?.graphicRendition ?? cell.style.parameters
        if wanted != current {
          text += "\u{1b}[0\(wanted)m"
          current = wanted
        }
      }
      before = cell
      text.unicodeScalars.append(appearance?.scalar(for: scalar) ?? scalar)
      if let mark = cell.mark { text.unicodeScalars.append(mark) }
    }
    return text
  }
}

extension Cell {
  /// Whether another cell has the same style and colours.
  func looks(like other: Cell) -> Bool {
    foreground == other.foreground && background == other.background && style == other.style
  }
}

extension Appearance {
  /// The parameters of the escape sequence that selects style and colours, each after a semicolon.
  fileprivate var graphicRendition: String {
    style.parameters + foreground.parameters(first: 30) + background.parameters(first: 40)
  }
}

extension Cell.Style {
  fileprivate var parameters: String {
    (contains(.bold) ? ";1" : "") + (contains(.underline) ? ";4" : "") + (contains(.reverse) ? ";7" : "")
  }
}

extension Appearance.Paint {
  /// The parameters that select it, with the number of the first of eight colours: 30 for a text, 40 for what is behind it.
  fileprivate func parameters(first: Int) -> String {
    switch self {
    case .own: ";\(first + 9)"
    case .number(let number) where number < 8: ";\(first + Int(number))"
    case .number(let number) where number < 16: ";\(first + 52 + Int(number))"
    case .number(let number): ";\(first + 8);5;\(number)"
    case .rgb(let color): ";\(first + 8);2;\(color.red);\(color.green);\(color.blue)"
    }
  }
}
