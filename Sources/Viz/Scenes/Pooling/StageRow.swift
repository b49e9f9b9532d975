import Engine
import Languages

/// All stages side by side, sample beside sample, with the window, what it averages and its output lit up.
struct StageRow {
  let pooling: PoolingState
  let look: Look

  private var pipeline: PoolingPipeline { pooling.pipeline }

  /// Draws all stages and returns how many decimals their numbers have.
  func draw(in area: Rect, _ canvas: inout Canvas) -> Int {
    let grids = self.grids
    let widths = panelWidths(grids, in: area.width, canvas)
    let decimals = StageGridView.decimals(cellWidth: widths.cell)
    guard area.height >= 3, !grids.isEmpty else { return decimals }
    let gap = widths.gap
    var x = area.x
    let sampleRows = grids.map(\.rowsPerSample).max() ?? 1
    for (index, grid) in grids.enumerated() {
      let panel = Rect(x: x, y: area.y, width: widths.panels[index], height: area.height)
      let title = title(of: index)
      let caption = grid.shapeText
      let shortTitle = canvas.columns(title) + 5 <= panel.width ? title : String(title.prefix { $0 != "(" })
      _ = Panel(title: shortTitle, caption: caption).draw(in: panel, &canvas)
      let view = StageGridView(
        grid: grid, cellWidth: widths.cell, sampleRows: sampleRows, currentSample: currentSample, look: look,
        limit: limit)
      view.draw(in: panel.inset(1, 1), &canvas)
      x += panel.width
      if gap > 0, index + 1 < grids.count {
        drawArrow(x: x, y: view.focusY(in: panel.inset(1, 1)), gap, &canvas)
      }
      x += gap
    }
    return decimals
  }

  /// What a stage is called: what made it, or whose gradient it is.
  private func title(of index: Int) -> String {
    guard pooling.showsGradient else {
      return index == 0 ? say("pooling.input", "input") : pipeline.stages[index].name
    }
    let names = ["input"] + (pipeline.transposes ? ["transposed"] : []) + ["pooled", "output"]
    return "∂S/∂\(names[index])"
  }

  /// The sample that the window is in.
  private var currentSample: Int {
    pipeline.pooled.rank == 3 ? pipeline.source(of: pooling.window).pooled[0] : 0
  }

  /// The largest number shown: values are below 1, shares of a gradient may add up to more.
  private var limit: Double {
    guard pooling.showsGradient else { return 1 }
    return RoundNumbers.niceCeiling(Double(pooling.gradient.elements.max() ?? 1))
  }

  private func drawArrow(x: Int, y: Int, _ gap: Int, _ canvas: inout Canvas) {
    for column in 0..<gap { canvas.put("─", x: x + column, y: y, Ink(Theme.key)) }
    // What is passed on forward comes back as a gradient.
    let isBackward = pooling.showsGradient
    canvas.put(isBackward ? "◀" : "▶", x: isBackward ? x : x + gap - 1, y: y, Ink(Theme.key))
  }

  /// The width of a cell and of each panel: as wide as the screen allows, at least four columns a cell.
  private func panelWidths(
    _ grids: [StageGrid], in width: Int, _ canvas: Canvas
  ) -> (cell: Int, panels: [Int], gap: Int) {
    func wanted(_ cell: Int, withShape: Bool) -> [Int] {
      grids.enumerated().map { index, grid in
        let title = String(title(of: index).prefix { $0 != "(" })
        let words = canvas.columns(title) + 5 + (withShape ? canvas.columns(grid.shapeText) + 2 : 0)
        return max(grid.columns * cell + 3, words)
      }
    }
    for cell in [8, 7, 6, 5, 4] {
      for (gap, withShape) in [(4, true), (0, true), (0, false)] {
        let panels = wanted(cell, withShape: withShape)
        let sum = panels.reduce(0, +) + gap * (panels.count - 1)
        if sum <= width { return (cell, Self.spread(width - sum, over: panels), gap) }
      }
    }
    // Nothing fits whole: the widest give way first, and show a part.
    var panels = grids.map { $0.columns * 4 + 3 }
    while panels.reduce(0, +) > width, let widest = panels.max(), widest > 11 {
      guard let index = panels.firstIndex(of: widest) else { break }
      panels[index] -= 1
    }
    // On the narrowest screens, the last ones show a column less.
    while panels.reduce(0, +) > width, let index = panels.lastIndex(where: { $0 >= 11 }) {
      panels[index] -= 4
    }
    return (4, panels, 0)
  }

  private static func spread(_ rest: Int, over panels: [Int]) -> [Int] {
    panels.enumerated().map { index, width in
      width + rest * (index + 1) / panels.count - rest * index / panels.count
    }
  }

  /// What each stage shows, in the order of the stages.
  private var grids: [StageGrid] {
    let source = pipeline.source(of: pooling.window)
    let dropped = Set(pipeline.droppedPlaces)
    let gradient = pooling.showsGradient ? pooling.gradient : nil
    let window = WindowMark(source: source, pipeline: pipeline)
    return pipeline.stages.enumerated().map { index, stage in
      let tensor = stage.tensor
      let isInput = index == 0
      let isPooledInput = index == (pipeline.transposes ? 1 : 0)
      let isPooled = index == (pipeline.transposes ? 2 : 1)
      if isPooledInput || isInput {
        let isSwapped = isInput && pipeline.transposes
        let values = gradient.map { isSwapped ? $0.transposed($0.rank - 2, $0.rank - 1) : $0 } ?? tensor
        return StageGrid(
          values, axes: stage.axes, focus: window.focus(isSwapped: isSwapped),
          padding: isPooledInput ? pipeline.layer.padding : 0
        ) { row, column in
          window.role(row: row, column: column, isSwapped: isSwapped, dropped: dropped)
        }
      }
      let values =
        gradient == nil ? tensor : Tensor([Float](repeating: 1, count: tensor.count), shape: tensor.shape)
      let output = isPooled ? source.pooled : source.squeezed
      return StageGrid(values, axes: stage.axes, focus: StageGrid.focus(output, axes: stage.axes), padding: 0)
      {
        row, column in
        StageGrid.place(output, axes: stage.axes) == (row, column) ? .output : .plain
      }
    }
  }
}

/// Which places of what is pooled belong to the present window.
private struct WindowMark {
  let source: PoolingPipeline.Source
  let pipeline: PoolingPipeline

  /// The row of the window in what is pooled.
  private var row: Int { source.pooled[source.pooled.count - 2] }

  /// The rows and columns that the window takes.
  func focus(isSwapped: Bool) -> (rows: Range<Int>, columns: Range<Int>) {
    let (places, across) = (source.window.places, row..<row + 1)
    return isSwapped ? (source.window.elements, across) : (across, places)
  }

  /// What an element is, given by its row and column within its sample; padding has columns below 0 and beyond.
  func role(row: Int, column: Int, isSwapped: Bool, dropped: Set<Int>) -> StageGrid.Role {
    let (windowRow, place) = isSwapped ? (column, row) : (row, column)
    let isInWindow = windowRow == self.row && source.window.places.contains(place)
    let length = pipeline.pooledInput.shape[pipeline.pooledInput.rank - 1]
    if place < 0 || place >= length { return isInWindow ? .windowPadding : .padding }
    if isInWindow { return isSwapped ? .windowDown : .window }
    return dropped.contains(place) ? .dropped : .plain
  }
}
