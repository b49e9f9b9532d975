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
    var text = ""
    for y in 0..<height {
      var current = ""
      var before: Cell?
      var appearance: Appearance?
      for x in 0..<width {
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
      text += "\u{1b}[0m\n"
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
