import Engine
import Languages

/// The newest lines that a program prints.
struct OutputPanel {
  let state: AppState
  /// Whether keys scroll through the lines.
  var isScrolled = false

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let output = state.report.watched?.output
    let count = output?.writtenCount ?? 0
    let title = say("watch.prints", "what the program prints")
    let (all, kept) = (NumberText.grouped(count), output?.written.count ?? 0)
    let words = say("watch.lines", "\(all) line\(ending: count)")
    let newest = say("watch.newest", "the newest \(NumberText.grouped(kept)) of \(all) line\(ending: count)")
    let captions = kept < count ? [newest, words] : [words]
    let inside = Panel(title: title, captions: captions, in: area, canvas).draw(in: area, &canvas)
    guard let output, inside.height > 0 else { return }
    if output.written.isEmpty {
      return canvas.writeCentered(
        say("watch.nothingYet", "nothing yet"), in: inside, row: inside.height / 2, Theme.quiet)
    }
    let offset = isScrolled ? min(state.outputOffset, Self.reach(output, inside)) : 0
    let shown = output.written.dropLast(offset).suffix(inside.height)
    for (row, line) in shown.enumerated() {
      canvas.write(canvas.shortened(line, to: inside.width), x: inside.x, y: inside.y + row, Theme.plain)
    }
    if offset > 0 {
      let more = say("watch.moreBelow", "\(NumberText.grouped(offset)) more below")
      canvas.write(
        " \(more) ", x: area.x + 2, y: area.maxY - 1, limit: area.maxX - 2, Ink(Theme.key, .bold))
    }
  }

  /// How many lines can lie below those in view.
  static func reach(_ output: ProgramOutput, _ inside: Rect) -> Int {
    max(0, output.written.count - inside.height)
  }
}

extension AppState {
  /// Moves through what a program prints.
  mutating func scrollOutput(_ move: SheetMove) {
    guard let output = report.watched?.output else { return }
    let area = Frame.sceneArea(width: screen.width, height: screen.height).rows(2)
    let inside = Panel.inside(area)
    let wanted =
      switch move {
      case .lines(let count): outputOffset - count
      case .pages(let count): outputOffset - count * max(1, inside.height - 1)
      case .toStart: Int.max
      case .toEnd: 0
      }
    outputOffset = min(max(0, wanted), OutputPanel.reach(output, inside))
  }
}
