/// The help over a scene: all keys with their words, made from the key table, and what is seen; scrolled where not all fits.
struct HelpOverlay {
  private let scopes: [KeyScope]
  private let report: RunReport
  private let explanations: [Explanation]
  private let offset: Int
  private let look: Look

  /// The help of the scene that is shown.
  init(_ state: AppState) {
    let scene = SceneList.all[state.scene]
    scopes = state.sceneScopes
    report = state.report
    explanations = scene.explanations(state.look)
    offset = state.helpOffset
    look = state.look
  }

  /// Where the lines stand: in a box where there is room for one, else over the whole area.
  private struct Layout {
    let text: HelpText
    let box: Rect?
    let inside: Rect

    var last: Int { max(0, text.lines.count - inside.height) }
  }

  /// The last line that the help can begin with in an area, and how many lines are in view.
  func reach(in area: Rect) -> (last: Int, page: Int) {
    let layout = layout(in: area, Canvas(width: 0, height: 0, look: look))
    return (layout.last, layout.inside.height)
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let layout = layout(in: area, canvas)
    let blank = Ink(Theme.text, on: Theme.background)
    canvas.fill(layout.box ?? area, blank)
    if let box = layout.box {
      _ = Panel(title: "keys and what is seen", caption: "? or esc closes").draw(in: box, &canvas)
    }
    let first = min(offset, layout.last)
    let (inside, lines) = (layout.inside, layout.text.lines)
    for (row, line) in lines[first...].prefix(inside.height).enumerated() {
      for span in line {
        canvas.write(span.text, x: inside.x + span.x, y: inside.y + row, limit: inside.maxX, span.ink)
      }
    }
    drawRest(above: first, below: max(0, lines.count - first - inside.height), layout, in: area, &canvas)
  }

  private func layout(in area: Rect, _ canvas: Canvas) -> Layout {
    let keys = KeyMap.bindings(in: scopes, report).map { binding in
      (keys: binding.keys.map { $0.symbol(in: look) }.joined(separator: " "), words: binding.help)
    }
    guard area.width >= 30, area.height >= 6 else {
      // The last column tells that it goes on.
      let inside = area.columns(0, area.width - 2)
      let text = HelpText(
        keys: keys, explanations: explanations, width: inside.width, height: inside.height, canvas)
      return Layout(text: text, box: nil, inside: inside)
    }
    let text = HelpText(
      keys: keys, explanations: explanations, width: area.width - 4, height: area.height - 2, canvas)
    let (width, height) = (min(area.width, text.width + 4), min(area.height, text.lines.count + 2))
    let box = Rect(
      x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width: width,
      height: height)
    return Layout(text: text, box: box, inside: box.inset(2, 1))
  }

  /// How much more there is in both directions, and how to get there.
  private func drawRest(above: Int, below: Int, _ layout: Layout, in area: Rect, _ canvas: inout Canvas) {
    let ink = Ink(Theme.key, .bold)
    guard let box = layout.box else {
      // In one row, the way down is what there is to say.
      let x = area.maxX - 1
      if above > 0 { canvas.put("▲", x: x, y: area.y, ink) }
      if below > 0 { canvas.put("▼", x: x, y: area.maxY - 1, ink) }
      return
    }
    let (up, down) = (Key.up.symbol(in: look), Key.down.symbol(in: look))
    let texts =
      (above > 0 ? ["\(up) \(above) above"] : []) + (below > 0 ? ["\(down) \(below) more below"] : [])
    guard !texts.isEmpty else { return }
    let text = canvas.shortened(" \(texts.joined(separator: "  ")) ", to: box.width - 4)
    canvas.write(text, x: box.x + 2, y: box.maxY - 1, limit: box.maxX - 2, ink)
  }
}
