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
  /// Whether every other pair of dots is left out, which tells lines apart without colour.
  var isDashed = false

  /// A line of one colour.
  init(history: LossHistory, color: Color, isDashed: Bool = false) {
    self.init(history: history, isDashed: isDashed) { _ in color }
  }

  /// A line whose colour changes with the step.
  init(history: LossHistory, isDashed: Bool = false, color: @escaping (Int) -> Color) {
    self.history = history
    self.isDashed = isDashed
    self.color = color
  }
}

/// Losses of whole runs as lines of dots, with an axis, ticks and a mark for each change.
struct LossPlot {
  /// The lines, those that may be covered first.
  let lines: [PlotLine]
  var marks: [LossHistory.Mark] = []
  /// The step that is looked at, where it is not the last.
  var cursor: Int?
  let scale: PlotScale
  let look: Look

  private static let labelWidth = 6

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let longest = lines.map(\.history.count).max() ?? 0
    guard area.width > Self.labelWidth + 4, area.height >= 3, longest > 0 else { return }
    let plot = area.columns(Self.labelWidth).rows(0, area.height - 1)
    let lastStep = Axis.stepCeiling(max(1, longest - 1))
    let vertical = VerticalAxis(histories: lines.map(\.history), scale: scale, glyphs: look.glyphs)
    drawTicks(vertical, in: area, plot, &canvas)
    drawSteps(lastStep, in: area.rows(area.height - 1).columns(Self.labelWidth), &canvas)
    drawMarkLines(lastStep, in: plot, &canvas)
    if let cursor { drawCursor(cursor, lastStep, in: plot, &canvas) }
    var dots = DotMatrix(plot)
    for line in lines { drawLine(line, lastStep, vertical, &dots) }
    dots.draw(look, &canvas)
    drawMarkLabels(lastStep, in: plot, &canvas)
  }

  /// For each column of dots the extent of the loss there, joined to the column before, so the line has no gap.
  private func drawLine(_ line: PlotLine, _ lastStep: Int, _ vertical: VerticalAxis, _ dots: inout DotMatrix)
  {
    let stepsPerDot = Double(lastStep) / Double(dots.width - 1)
    var before: ClosedRange<Int>?
    for x in 0..<dots.width {
      let place = Double(x) * stepsPerDot
      guard place <= Double(line.history.count - 1) + 1e-9 else { break }
      guard let extent = extent(of: line.history, around: place, stepsPerDot: stepsPerDot) else { continue }
      let top = vertical.row(of: extent.upperBound, height: dots.height)
      let bottom = vertical.row(of: extent.lowerBound, height: dots.height)
      var (from, to) = (top, bottom)
      if let before {
        from = min(top, before.upperBound + 1)
        to = max(bottom, before.lowerBound - 1)
      }
      if !line.isDashed || x % 6 < 3 { dots.setColumn(x, from: from, to: to, line.color(Int(place))) }
      before = top...max(top, bottom)
    }
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

  private func drawTicks(_ axis: VerticalAxis, in area: Rect, _ plot: Rect, _ canvas: inout Canvas) {
    for tick in axis.ticks(count: max(2, plot.height / 3)) {
      let y = plot.y + axis.row(of: tick.value, height: plot.height * 4) / 4
      canvas.writeRight(tick.label, maxX: area.x + Self.labelWidth - 1, y: y, Theme.quiet)
      for x in plot.x..<plot.maxX { canvas.put("┈", x: x, y: y, Ink(Theme.faint)) }
    }
  }

  private func drawSteps(_ lastStep: Int, in area: Rect, _ canvas: inout Canvas) {
    let ticks = Axis.linearTicks(limit: Double(lastStep), count: max(1, area.width / 10))
    for tick in ticks {
      let label = NumberText.grouped(Int(tick))
      let place = Int((tick / Double(lastStep) * Double(area.width - 1)).rounded())
      let x = min(max(area.x, area.x + place - label.columns / 2), area.maxX - label.columns)
      canvas.write(label, x: x, y: area.y, Theme.quiet)
    }
  }

  private func drawCursor(_ step: Int, _ lastStep: Int, in plot: Rect, _ canvas: inout Canvas) {
    let x = column(of: step, lastStep, in: plot)
    for y in plot.y..<plot.maxY { canvas.put("│", x: x, y: y, Ink(Theme.text, .bold)) }
    canvas.put("▲", x: x, y: plot.maxY, Ink(Theme.key, .bold))
  }

  private func column(of step: Int, _ lastStep: Int, in plot: Rect) -> Int {
    plot.x + Int((Double(step) / Double(lastStep) * Double(plot.width - 1)).rounded())
  }

  private func drawMarkLines(_ lastStep: Int, in plot: Rect, _ canvas: inout Canvas) {
    for mark in marks {
      let x = column(of: mark.step, lastStep, in: plot)
      for y in plot.y..<plot.maxY { canvas.put("┆", x: x, y: y, Ink(mark.change.color)) }
    }
  }

  /// The newest marks' words first, each in the topmost of some rows where it hides no other.
  private func drawMarkLabels(_ lastStep: Int, in plot: Rect, _ canvas: inout Canvas) {
    var taken = [[Range<Int>]](repeating: [], count: max(1, plot.height / 4))
    for mark in marks.reversed() {
      let label = mark.change.label
      let line = column(of: mark.step, lastStep, in: plot)
      let fitsRight = line + 1 + label.columns <= plot.maxX
      let x = fitsRight ? line + 1 : line - label.columns
      guard x >= plot.x else { continue }
      let span = x - 1..<x + label.columns + 1
      guard let row = taken.firstIndex(where: { $0.allSatisfy { !$0.overlaps(span) } }) else { continue }
      taken[row].append(span)
      canvas.write(label, x: x, y: plot.y + row, limit: plot.maxX, Ink(mark.change.color, .bold))
    }
  }
}

extension OptimizerKind {
  /// The colour that stands for the optimizer everywhere.
  var color: Color {
    switch self {
    case .sgd: Theme.sgd
    case .adam: Theme.adam
    }
  }
}

extension Change {
  /// The words beside a mark.
  fileprivate var label: String {
    switch self {
    case .optimizer(let kind): kind.title
    case .learningRate(let rate): "lr \(NumberText.shortest(rate))"
    case .reset: "reset"
    case .seed(let seed): "seed \(seed)"
    case .edit(let target, _): Symbol.number(target)
    }
  }

  fileprivate var color: Color {
    switch self {
    case .optimizer(let kind): kind.color
    case .learningRate, .reset, .seed: Theme.key
    case .edit: Theme.good
    }
  }
}
