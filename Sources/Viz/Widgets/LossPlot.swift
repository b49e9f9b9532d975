import Engine
import RealModule

/// How the vertical axis of a plot runs.
enum PlotScale: String, Sendable {
  case logarithmic = "log"
  case linear

  /// The other one.
  var toggled: PlotScale { self == .logarithmic ? .linear : .logarithmic }
}

/// One line of a plot.
struct PlotLine {
  let history: LossHistory
  /// The colour at a step.
  let color: (Int) -> Color
  /// What stands at the line's end and, where colours do not tell lines apart, along it.
  var marker: Unicode.Scalar?

  /// A line of one colour.
  init(history: LossHistory, color: Color, marker: Unicode.Scalar? = nil) {
    self.init(history: history, marker: marker) { _ in color }
  }

  /// A line whose colour changes with the step.
  init(history: LossHistory, marker: Unicode.Scalar? = nil, color: @escaping (Int) -> Color) {
    self.history = history
    self.marker = marker
    self.color = color
  }
}

/// Losses of whole runs as lines of dots, with axes and a mark for each change; the lines alone where there is no room.
struct LossPlot {
  /// The lines, those that may be covered first.
  let lines: [PlotLine]
  var marks: [Timed] = []
  /// The step that is looked at, where it is not the last.
  var cursor: Int?
  let scale: PlotScale
  let look: Look

  /// The narrowest column for the numbers beside the axis, which keeps the plot in its place while they change.
  private static let leastLabelWidth = 6
  /// How many dots lie between two markers of a line.
  private static let markerDistance = 16

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let longest = lines.map(\.history.count).max() ?? 0
    guard area.width > 0, area.height > 0 else { return }
    guard longest > 0 else {
      let text = canvas.shortened("no loss that is finite", to: area.width)
      canvas.writeCentered(text, in: area, row: area.height / 2, Theme.quiet)
      return
    }
    let lastStep = Axis.stepCeiling(max(1, longest - 1))
    let vertical = VerticalAxis(histories: lines.map(\.history), scale: scale)
    let hasSteps = area.height >= 3
    let rows = area.height - (hasSteps ? 1 : 0)
    let ticks = vertical.ticks(rows: rows)
    let widest = ticks.map { canvas.columns($0.label) }.max() ?? 0
    let wanted = max(Self.leastLabelWidth, widest + 1)
    let labelWidth = hasSteps && area.width > wanted + 4 ? wanted : 0
    let plot = area.columns(labelWidth).rows(0, rows)
    if hasSteps {
      if labelWidth > 0 { drawTicks(ticks, in: area.columns(0, labelWidth - 1), plot, &canvas) }
      drawSteps(lastStep, in: area.rows(rows), plot, &canvas)
    }
    drawMarkLines(lastStep, in: plot, &canvas)
    if let cursor, hasSteps { drawCursor(cursor, lastStep, in: plot, &canvas) }
    var dots = DotMatrix(plot)
    let places = lines.map { drawLine($0, lastStep, vertical, &dots) }
    dots.draw(look, &canvas)
    var ends: Set<Int> = []
    for (index, line) in lines.enumerated() {
      drawMarkers(line, index, places[index], in: plot, &ends, &canvas)
    }
    if hasSteps { drawMarkLabels(lastStep, in: plot, &canvas) }
  }

  /// For each column of dots the extent of the loss there, joined to the column before, so the line has no gap; returns
  /// the dots in the middle of each.
  private func drawLine(_ line: PlotLine, _ lastStep: Int, _ vertical: VerticalAxis, _ dots: inout DotMatrix)
    -> [(x: Int, y: Int)]
  {
    let stepsPerDot = Double(lastStep) / Double(max(1, dots.width - 1))
    var before: ClosedRange<Int>?
    var middles: [(x: Int, y: Int)] = []
    for x in 0..<dots.width {
      let place = Double(x) * stepsPerDot
      guard place <= Double(line.history.count - 1) + 1e-9 else { break }
      guard let extent = extent(of: line.history, around: place, stepsPerDot: stepsPerDot) else { continue }
      let top = vertical.dot(of: extent.upperBound, height: dots.height)
      let bottom = vertical.dot(of: extent.lowerBound, height: dots.height)
      var (from, to) = (top, bottom)
      if let before {
        from = min(top, before.upperBound + 1)
        to = max(bottom, before.lowerBound - 1)
      }
      dots.setColumn(x, from: from, to: to, line.color(Int(place)))
      before = top...max(top, bottom)
      middles.append((x, (top + bottom) / 2))
    }
    return middles
  }

  /// A line's marker at its end; where colours do not tell lines apart also along it, beside those of the other lines.
  private func drawMarkers(
    _ line: PlotLine, _ index: Int, _ places: [(x: Int, y: Int)], in plot: Rect, _ ends: inout Set<Int>,
    _ canvas: inout Canvas
  ) {
    guard let marker = line.marker, let end = places.last else { return }
    let isAlong = look.depth == .none || look.glyphs == .ascii
    let first = Self.markerDistance * (index + 1) / (lines.count + 1)
    let ink = Ink(line.color(line.history.count - 1), .bold)
    for (x, y) in places where isAlong && x % Self.markerDistance == first {
      canvas.put(marker, x: plot.x + x / 2, y: plot.y + y / 4, ink)
    }
    // Where lines end together, their markers stand side by side.
    var cell = (end.y / 4) * plot.width + end.x / 2
    while ends.contains(cell), cell % plot.width + 1 < plot.width { cell += 1 }
    ends.insert(cell)
    canvas.put(marker, x: plot.x + cell % plot.width, y: plot.y + cell / plot.width, ink)
  }

  /// The losses that fall on one column; between two steps, the point on the line that joins them.
  private func extent(of history: LossHistory, around place: Double, stepsPerDot: Double) -> ClosedRange<
    Double
  >? {
    if stepsPerDot >= 1 {
      let first = Int(place)
      let range = history.extent(of: first..<max(first + 1, Int(place + stepsPerDot)))
      return range.map { Double($0.lowerBound)...Double($0.upperBound) }
    }
    let left = Int(place)
    guard let here = history.extent(of: left..<left + 1) else { return nil }
    let next = history.extent(of: left + 1..<left + 2) ?? here
    let fraction = place - Double(left)
    let low = Double(here.lowerBound) + (Double(next.lowerBound) - Double(here.lowerBound)) * fraction
    let high = Double(here.upperBound) + (Double(next.upperBound) - Double(here.upperBound)) * fraction
    return min(low, high)...max(low, high)
  }

  /// The numbers beside the axis, and for each a line of dots at the very height of its value.
  private func drawTicks(_ ticks: [VerticalAxis.Tick], in labels: Rect, _ plot: Rect, _ canvas: inout Canvas)
  {
    var dots = DotMatrix(plot)
    for tick in ticks {
      canvas.writeRight(tick.label, maxX: labels.maxX, y: plot.y + tick.row, Theme.quiet)
      if look.glyphs == .unicode {
        for x in stride(from: 0, to: dots.width, by: 2) { dots.set(x, tick.dot, Theme.faint) }
      } else {
        // Points would pass for the line.
        for x in stride(from: 0, to: plot.width, by: 2) {
          canvas.put("─", x: plot.x + x, y: plot.y + tick.row, Ink(Theme.faint))
        }
      }
    }
    dots.draw(look, &canvas)
  }

  /// The steps under the plot with what they count: both ends, and between them as many as stand clear.
  private func drawSteps(_ lastStep: Int, in row: Rect, _ plot: Rect, _ canvas: inout Canvas) {
    let shownCursor = cursor.map { column(of: $0, lastStep, in: plot) }
    var labels = TickLabels(clearOf: shownCursor.map { [$0] } ?? [])
    func label(_ step: Int) -> TickLabels.Label {
      TickLabels.Label(text: NumberText.grouped(step), column: column(of: step, lastStep, in: plot))
    }
    let name = "step"
    let nameWidth = canvas.columns(name)
    var steps = row.columns(plot.x - row.x)
    if plot.x - row.x > nameWidth {
      canvas.write(name, x: plot.x - 2 - nameWidth + 1, y: row.y, Theme.quiet)
    } else {
      // Without numbers beside the axis, the word stands before the steps under it.
      canvas.write(name, x: row.x, y: row.y, limit: row.maxX, Theme.quiet)
      steps = row.columns(nameWidth + 1)
    }
    let finest = max(1, steps.width / 8)
    let sets = Axis.evenTicks(limit: Double(lastStep)).filter { $0.count - 1 <= finest }.map { ticks in
      // The ends come first.
      let ends = Array(ticks.suffix(1) + ticks.prefix(1))
      return (ends + ticks.dropFirst().dropLast()).map { label(Int($0.rounded())) }
    }
    let chosen = sets.first { TickLabels.fit($0, in: steps, canvas) } ?? sets.last ?? []
    labels.draw(chosen, in: steps, &canvas)
  }

  private func drawCursor(_ step: Int, _ lastStep: Int, in plot: Rect, _ canvas: inout Canvas) {
    let x = column(of: step, lastStep, in: plot)
    for y in plot.y..<plot.maxY { canvas.put("│", x: x, y: y, Ink(Theme.text, .bold)) }
    canvas.put("▲", x: x, y: plot.maxY, Ink(Theme.key, .bold))
  }

  /// The column that holds the dots of a step.
  private func column(of step: Int, _ lastStep: Int, in plot: Rect) -> Int {
    plot.x + Int((Double(step) / Double(lastStep) * Double(plot.width * 2 - 1)).rounded()) / 2
  }

  private func drawMarkLines(_ lastStep: Int, in plot: Rect, _ canvas: inout Canvas) {
    for mark in marks {
      let x = column(of: mark.step, lastStep, in: plot)
      for y in plot.y..<plot.maxY { canvas.put("┆", x: x, y: y, Ink(mark.command.color)) }
    }
  }

  /// The newest marks' words first, each in the topmost of some rows where it hides no other.
  private func drawMarkLabels(_ lastStep: Int, in plot: Rect, _ canvas: inout Canvas) {
    var taken = [[Range<Int>]](repeating: [], count: max(1, plot.height / 4))
    for mark in marks.reversed() {
      let label = mark.command.label
      let width = canvas.columns(label)
      let line = column(of: mark.step, lastStep, in: plot)
      let fitsRight = line + 1 + width <= plot.maxX
      let x = fitsRight ? line + 1 : line - width
      guard x >= plot.x else { continue }
      let span = x - 1..<x + width + 1
      guard let row = taken.firstIndex(where: { $0.allSatisfy { !$0.overlaps(span) } }) else { continue }
      taken[row].append(span)
      canvas.write(label, x: x, y: plot.y + row, limit: plot.maxX, Ink(mark.command.color, .bold))
    }
  }
}

extension Command {
  /// The words beside a mark.
  fileprivate var label: String {
    switch self {
    case .optimizer(let name): Optimizers.all.first { $0.name == name }?.title ?? name
    case .set(let name, let value): "\(name) \(NumberText.shortest(value))"
    case .reset: "reset"
    case .reseed(let seed): "seed \(seed)"
    case .edit(let place, _): Symbol.number(place)
    }
  }

  fileprivate var color: Color {
    switch self {
    case .optimizer(let name): Optimizers.all.first { $0.name == name }?.color ?? Theme.key
    case .set, .reset, .reseed: Theme.key
    case .edit: Theme.good
    }
  }
}
