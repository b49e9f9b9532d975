import Engine

/// The running optimizer: its rule, and all that it keeps from step to step.
struct OptimizerPanel {
  let state: AppState

  private var snapshot: Snapshot { state.snapshot }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let caption = "t = \(NumberText.grouped(snapshot.optimizerStep))"
    let inside = Panel(title: "\(snapshot.optimizer.title) state", caption: caption).draw(in: area, &canvas)
    let ink = Ink(snapshot.optimizer.color, .bold)
    let states = snapshot.parameters[0].state
    // Each array of the state has two rows at the least, and one more where there is room for what it means.
    let room = states.isEmpty ? inside.height - 2 : inside.height - states.count * 3
    let shown = rules(atMost: max(1, room)) { canvas.columns($0) <= inside.width }
    for (row, rule) in shown.enumerated() {
      canvas.write(rule, x: inside.x, y: inside.y + row, limit: inside.maxX, ink)
    }
    let below = inside.rows(shown.count)
    if states.isEmpty {
      let seen = snapshot.settings.weightDecay(of: snapshot.optimizer) == 0 ? "only g" : "only g and W"
      let lines = ["It keeps no state:", "a step sees \(seen)."]
      let top = below.height >= 4 ? 1 : 0
      for (row, line) in lines.enumerated() where top + row < below.height {
        canvas.write(line, x: below.x, y: below.y + top + row, limit: below.maxX, Theme.quiet)
      }
      return
    }
    for (state, part) in zip(states, below.splitRows(states.count)) { draw(state, in: part, &canvas) }
  }

  private func draw(_ state: Snapshot.State, in area: Rect, _ canvas: inout Canvas) {
    let rows = TensorSheet.rows(of: state.value.blocks.shape)
    let hasMeaning = area.height > rows
    let gap = area.height > rows + 1 ? 1 : 0
    let room = area.height - gap - (hasMeaning ? 1 : 0)
    // Two rows for each element at the most; a matrix that does not fit takes what there is.
    let height = rows * 2 <= room ? rows * 2 : room
    let map = area.columns(3).rows(gap, height)
    canvas.write(state.symbol, x: area.x, y: map.y, limit: map.x, Theme.strong)
    let colors: ColorMap = state.isSigned ? .diverging : .sequential
    HeatMap(
      matrix: state.value.blocks, colors: colors, look: self.state.look, tallestCell: 2, hasLegend: false,
      whole: state.value.shape
    )
    .draw(in: map, &canvas)
    if hasMeaning { canvas.write(state.meaning, x: map.x, y: map.maxY, limit: map.maxX, Theme.quiet) }
  }

  /// The lines of the update rule that fit, in the order in which they are computed. Where not all do, the last one stays,
  /// which changes the weights, and then the first, for it tells what g is.
  private func rules(atMost count: Int, where fits: (String) -> Bool) -> [String] {
    let rules = UpdateRule(snapshot).lines.compactMap { $0.first(where: fits) }
    guard rules.count > count else { return rules }
    return rules.prefix(count - 1) + rules.suffix(1)
  }
}
