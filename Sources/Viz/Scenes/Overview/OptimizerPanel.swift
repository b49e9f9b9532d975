import Engine

/// The running optimizer: its rule, and all that it keeps from step to step.
struct OptimizerPanel {
  let state: AppState

  private var snapshot: Snapshot { state.snapshot }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let caption = "t = \(NumberText.grouped(snapshot.optimizerStep))"
    let inside = Panel(title: "\(snapshot.optimizer.title) state", caption: caption).draw(in: area, &canvas)
    let ink = Ink(snapshot.optimizer.color, .bold)
    let rules = self.rules.compactMap { forms in forms.first { canvas.columns($0) <= inside.width } }
    let shown = rules.prefix(inside.height >= 9 ? 2 : 1)
    for (row, rule) in shown.enumerated() {
      canvas.write(rule, x: inside.x, y: inside.y + row, limit: inside.maxX, ink)
    }
    let states = snapshot.parameters[0].state
    let below = inside.rows(shown.count)
    if states.isEmpty {
      let lines = ["It keeps no state:", "a step sees only g."]
      let top = below.height >= 4 ? 1 : 0
      for (row, line) in lines.enumerated() where top + row < below.height {
        canvas.write(line, x: below.x, y: below.y + top + row, limit: below.maxX, Theme.quiet)
      }
      return
    }
    for (state, part) in zip(states, below.splitRows(states.count)) { draw(state, in: part, &canvas) }
  }

  private func draw(_ state: Snapshot.State, in area: Rect, _ canvas: inout Canvas) {
    let rows = TensorSheet.rows(of: state.value.shape)
    let hasMeaning = area.height > rows
    let gap = area.height > rows + 1 ? 1 : 0
    let room = area.height - gap - (hasMeaning ? 1 : 0)
    // Two rows for each element at the most; a matrix that does not fit takes what there is.
    let height = rows * 2 <= room ? rows * 2 : room
    let map = area.columns(3).rows(gap, height)
    canvas.write(state.symbol, x: area.x, y: map.y, limit: map.x, Theme.strong)
    let colors: ColorMap = state.isSigned ? .diverging : .sequential
    HeatMap(matrix: state.value, colors: colors, look: self.state.look, tallestCell: 2, hasLegend: false)
      .draw(in: map, &canvas)
    if hasMeaning { canvas.write(state.meaning, x: map.x, y: map.maxY, limit: map.maxX, Theme.quiet) }
  }

  /// The lines of the update rule, each in a long and a short form.
  private var rules: [[String]] {
    switch snapshot.optimizer {
    case .sgd:
      let sgd = snapshot.settings.sgd
      if sgd.momentum == 0 { return [["W ← W − lr ⋅ g"]] }
      let step = sgd.nesterov ? ["W ← W − lr ⋅ (g + μ⋅b)", "W ← W − lr⋅(g + μb)"] : ["W ← W − lr ⋅ b"]
      return [step, [sgd.dampening == 0 ? "b ← μ⋅b + g" : "b ← μ⋅b + (1 − d)⋅g"]]
    case .adam:
      return [
        ["W ← W − lr ⋅ m̂ / (√v̂ + ε)", "W ← W − lr⋅m̂/(√v̂+ε)"],
        ["m̂ = m/(1−β₁ᵗ)  v̂ = v/(1−β₂ᵗ)"],
      ]
    }
  }
}
