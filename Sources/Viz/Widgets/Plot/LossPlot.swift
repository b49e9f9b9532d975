import Engine
import Languages

/// How the vertical axis of a plot runs.
enum PlotScale: Sendable {
  case logarithmic
  case linear

  /// What it is called on the screen.
  var words: String {
    self == .logarithmic ? say("plot.logarithmic", "log") : say("plot.linear", "linear")
  }

  /// The other one.
  var toggled: PlotScale { self == .logarithmic ? .linear : .logarithmic }
}

/// Losses of runs as lines of dots, with axes and a mark for each change; the lines alone where there is no room.
struct LossPlot {
  /// The lines, those that may be covered first.
  let lines: [PlotLine]
  var marks: [Timed] = []
  /// Those that the marks may name.
  var optimizers = Optimizers.all
  /// The step that is looked at, where it is not the last.
  var cursor: Int?
  let scale: PlotScale
  /// The steps in view; all, where none are named.
  var steps: StepAxis?
  let look: Look

  /// The narrowest column for the numbers beside the axis, which keeps the plot in its place while they change.
  private static let leastLabelWidth = 6

  /// Where everything is in an area.
  private struct Layout {
    let steps: StepAxis
    let losses: VerticalAxis
    let ticks: [VerticalAxis.Tick]
    /// Whether there is room for the steps under the plot.
    let hasSteps: Bool
    /// The part for the numbers beside the plot, of no width where there is no room.
    let labels: Rect
    let plot: Rect
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard area.width > 0, area.height > 0 else { return }
    guard let layout = layout(in: area, canvas) else {
      let forms = [
        say("plot.noLossThatIsFinite", "no loss that is finite"), say("plot.noFiniteLoss", "no finite loss"),
        say("plot.noLoss", "no loss"),
      ]
      let text = forms.first { canvas.columns($0) <= area.width } ?? ""
      canvas.writeCentered(text, in: area, row: area.height / 2, Theme.quiet)
      return
    }
    let plot = layout.plot
    var dots = DotMatrix(plot)
    let curves = lines.map { PlotCurve($0, layout.steps, layout.losses, dots, look) }
    for curve in curves { curve.setSpread(&dots) }
    // Dashes have cells of their own, or their gaps would be filled by what lies beneath.
    var dashes = DotMatrix(plot)
    for curve in curves where !curve.isDashed { curve.setLine(&dots) }
    for curve in curves where curve.isDashed { curve.setLine(&dashes) }
    var space = PlotSpace([dots, dashes])
    let ends = PlotEnds(curves, in: plot, &space, canvas)
    let marks = PlotMarks(
      layout.hasSteps ? self.marks : [], of: optimizers, on: layout.steps, in: plot, &space, canvas)

    for curve in curves { curve.drawShade(in: plot, &canvas) }
    if layout.hasSteps {
      drawTicks(layout, &canvas)
      drawSteps(layout.steps, in: area.rows(plot.height), plot, &canvas)
    }
    marks.drawLines(in: plot, &canvas)
    if let cursor, layout.hasSteps { drawCursor(cursor, layout.steps, in: plot, &canvas) }
    dots.draw(look, &canvas)
    dashes.draw(look, &canvas)
    for (index, curve) in curves.enumerated() { curve.drawMarkers(index, of: lines.count, in: plot, &canvas) }
    ends.draw(&canvas)
    marks.drawLabels(in: plot, &canvas)
  }

  /// How the lines are told apart, where there are several that have names.
  var legend: String? {
    let parts = lines.compactMap(\.legend)
    return parts.count > 1 ? parts.joined(separator: "  ") : nil
  }

  /// The step that lies at a cell, if the cell is one of the plot's, and the number of the plot's columns.
  func place(x: Int, y: Int, in area: Rect, _ canvas: Canvas) -> (step: Double, columns: Int)? {
    guard let layout = layout(in: area, canvas) else { return nil }
    let plot = layout.plot
    guard x >= plot.x, x < plot.maxX, y >= plot.y, y < plot.maxY else { return nil }
    let fraction = (Double(x - plot.x) + 0.5) / Double(plot.width)
    return (layout.steps.step(at: fraction), plot.width)
  }

  /// The layout, unless there is nothing to show.
  private func layout(in area: Rect, _ canvas: Canvas) -> Layout? {
    let last = lines.map(\.lastStep).max() ?? -1
    let steps = self.steps ?? StepAxis(scale: .linear, first: 0, last: RoundNumbers.stepCeiling(max(1, last)))
    let ranges = lines.compactMap { $0.range(in: steps.first...steps.last) }
    guard let range = ranges.reduce(nil, { $0?.union($1) ?? $1 }) else { return nil }
    let losses = VerticalAxis(range, scale: scale, isPart: steps.first > 0 || steps.last < last)
    let hasSteps = area.height >= 3
    let rows = area.height - (hasSteps ? 1 : 0)
    let ticks = losses.ticks(rows: rows)
    let widest = ticks.map { canvas.columns($0.label) }.max() ?? 0
    let wanted = max(Self.leastLabelWidth, widest + 1)
    let labelWidth = hasSteps && area.width > wanted + 4 ? wanted : 0
    return Layout(
      steps: steps, losses: losses, ticks: ticks, hasSteps: hasSteps,
      labels: area.rows(0, rows).columns(0, max(0, labelWidth - 1)),
      plot: area.rows(0, rows).columns(labelWidth))
  }

  /// The numbers beside the axis, and for each a line of dots at the very height of its value.
  private func drawTicks(_ layout: Layout, _ canvas: inout Canvas) {
    guard layout.labels.width > 0 else { return }
    let plot = layout.plot
    var dots = DotMatrix(plot)
    for tick in layout.ticks {
      canvas.writeRight(tick.label, maxX: layout.labels.maxX, y: plot.y + tick.row, Theme.quiet)
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
  private func drawSteps(_ axis: StepAxis, in row: Rect, _ plot: Rect, _ canvas: inout Canvas) {
    let shownCursor = cursor.map { axis.column(of: min(max($0, axis.first), axis.last), in: plot) }
    var labels = TickLabels(clearOf: shownCursor.map { [$0] } ?? [])
    let name = say("plot.step", "step")
    let nameWidth = canvas.columns(name)
    var steps = row.columns(plot.x - row.x)
    if plot.x - row.x > nameWidth {
      canvas.write(name, x: plot.x - 2 - nameWidth + 1, y: row.y, Theme.quiet)
    } else {
      // Without numbers beside the axis, the word stands before the steps under it.
      canvas.write(name, x: row.x, y: row.y, limit: row.maxX, Theme.quiet)
      steps = row.columns(nameWidth + 1)
    }
    let sets = axis.tickSets(finest: max(1, steps.width / 8)).map { ticks in
      ticks.map { TickLabels.Label(text: NumberText.grouped($0), column: axis.column(of: $0, in: plot)) }
    }
    let chosen = sets.first { TickLabels.fit($0, in: steps, canvas) } ?? sets.last ?? []
    labels.draw(chosen, in: steps, &canvas)
  }

  /// The step that is looked at; where it is not in view, on which side it lies.
  private func drawCursor(_ step: Int, _ axis: StepAxis, in plot: Rect, _ canvas: inout Canvas) {
    let x = axis.column(of: min(max(step, axis.first), axis.last), in: plot)
    guard axis.contains(step) else {
      canvas.put(step < axis.first ? "◀" : "▶", x: x, y: plot.maxY, Ink(Theme.key, .bold))
      return
    }
    for y in plot.y..<plot.maxY { canvas.put("│", x: x, y: y, Ink(Theme.text, .bold)) }
    canvas.put("▲", x: x, y: plot.maxY, Ink(Theme.key, .bold))
  }
}
