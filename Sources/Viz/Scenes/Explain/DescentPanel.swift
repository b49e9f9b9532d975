import Engine

/// The real loss along the chosen weight: where it is, how steep it is there, and where each optimizer would go.
struct DescentPanel {
  let article: Snapshot.Article
  let state: AppState

  private var chain: ChainRule { article.inspection.chain }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let title = "L along \(Symbol.element("W", chain.row, chain.column))"
    let room = area.width - canvas.columns(title) - 9
    let sentence =
      DirectionWords(state.snapshot, article.inspection).forms.first { canvas.columns($0) <= room } ?? ""
    let inside = Panel(title: title, caption: sentence, captionInk: Ink(Theme.key)).draw(in: area, &canvas)
    guard chain.weight.isFinite else {
      canvas.write(
        canvas.shortened("the weight is not finite", to: inside.width), x: inside.x, y: inside.y,
        Ink(Theme.bad, .bold))
      return
    }
    let snapshot = state.snapshot
    let slice = article.inspection.slice
    let steps = article.inspection.previews.map { ($0.optimizer.rule, Double($0.next[0])) }
    let range = SliceRange(point: Double(chain.weight), steps: steps.map(\.1), minimum: slice.minimum)
    // Where rows are few, the curve stays, then the running optimizer's step, the axis, and the other's.
    let right = inside.columns(inside.width >= 24 ? 8 : 0)
    let shown =
      inside.height >= 4 ? steps : inside.height >= 2 ? steps.filter { $0.0 == snapshot.optimizer.rule } : []
    let axisHeight = inside.height >= 3 ? 1 : 0
    let curve = right.rows(0, right.height - shown.count - axisHeight)
    let plot = CurvePlot(range: range.values, loss: { slice.loss($0) }, look: state.look)
    plot.draw(
      in: curve, labels: inside.columns(0, right.x - inside.x - 1),
      axis: right.rows(curve.height, axisHeight),
      point: Double(chain.weight), slope: Double(chain.automatic), &canvas)
    for (line, step) in shown.enumerated() {
      let row = right.rows(curve.height + axisHeight + line, 1)
      drawStep(step.0, from: Double(chain.weight), to: step.1, plot, in: row, &canvas)
    }
  }

  /// An arrow from the present weight to the next one, on the plot's own axis.
  private func drawStep(
    _ rule: OptimizerRule, from: Double, to: Double, _ plot: CurvePlot, in area: Rect, _ canvas: inout Canvas
  ) {
    let ink = Ink(rule.color, rule == state.snapshot.optimizer.rule ? .bold : [])
    let (start, end) = (plot.column(of: from, in: area), plot.column(of: to, in: area))
    for x in min(start, end)...max(start, end) { canvas.put("─", x: x, y: area.y, ink) }
    canvas.put("●", x: start, y: area.y, ink)
    // A step shorter than a column still shows which way it goes.
    let tip = end != start ? end : to > from ? start + 1 : start - 1
    if to != from {
      canvas.put(to > from ? "▶" : "◀", x: min(max(area.x, tip), area.maxX - 1), y: area.y, ink)
    }
    let label = "\(rule.title) \(NumberText.compact(to, width: 8, signed: true))"
    let right = max(start, end, tip) + 2
    let x =
      right + canvas.columns(label) <= area.maxX ? right : min(start, end, tip) - 1 - canvas.columns(label)
    canvas.write(label, x: max(area.x, x), y: area.y, limit: area.maxX, ink.forNumber(to))
  }
}

/// The part of an axis that a curve is shown over: the point, the steps and the minimum, on round ends that stand
/// still while they move a little.
struct SliceRange {
  /// The ends.
  let values: ClosedRange<Double>

  /// A step or a minimum farther than this from the point is left to the edge.
  private static let farthest = 20.0

  init(point: Double, steps: [Double], minimum: Double?) {
    let wanted = ([point] + steps + (minimum.map { [$0] } ?? [])).filter {
      $0.isFinite && abs($0 - point) <= Self.farthest
    }
    let (low, high) = (wanted.min() ?? point, wanted.max() ?? point)
    let unit = Axis.niceCeiling(max(high - low, 0.5) / 2)
    let start = ((low - unit / 4) / unit).rounded(.down) * unit
    let end = ((high + unit / 4) / unit).rounded(.up) * unit
    values = start...max(end, start + unit)
  }
}
