/// A frame with a title at the left of its upper edge and a caption at the right.
struct Panel {
  let title: String
  var caption = ""
  var captionInk = Theme.quiet

  /// The area inside of a panel's frame, one column away from the edges.
  static func inside(_ area: Rect) -> Rect {
    guard area.width >= 4, area.height >= 2 else { return Rect(x: area.x, y: area.y, width: 0, height: 0) }
    return area.inset(2, 1)
  }

  /// Draws the frame and returns the area inside, one column away from the edges.
  func draw(in area: Rect, _ canvas: inout Canvas) -> Rect {
    guard area.width >= 4, area.height >= 2 else { return Self.inside(area) }
    let ink = Ink(Theme.panelBorder)
    for x in area.x + 1..<area.maxX - 1 {
      canvas.put("─", x: x, y: area.y, ink)
      canvas.put("─", x: x, y: area.maxY - 1, ink)
    }
    for y in area.y + 1..<area.maxY - 1 {
      canvas.put("│", x: area.x, y: y, ink)
      canvas.put("│", x: area.maxX - 1, y: y, ink)
    }
    canvas.put("╭", x: area.x, y: area.y, ink)
    canvas.put("╮", x: area.maxX - 1, y: area.y, ink)
    canvas.put("╰", x: area.x, y: area.maxY - 1, ink)
    canvas.put("╯", x: area.maxX - 1, y: area.maxY - 1, ink)
    let end = canvas.write(
      " \(canvas.shortened(title, to: max(0, area.width - 4))) ", x: area.x + 2, y: area.y,
      limit: area.maxX - 1, Ink(Theme.text, .bold))
    let captionWidth = canvas.columns(caption) + 2
    if !caption.isEmpty, end + captionWidth < area.maxX - 1 {
      canvas.writeRight(" \(caption) ", maxX: area.maxX - 2, y: area.y, captionInk)
    }
    return Self.inside(area)
  }
}

extension Panel {
  /// A panel with the first of `captions` that has room beside the title.
  init(title: String, captions: [String], in area: Rect, _ canvas: Canvas) {
    let room = area.width - canvas.columns(title) - 8
    self.init(title: title, caption: captions.first { canvas.columns($0) <= room } ?? "")
  }
}
