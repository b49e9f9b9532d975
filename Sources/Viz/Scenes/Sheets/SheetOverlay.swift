import Languages

/// A sheet over a scene, scrolled where not all of it fits.
struct SheetOverlay {
  /// A run of text from a column on.
  struct Span: Equatable {
    let x: Int
    let text: String
    let ink: Ink
  }

  /// The lines of a sheet, and the columns that the longest takes.
  struct Lines {
    let lines: [[Span]]
    let width: Int
  }

  private let title: String
  private let caption: String
  private let offset: Int
  private let look: Look
  /// The lines for a room of some columns and rows.
  private let lines: (_ width: Int, _ height: Int, Canvas) -> Lines

  /// The sheet that is open, if one is.
  init?(_ state: AppState) {
    guard let sheet = state.sheet else { return nil }
    (offset, look) = (state.sheetOffset, state.look)
    switch sheet {
    case .help:
      title = say("help.title", "keys and what is seen")
      caption = say("help.closes", "? or esc closes")
      let look = state.look
      let keys = KeyMap.bindings(in: state.helpedScopes, state.heldReport).filter { !state.isHeld($0.action) }
        .map { binding in
          (keys: binding.keys.map { $0.symbol(in: look) }.joined(separator: " "), words: binding.help)
        }
      let explanations = state.settingsRow == nil ? SceneList.all[state.scene].explanations(look) : []
      lines = { width, height, canvas in
        let text = HelpText(keys: keys, explanations: explanations, width: width, height: height, canvas)
        return Lines(lines: text.lines, width: text.width)
      }
    case .leaving:
      title = say("help.leaveOrStop", "leave or stop?")
      caption = say("help.escStays", "esc stays")
      let command = state.report.watched?.command ?? ""
      let leaving =
        state.snapshot.parameters.isEmpty
        ? say("help.leavesRunning", "leaves it running")
        : state.report.isRunning
          ? say("help.leavesRunningAttach", "leaves it running; viz attach comes back to it")
          : say("help.leavesPaused", "leaves it; paused, it goes on by itself after a minute")
      lines = { width, _, canvas in
        let texts = [
          ("", canvas.shortened(command, to: width)), ("", ""),
          ("enter", leaving),
          ("k", say("help.stops", "stops it: as Ctrl-C would, and if need be by SIGTERM")),
        ]
        let lines = texts.map { key, words in
          [
            Span(x: 0, text: key, ink: Ink(Theme.key, .bold)),
            Span(x: key.isEmpty ? 0 : 7, text: words, ink: key.isEmpty ? Theme.strong : Theme.plain),
          ]
        }
        return Lines(lines: lines, width: texts.map { 7 + canvas.columns($0.1) }.max() ?? 0)
      }
    case .program:
      let program = state.report.program
      title =
        program.map { say("help.programTo", "PyTorch program, step 0 to \(NumberText.grouped($0.steps))") }
        ?? say("help.program", "PyTorch program")
      caption = say("help.programKeys", "enter saves it, y or esc closes")
      lines = { _, _, canvas in ProgramText.lines(of: program?.text ?? "", canvas) }
    }
  }

  /// Where the lines stand: in a box where there is room for one, else over the whole area.
  private struct Layout {
    let text: Lines
    let box: Rect?
    let inside: Rect

    var last: Int { max(0, text.lines.count - inside.height) }
  }

  /// The last line that the sheet can begin with in an area, and how many lines are in view.
  func reach(in area: Rect) -> (last: Int, page: Int) {
    let layout = layout(in: area, Canvas(width: 0, height: 0, look: look))
    return (layout.last, layout.inside.height)
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let layout = layout(in: area, canvas)
    let blank = Ink(Theme.text, on: Theme.background)
    canvas.fill(layout.box ?? area, blank)
    if let box = layout.box {
      _ = Panel(title: title, caption: caption).draw(in: box, &canvas)
    }
    let first = min(offset, layout.last)
    let (inside, lines) = (layout.inside, layout.text.lines)
    for (row, line) in lines[first...].prefix(inside.height).enumerated() {
      for span in line {
        canvas.write(span.text, x: inside.x + span.x, y: inside.y + row, limit: inside.maxX, span.ink)
      }
      if let last = line.last, last.x + canvas.columns(last.text) > inside.width, inside.width > 0 {
        canvas.put("…", x: inside.maxX - 1, y: inside.y + row, last.ink)
      }
    }
    drawRest(above: first, below: max(0, lines.count - first - inside.height), layout, in: area, &canvas)
  }

  private func layout(in area: Rect, _ canvas: Canvas) -> Layout {
    guard area.width >= 30, area.height >= 6 else {
      // The last column tells that it goes on.
      let inside = area.columns(0, area.width - 2)
      return Layout(text: lines(inside.width, inside.height, canvas), box: nil, inside: inside)
    }
    let text = lines(area.width - 4, area.height - 2, canvas)
    let words = canvas.columns(title) + canvas.columns(caption) + 6
    let width = min(area.width, max(text.width + 4, words))
    let height = min(area.height, text.lines.count + 2)
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
      (above > 0 ? [say("help.above", "\(up) \(above) above")] : [])
      + (below > 0 ? [say("help.below", "\(down) \(below) more below")] : [])
    guard !texts.isEmpty else { return }
    let text = canvas.shortened(" \(texts.joined(separator: "  ")) ", to: box.width - 4)
    canvas.write(text, x: box.x + 2, y: box.maxY - 1, limit: box.maxX - 2, ink)
  }
}
