import Engine
import Languages

/// The running optimizer: its rule, and all that it keeps from step to step.
struct OptimizerPanel {
  let state: AppState

  private var snapshot: Snapshot { state.snapshot }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let caption = "t = \(NumberText.grouped(snapshot.optimizerStep))"
    let title = say("overview.optimizerState", "\(snapshot.optimizer.rule.title) state")
    let inside = Panel(title: title, caption: caption).draw(in: area, &canvas)
    let ink = Ink(snapshot.optimizer.rule.color, .bold)
    let states = state.shownParameter?.state ?? []
    let rules = ruleRows { canvas.columns($0) <= inside.width }
    // Each array of the state has two rows, and one more for what it means where the rule leaves it.
    let least = states.isEmpty ? 2 : states.count * 2
    let shown = Self.shown(rules, atMost: max(1, inside.height - least))
    for (row, rule) in shown.enumerated() {
      let line = canvas.shortened(rule, to: inside.width)
      canvas.write(line, x: inside.x, y: inside.y + row, limit: inside.maxX, ink)
    }
    let below = inside.rows(shown.count)
    if states.isEmpty {
      let keeps = snapshot.setup == nil && !keepsNothing
      let seen =
        snapshot.optimizer.values["weight_decay"] == 0
        ? say("overview.seesGradient", "a step sees only g.")
        : say("overview.seesGradientAndWeights", "a step sees only g and W.")
      let lines =
        keeps
        ? [say("overview.stateNotTold", "Its state is not told.")]
        : [say("overview.keepsNoState", "It keeps no state:"), seen]
      let top = below.height >= 4 ? 1 : 0
      for (row, line) in lines.enumerated() where top + row < below.height {
        canvas.write(line, x: below.x, y: below.y + top + row, limit: below.maxX, Theme.quiet)
      }
      return
    }
    let symbolWidth = (states.map { canvas.columns($0.symbol) }.max() ?? 0) + 1
    for (state, part) in zip(states, below.splitRows(states.count)) {
      draw(state, in: part, symbolWidth: max(3, symbolWidth), &canvas)
    }
  }

  /// Whether the rule is known to keep nothing from step to step.
  private var keepsNothing: Bool {
    let (rule, values) = (snapshot.optimizer.rule, snapshot.optimizer.values)
    return !rule.formula(values).isEmpty && rule.state(values).isEmpty
  }

  private func draw(
    _ state: Snapshot.State, in area: Rect, symbolWidth: Int, _ canvas: inout Canvas
  ) {
    let rows = TensorSheet.rows(of: state.value.blocks.shape)
    let hasMeaning = area.height > rows
    let gap = area.height > rows + 1 ? 1 : 0
    let room = area.height - gap - (hasMeaning ? 1 : 0)
    // Two rows for each element at the most; a matrix that does not fit takes what there is.
    let height = rows * 2 <= room ? rows * 2 : room
    let map = area.columns(symbolWidth).rows(gap, height)
    canvas.write(state.symbol, x: area.x, y: map.y, limit: map.x, Theme.strong)
    let colors: ColorMap = state.isSigned ? .diverging : .sequential
    HeatMap(
      matrix: state.value.blocks, colors: colors, look: self.state.look, tallestCell: 2, hasLegend: false,
      whole: state.value.shape
    )
    .draw(in: map, &canvas)
    if hasMeaning { canvas.write(state.meaning, x: map.x, y: map.maxY, limit: map.maxX, Theme.quiet) }
  }

  /// The lines of the update rule, in the order in which they are computed, each on one row or two.
  private func ruleRows(where fits: (String) -> Bool) -> [[String]] {
    let (rule, values) = (snapshot.optimizer.rule, snapshot.optimizer.values)
    return rule.formulaLines(values, isFirstStep: snapshot.optimizerStep == 0).map { line in
      line.forms.first(where: fits).map { [$0] } ?? Self.broken(line.forms[line.forms.count - 1])
    }
  }

  /// As many lines as fit `count` rows: the last one in any case, which changes the weights, then those from the first on,
  /// which tells what g is.
  private static func shown(_ rules: [[String]], atMost count: Int) -> [String] {
    var room = count - (rules.last?.count ?? 0)
    return rules.enumerated().flatMap { index, rows -> [String] in
      if index + 1 == rules.count { return rows }
      guard rows.count <= room else { return [] }
      room -= rows.count
      return rows
    }
  }

  /// A line that is too long as two: where it has two formulas between them, else before it divides.
  private static func broken(_ line: String) -> [String] {
    if let gap = line.firstRange(of: "  ") {
      return [String(line[..<gap.lowerBound]), String(line[gap.upperBound...])]
    }
    guard let slash = line.firstIndex(of: "/") else { return [line] }
    return [String(line[..<slash]), "    " + line[slash...]]
  }
}
