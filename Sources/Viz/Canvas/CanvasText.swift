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
  func ansiText(_ depth: ColorDepth) -> String {
    var text = ""
    for y in 0..<height {
      var current = ""
      var before: Cell?
      for x in 0..<width {
        let cell = self[x, y]
        guard let scalar = cell.scalar else { continue }
        if before?.looks(like: cell) != true {
          let wanted = cell.graphicRendition(depth)
          if wanted != current {
            text += "\u{1b}[0\(wanted)m"
            current = wanted
          }
        }
        before = cell
        text.unicodeScalars.append(scalar)
        if let mark = cell.mark { text.unicodeScalars.append(mark) }
      }
      text += "\u{1b}[0m\n"
    }
    return text
  }
}

extension Cell {
  /// Whether another cell has the same style and colours.
  fileprivate func looks(like other: Cell) -> Bool {
    foreground == other.foreground && background == other.background && style == other.style
  }

  /// The parameters of the escape sequence that selects style and colours, each after a semicolon.
  fileprivate func graphicRendition(_ depth: ColorDepth) -> String {
    var codes = ""
    var style = style
    if depth == .ansi16 {
      style = style.forColor16(
        ColorDepth.indices16(foreground: foreground, background: background).foreground)
    }
    if style.contains(.bold) { codes += ";1" }
    if style.contains(.underline) { codes += ";4" }
    if style.contains(.reverse) { codes += ";7" }
    switch depth {
    case .none:
      break
    case .ansi16:
      let (front, back) = ColorDepth.indices16(foreground: foreground, background: background)
      codes += ";\(front < 8 ? 30 + front : 82 + front);\(back < 8 ? 40 + back : 92 + back)"
    case .indexed256:
      codes += ";38;5;\(ColorDepth.index256(of: foreground));48;5;\(ColorDepth.index256(of: background))"
    case .direct:
      codes += ";38;2;\(foreground.red);\(foreground.green);\(foreground.blue)"
      codes += ";48;2;\(background.red);\(background.green);\(background.blue)"
    }
    return codes
  }
}
