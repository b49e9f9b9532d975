/// All keys with their words, made from the key table, in a box over the scene.
struct HelpOverlay {
  let scopes: [KeyScope]

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let rows = KeyMap.bindings(in: scopes).map {
      (keys: $0.keys.map(\.symbol).joined(separator: " "), words: $0.help)
    }
    let keyWidth = rows.map(\.keys.columns).max() ?? 0
    let wordsWidth = rows.map(\.words.columns).max() ?? 0
    let columnWidth = keyWidth + 2 + wordsWidth
    let columns = rows.count + 4 > area.height && 2 * columnWidth + 7 <= area.width ? 2 : 1
    let perColumn = (rows.count + columns - 1) / columns
    let spacing = perColumn * 2 + 3 <= area.height - 6 ? 2 : 1
    let width = min(area.width, columns * columnWidth + (columns - 1) * 3 + 6)
    let height = min(area.height, (perColumn - 1) * spacing + 1 + (area.height > perColumn + 5 ? 4 : 2))
    let box = Rect(
      x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width: width,
      height: height)
    canvas.fill(box, Ink(Theme.text, on: Theme.background))
    let inside = Panel(title: "keys", caption: "? or esc closes").draw(in: box, &canvas)
    let top = inside.y + (inside.height - ((perColumn - 1) * spacing + 1)) / 2
    let fitting = perColumn <= inside.height ? perColumn : max(0, inside.height - 1)
    for (index, row) in rows.enumerated() where index % perColumn < fitting {
      let x = inside.x + 1 + index / perColumn * (columnWidth + 3)
      let y = max(inside.y, top) + index % perColumn * spacing
      canvas.write(row.keys, x: x, y: y, limit: inside.maxX, Ink(Theme.key, .bold))
      canvas.write(row.words, x: x + keyWidth + 2, y: y, limit: inside.maxX, Theme.plain)
    }
    if fitting < perColumn {
      let more = "… \(rows.count - columns * fitting) more in a taller window"
      canvas.write(more, x: inside.x + 1, y: inside.maxY - 1, limit: inside.maxX, Theme.quiet)
    }
  }
}
