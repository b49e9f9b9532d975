import Engine
import Languages

/// The marks of a run on its plot: a line from top to bottom where there is room for the words beside it, else a tick at the
/// bottom.
struct PlotMarks {
  private struct Placed {
    let column: Int
    let color: Color
    /// What is written, and where, if there is room.
    let label: (text: String, x: Int, y: Int)?
  }

  /// The oldest first, so that the newest lie on top.
  private let placed: [Placed]

  /// Finds a place for each, for the newest first; of those of one subject in one column only the newest is left.
  init(
    _ marks: [Timed], of optimizers: [OptimizerRule], on axis: StepAxis, in plot: Rect,
    _ space: inout PlotSpace, _ canvas: Canvas
  ) {
    var placed: [Placed] = []
    var seen: [Int: [Command]] = [:]
    for mark in marks.reversed() where axis.contains(mark.step) {
      let column = axis.column(of: mark.step, in: plot)
      guard !seen[column, default: []].contains(where: { $0.hasSubject(of: mark.command) }) else { continue }
      seen[column, default: []].append(mark.command)
      let text = mark.command.label(among: optimizers)
      let width = canvas.columns(text)
      let x = column + 1 + width <= plot.maxX ? column + 1 : column - width
      let row = Self.row(x: x, width: width, in: plot, space)
      if let row { space.take(x: x, y: row, width: width) }
      placed.append(
        Placed(column: column, color: mark.command.color(among: optimizers), label: row.map { (text, x, $0) })
      )
    }
    self.placed = placed.reversed()
  }

  /// The topmost row where words hide neither other words nor a curve; where there is none, no other words.
  private static func row(x: Int, width: Int, in plot: Rect, _ space: PlotSpace) -> Int? {
    (plot.y..<plot.y + (plot.height + 1) / 2).first {
      space.isFree(x: x, y: $0, width: width, ofCurves: true)
    }
      ?? (plot.y..<plot.y + max(1, plot.height / 4)).first {
        space.isFree(x: x, y: $0, width: width, ofCurves: false)
      }
  }

  /// Draws the lines, which the curves lie on.
  func drawLines(in plot: Rect, _ canvas: inout Canvas) {
    for mark in placed {
      let top = mark.label == nil ? plot.maxY - 1 : plot.y
      for y in top..<plot.maxY { canvas.put("┆", x: mark.column, y: y, Ink(mark.color)) }
    }
  }

  /// Draws the words, which lie on the curves.
  func drawLabels(in plot: Rect, _ canvas: inout Canvas) {
    for mark in placed {
      guard let label = mark.label else { continue }
      canvas.write(
        label.text, x: label.x, y: label.y, limit: plot.maxX, Ink(mark.color, on: Theme.background, .bold))
    }
  }
}

extension Command {
  /// The words beside a mark.
  fileprivate func label(among optimizers: [OptimizerRule]) -> String {
    switch self {
    case .optimizer(let name): optimizers.first { $0.name == name }?.title ?? name
    case .set(let name, let value):
      // What somebody's factor has made needs no more figures than tell it apart.
      [NumberText.shortest(value), Symbol.rate(value)].first { $0.count <= 8 }.map { "\(name) \($0)" }
        ?? "\(name) \(Symbol.rate(value))"
    case .reset: say("plot.reset", "reset")
    case .reseed(let seed): say("plot.seed", "seed \(seed)")
    case .edit(let place, _): Symbol.number(place)
    }
  }

  fileprivate func color(among optimizers: [OptimizerRule]) -> Color {
    switch self {
    case .optimizer(let name): optimizers.first { $0.name == name }?.color ?? Theme.key
    case .set, .reset, .reseed: Theme.key
    case .edit: Theme.good
    }
  }
}
