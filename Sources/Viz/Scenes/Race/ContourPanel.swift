import Engine
import Languages

/// The real loss over two weights, as bands between level lines, with each lane's trail on it.
struct ContourPanel {
  let race: RaceSnapshot
  let scale: PlotScale
  let look: Look

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let panel = Panel(
      title: say("race.lossOverWeights", "loss over two weights"), captions: captions, in: area, canvas)
    let inside = panel.draw(in: area, &canvas)
    guard let pair = race.pair else {
      return write(say("race.noPair", "one weight: there is no pair to show"), in: inside, &canvas)
    }
    guard inside.width >= 16, inside.height >= 4 else {
      return write(say("race.noRoom", "no room"), in: inside, &canvas)
    }
    guard let surface = race.surface else {
      return write(
        say("race.noSurface", "the loss around the start is being computed"), in: inside, &canvas)
    }
    let axes = ContourAxes(surface.view, pair, in: inside, canvas)
    let levels = ContourLevels(
      surface.losses, scale: scale,
      most: look.hasShades ? Theme.contours.count - 1 : ContourMap.glyphs(look).count - 1)
    let map = ContourMap(surface: surface, levels: levels, look: look)
    map.draw(in: axes.map, &canvas)
    let trails = ContourTrails(race: race, surface: surface, look: look)
    trails.draw(in: axes.map, &canvas)
    axes.draw(&canvas)
    drawLowest(surface, in: inside.rows(0, 1), after: axes.nameEnd, &canvas)
    if axes.hasLegend { map.drawLegend(in: inside.rows(inside.height - 1), &canvas) }
  }

  private func write(_ text: String, in inside: Rect, _ canvas: inout Canvas) {
    canvas.write(
      canvas.shortened(text, to: inside.width), x: inside.x, y: inside.y, limit: inside.maxX, Theme.quiet)
  }

  /// What is not in view, what is still to come, what is held.
  private var captions: [String] {
    if let surface = race.surface, surface.share < 1 {
      let percent = "\(Int(surface.share * 100)) %"
      return [say("race.computed", "being computed: \(percent)"), percent]
    }
    let beyond = ContourTrails.beyond(race)
    if !beyond.isEmpty {
      let marks = beyond.map { String(Character(race.marker($0))) }.joined(separator: " ")
      return [say("race.beyond", "\(marks) beyond the edge"), say("race.out", "\(marks) out"), ""]
    }
    return race.batches > 1
      ? [
        say("race.allRowsHeld", "of all rows, others as at the start"), say("race.allRows", "of all rows"),
        "",
      ] : [say("race.held", "others as at the start"), ""]
  }

  /// The lowest loss in view, at the right.
  private func drawLowest(_ surface: LossSurface, in row: Rect, after start: Int, _ canvas: inout Canvas) {
    guard let lowest = surface.lowest else { return }
    let number = NumberText.compact(lowest.loss, width: 8)
    for words in [say("race.lowest", "lowest \(number)"), number]
    where start + 4 + canvas.columns(words) <= row.maxX {
      let x = row.maxX - canvas.columns(words)
      canvas.write("×", x: x - 2, y: row.y, Ink(Theme.text, .bold))
      canvas.write(" " + words, x: x - 1, y: row.y, limit: row.maxX, Theme.quiet)
      return
    }
  }
}

/// The axes of a contour: which weights, and from where to where.
struct ContourAxes {
  /// The part that the bands fill.
  let map: Rect
  let hasLegend: Bool
  /// The column behind the vertical axis's name.
  let nameEnd: Int
  private let inside: Rect
  private let names: (first: String, second: String)
  private let ends: (first: (String, String), second: (String, String))

  init(_ view: LossView, _ pair: PlacePair, in inside: Rect, _ canvas: Canvas) {
    self.inside = inside
    func ends(_ range: ClosedRange<Double>) -> (String, String) {
      (
        NumberText.shortest(range.lowerBound, figures: 6), NumberText.shortest(range.upperBound, figures: 6)
      )
    }
    self.ends = (ends(view.first), ends(view.second))
    let width = max(canvas.columns(self.ends.second.0), canvas.columns(self.ends.second.1)) + 1
    hasLegend = inside.height >= 8
    map = inside.rows(1, inside.height - (hasLegend ? 3 : 2)).columns(width)
    let second = canvas.shortened("↑ " + Symbol.number(pair.second), to: inside.width - 12)
    let room = map.width - canvas.columns(self.ends.first.0) - canvas.columns(self.ends.first.1) - 4
    let first = "→ " + Symbol.number(pair.first)
    names = (room >= 4 ? canvas.shortened(first, to: room) : "", second)
    nameEnd = inside.x + canvas.columns(second)
  }

  func draw(_ canvas: inout Canvas) {
    canvas.write(names.second, x: inside.x, y: inside.y, limit: inside.maxX, Theme.plain)
    canvas.writeRight(ends.second.1, maxX: map.x - 1, y: map.y, Theme.quiet)
    canvas.writeRight(ends.second.0, maxX: map.x - 1, y: map.maxY - 1, Theme.quiet)
    var labels = TickLabels()
    labels.draw(
      [
        TickLabels.Label(text: ends.first.0, column: map.x),
        TickLabels.Label(text: ends.first.1, column: map.maxX - 1),
        TickLabels.Label(text: names.first, column: map.x + map.width / 2, ink: Theme.plain),
      ], in: Rect(x: map.x, y: map.maxY, width: map.width, height: 1), &canvas)
  }
}
