import Engine
import Languages

/// The list of all settings over a scene, with a cursor on one of them.
struct SettingsOverlay {
  private let list: SettingsList
  private let cursor: Int
  private let state: AppState

  init(_ state: AppState) {
    list = SettingsList(state)
    self.state = state
    cursor = min(max(0, state.settingsRow ?? 0), list.rows.count - 1)
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let lines = self.lines
    let names = list.rows.map { canvas.columns($0.name) }.max() ?? 0
    let values = min(28, list.rows.map { canvas.columns($0.value) }.max() ?? 0)
    let meanings = list.rows.map { canvas.columns($0.meaning) }.max() ?? 0
    let width = min(area.width, names + values + meanings + 14)
    let height = min(area.height, lines.count + 2)
    let isFramed = area.width >= 30 && area.height >= 6
    let box =
      isFramed
      ? Rect(
        x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width: width,
        height: height)
      : area
    canvas.fill(box, Ink(Theme.text, on: Theme.background))
    let title =
      state.report.race == nil
      ? say("settings.title", "settings")
      : say("settings.titleInRace", "settings of the run, not of its lanes")
    let caption = say("settings.closes", ", or esc closes")
    let inside = isFramed ? Panel(title: title, caption: caption).draw(in: box, &canvas) : area
    let place = lines.firstIndex { $0 == .row(cursor) } ?? 0
    let first =
      lines.count > inside.height ? min(max(0, place - inside.height / 2), lines.count - inside.height) : 0
    for (y, line) in lines[first...].prefix(inside.height).enumerated() {
      switch line {
      case .section(let name):
        canvas.write(name, x: inside.x, y: inside.y + y, limit: inside.maxX, Ink(Theme.muted, .bold))
      case .row(let index):
        draw(list.rows[index], isChosen: index == cursor, names, values, in: inside.rows(y, 1), &canvas)
      }
    }
    if isFramed, lines.count > inside.height {
      let range = say("panel.rangeOf", "\(first + 1)–\(first + inside.height) of \(lines.count)")
      canvas.write(" \(range) ", x: box.x + 2, y: box.maxY - 1, limit: box.maxX - 1, Ink(Theme.key))
    }
    let meaning = canvas.columns(list.rows[cursor].meaning)
    if isFramed, meaning > inside.width - names - values - 8 { drawMeaning(in: box, &canvas) }
  }

  /// What the chosen setting means, whole in the frame, where the row cuts it and the frame has room beside the count.
  private func drawMeaning(in box: Rect, _ canvas: inout Canvas) {
    let text = " \(list.rows[cursor].meaning) "
    guard canvas.columns(text) <= box.width - 20 else { return }
    canvas.writeRight(text, maxX: box.maxX - 2, y: box.maxY - 1, Ink(Theme.muted))
  }

  /// A line of the list.
  private enum Line: Equatable {
    case section(String)
    case row(Int)
  }

  private var lines: [Line] {
    var lines: [Line] = []
    for (index, row) in list.rows.enumerated() {
      if index == 0 || row.section != list.rows[index - 1].section { lines.append(.section(row.section)) }
      lines.append(.row(index))
    }
    return lines
  }

  private func draw(
    _ row: SettingsList.Row, isChosen: Bool, _ names: Int, _ values: Int, in line: Rect,
    _ canvas: inout Canvas
  ) {
    let background = isChosen ? Theme.selection : Theme.background
    if isChosen { canvas.fill(line, Ink(Theme.text, on: background)) }
    let key = Ink(Theme.key, on: background, .bold)
    if isChosen { canvas.put("▌", x: line.x, y: line.y, key) }
    var x = line.x + 2
    canvas.write(
      row.name, x: x, y: line.y, limit: line.maxX,
      Ink(isChosen ? Theme.text : Theme.soft, on: background, isChosen ? .bold : []))
    x += names + 2
    let value = canvas.shortened(row.value, to: min(values, line.maxX - x - 4))
    if isChosen, row.less != nil { canvas.put("◀", x: x, y: line.y, key) }
    let end = canvas.write(
      value, x: x + 2, y: line.y, limit: line.maxX, Ink(Theme.text, on: background, .bold))
    if isChosen, row.more != nil { canvas.put("▶", x: min(end + 1, line.maxX - 1), y: line.y, key) }
    x += values + 6
    guard line.maxX - x >= 8 else { return }
    canvas.write(
      canvas.shortened(row.meaning, to: line.maxX - x), x: x, y: line.y, limit: line.maxX,
      Ink(Theme.muted, on: background))
  }
}
