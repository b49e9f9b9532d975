import Engine
import Languages

/// The lanes, each in a cell: what it is, its rate and its loss. Without a frame where there is little room.
struct LanesPanel {
  let race: RaceSnapshot
  let chosen: Int

  /// The narrowest cell that tells all that matters.
  private static let leastWidth = 26

  /// How many rows it takes in a body of a scene, and whether it has a frame there.
  static func height(_ race: RaceSnapshot, in body: Rect) -> (rows: Int, hasFrame: Bool) {
    let rows = grid(race.lanes.count, width: body.width - 4).rows
    return body.height >= 14 + rows ? (rows + 2, true) : (rows, false)
  }

  /// In how many columns and rows the cells stand, as even as can be.
  private static func grid(_ count: Int, width: Int) -> (columns: Int, rows: Int) {
    let fitting = min(count, max(1, width / leastWidth, width >= 34 ? 2 : 1))
    let rows = (count + fitting - 1) / fitting
    return ((count + rows - 1) / rows, rows)
  }

  func draw(in area: Rect, hasFrame: Bool, _ canvas: inout Canvas) {
    let inside =
      hasFrame
      ? Panel(title: race.title, captions: race.distanceWords(chosen: chosen) + [""], in: area, canvas)
        .draw(in: area, &canvas)
      : area.inset(area.width > 4 ? 2 : 0, 0)
    let grid = Self.grid(race.lanes.count, width: inside.width)
    let form = form(inside.width / grid.columns - 1, canvas)
    for lane in race.lanes.indices {
      let row = inside.rows(lane / grid.columns, 1)
      draw(lane, form, in: row.splitColumns(grid.columns)[lane % grid.columns], &canvas)
    }
  }

  /// The lane whose cell is at a place.
  func lane(x: Int, y: Int, in area: Rect, hasFrame: Bool) -> Int? {
    let inside = hasFrame ? Panel.inside(area) : area.inset(area.width > 4 ? 2 : 0, 0)
    let grid = Self.grid(race.lanes.count, width: inside.width)
    return race.lanes.indices.first { lane in
      inside.rows(lane / grid.columns, 1).splitColumns(grid.columns)[lane % grid.columns].contains(x: x, y: y)
    }
  }

  /// What a cell tells, and how wide each part is, so that nothing moves.
  private struct Form {
    let label: Int
    var isShort = false
    /// 0 where the rate has no room, or is the label.
    var rate = 0
    /// What names the loss and the best one; 0 where it has no room.
    var loss = 0
    var best = 0
    var width: Int {
      2 + label + (rate > 0 ? 5 + rate : 0) + 2 + loss + 8 + (best > 0 ? 2 + best + 8 : 0)
    }
  }

  private func form(_ room: Int, _ canvas: Canvas) -> Form {
    let label = race.lanes.map { canvas.columns(race.name(of: $0)) }.max() ?? 0
    let short = race.lanes.map { canvas.columns(race.shortName(of: $0)) }.max() ?? 0
    let rate = race.lanes.map { canvas.columns(Symbol.rate($0.learningRate)) }.max() ?? 0
    let shown = race.kind == .rates ? 0 : rate
    let (loss, best) = (canvas.columns(lossWord), canvas.columns(bestWord))
    let forms = [
      Form(label: label, rate: shown, loss: loss, best: best), Form(label: label, rate: shown, loss: loss),
      Form(label: label, rate: shown), Form(label: label),
      Form(label: short, isShort: true),
    ]
    return forms.first { $0.width <= room } ?? forms[forms.count - 1]
  }

  /// What stands before the loss, which of data in batches is a mean.
  private var lossWord: String {
    (race.batches > 1 ? say("race.mean", "mean") : say("race.loss", "loss")) + " "
  }

  /// What stands before the best loss.
  private var bestWord: String { say("race.best", "best") + " " }

  private func draw(_ index: Int, _ form: Form, in cell: Rect, _ canvas: inout Canvas) {
    let (lane, isChosen) = (race.lanes[index], index == chosen)
    let color = race.color(index)
    var x = cell.x
    if isChosen { canvas.put("▸", x: x, y: cell.y, Ink(Theme.key, .bold)) }
    canvas.put(race.marker(index), x: x + 1, y: cell.y, Ink(color, .bold))
    x += 3
    let words = form.isShort ? race.shortName(of: lane) : race.name(of: lane)
    let name = canvas.shortened(words, to: max(0, cell.maxX - x))
    canvas.write(name, x: x, y: cell.y, limit: cell.maxX, isChosen ? Ink(color, .bold) : Ink(color))
    x += form.label
    if form.rate > 0 {
      canvas.write("lr", x: x + 2, y: cell.y, limit: cell.maxX, Theme.quiet)
      canvas.write(
        Symbol.rate(lane.learningRate), x: x + 5, y: cell.y, limit: cell.maxX, Theme.strong)
      x += 5 + form.rate
    }
    x += form.loss > 0 || form.rate > 0 ? 2 : 1
    if let fault = lane.fault {
      let forms = ["✗ \(Symbol.subject(fault))", say("race.stopped", "✗ stopped"), "✗"]
      let text = forms.first { canvas.columns($0) <= cell.maxX - x - 1 } ?? ""
      canvas.write(text, x: x, y: cell.y, limit: cell.maxX, Ink(Theme.bad, .bold))
      return
    }
    if form.loss > 0 { x = canvas.write(lossWord, x: x, y: cell.y, limit: cell.maxX, Theme.quiet) }
    canvas.write(
      NumberText.compact(Double(lane.means.latest ?? lane.loss), width: min(8, cell.maxX - x)), x: x,
      y: cell.y, limit: cell.maxX,
      Theme.strong)
    guard form.best > 0, let best = lane.means.best else { return }
    x = canvas.write(bestWord, x: x + 10, y: cell.y, limit: cell.maxX, Theme.quiet)
    canvas.write(
      NumberText.compact(Double(best.loss), width: 8), x: x, y: cell.y, limit: cell.maxX,
      Ink(Theme.good, .bold))
  }
}
