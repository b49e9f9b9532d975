import Engine
import Languages

/// The losses and other numbers that logs tell of: the chosen one as a plot, a line a run, beside a list of all.
struct MetricsScene: Scene {
  let name = "losses"
  let keyScopes: [KeyScope] = [.plot, .metrics]

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    drawHeader(state, in: area.rows(0, 2), &canvas)
    let (list, plot) = layout(area.rows(2), state)
    if let list { drawList(state, in: list, &canvas) }
    drawPlot(state, in: plot, &canvas)
  }

  func action(for mouse: MouseInput, _ state: AppState, in area: Rect) -> Action? {
    let (list, plotArea) = layout(area.rows(2), state)
    if plotArea.contains(x: mouse.x, y: mouse.y) {
      return state.plotAction(
        for: mouse, plot(state), in: inside(Panel.inside(plotArea), state).plot, canGo: false)
    }
    guard let list, mouse.kind == .click else { return nil }
    let (inside, shown) = (Panel.inside(list), shownTags(state, in: Panel.inside(list)))
    let index = shown.lowerBound + mouse.y - inside.y - 1
    return inside.contains(x: mouse.x, y: mouse.y) && shown.contains(index)
      ? .chooseMetric(index - state.metricIndex) : nil
  }

  func explanations(_ look: Look) -> [Explanation] {
    [
      Explanation(
        say("metrics.lossesOnly", "losses only"),
        say(
          "metrics.lossesOnlyMeans",
          "logs hold numbers and no weights: there is nothing to steer, and no layer to look at")),
      Explanation(
        say("metrics.run", "a run"),
        say(
          "metrics.runMeans",
          "the event files of a folder are of one run, and so is each JSON Lines or CSV file")),
      Explanation(
        say("metrics.again", "again"),
        say(
          "metrics.againMeans", "where a run was started again, its older numbers from there on are left out"
        )),
    ] + Explanation.plot
  }

  func bigNumbers(_ state: AppState) -> BigNumbers {
    let series = state.metrics?.series(of: state.metric) ?? []
    return BigNumbers(
      numbers: series.prefix(4).map { run, series in
        BigNumbers.Number(
          name: "\(state.metric) · \(state.metrics?.runs[run] ?? "")",
          text: series.last.map { NumberText.compact($0.value, width: 7) } ?? "–",
          ink: Ink(Self.color(run), .bold))
      } + [
        BigNumbers.Number(name: say("metrics.step", "step"), text: NumberText.grouped(state.snapshot.step))
      ])
  }

  func strip(_ state: AppState) -> Strip {
    let last = state.metrics?.series(of: state.metric).first?.series.last
    let value = last.map { NumberText.compact($0.value, width: 8) } ?? "–"
    let step = NumberText.grouped(state.snapshot.step)
    let atStep = say("metrics.atStep", "step \(step)")
    return Strip(
      forms: [
        "\(state.metric) \(value)  \(atStep)", "\(value)  \(atStep)", atStep, step,
        Strip.brief(state.snapshot.step), "■",
      ], lines: plot(state).lines, scale: state.lossScale, look: state.look)
  }

  // MARK: - Parts

  private func layout(_ area: Rect, _ state: AppState) -> (list: Rect?, plot: Rect) {
    guard area.width >= 70 else { return (nil, area) }
    let width = min(56, area.width * 40 / 100)
    return (area.columns(0, width), area.columns(width))
  }

  private func drawHeader(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    guard let metrics = state.metrics else { return }
    canvas.write("viz", x: area.x + 1, y: area.y, Theme.strong)
    let step = say("metrics.atStep", "step \(NumberText.grouped(state.snapshot.step))")
    canvas.writeRight(step, maxX: area.maxX - 1, y: area.y, Theme.strong)
    let room = area.width - 8 - canvas.columns(step)
    canvas.write(
      canvas.shortened(state.snapshot.data, to: max(0, room)), x: area.x + 6, y: area.y, Ink(Theme.key, .bold)
    )
    let (runs, tags) = (metrics.runs.count, metrics.tags.count)
    let facts = say("metrics.facts", "\(runs) run\(ending: runs) · \(tags) tag\(ending: tags)")
    let reason = say("metrics.noWeights", "losses only: logs hold no weights, and nothing to steer")
    let forms = ["\(facts) · \(reason)", "\(facts) · \(say("metrics.lossesOnly", "losses only"))", facts]
    let words = forms.first { canvas.columns($0) <= area.width - 2 } ?? ""
    let x = canvas.write(words, x: area.x + 1, y: area.y + 1, limit: area.maxX, Theme.quiet)
    guard let problem = metrics.problems.last, x + 10 < area.maxX else { return }
    canvas.write(
      canvas.shortened(problem, to: area.maxX - 1 - x - 2), x: x + 2, y: area.y + 1, Ink(Theme.bad, .bold))
  }

  private func shownTags(_ state: AppState, in inside: Rect) -> Range<Int> {
    let count = state.metrics?.tags.count ?? 0
    let room = max(0, inside.height - 1)
    let first = count > room ? min(max(0, state.metricIndex - room / 2), count - room) : 0
    return first..<min(count, first + room)
  }

  private func drawList(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    guard let metrics = state.metrics else { return }
    let title = say("metrics.logged", "what was logged")
    let inside = Panel(title: title, caption: "\(metrics.tags.count)").draw(in: area, &canvas)
    let (value, column) = (9, 10)
    canvas.write(say("metrics.name", "name"), x: inside.x + 1, y: inside.y, Theme.quiet)
    // Of several runs the best tells more than the last number of any.
    let isOne = metrics.runs.count == 1
    let second = isOne ? say("metrics.last", "last") : say("metrics.runs", "runs")
    for (index, title) in [say("metrics.best", "best"), second].enumerated() {
      canvas.writeRight(title, maxX: inside.maxX - index * column, y: inside.y, Theme.quiet)
    }
    let shown = shownTags(state, in: inside)
    for (row, index) in shown.enumerated() {
      let tag = metrics.tags[index]
      let (y, isChosen) = (inside.y + 1 + row, index == state.metricIndex)
      let background = isChosen ? Theme.selection : Theme.background
      canvas.fill(Rect(x: inside.x, y: y, width: inside.width, height: 1), Ink(Theme.text, on: background))
      canvas.put(isChosen ? "▌" : " ", x: inside.x, y: y, Ink(Theme.key, on: background))
      canvas.write(
        canvas.shortened(tag, to: inside.width - 2 * column - 2), x: inside.x + 1, y: y,
        Ink(Theme.text, on: background, isChosen ? .bold : []))
      let series = metrics.series(of: tag).map(\.series)
      let best = Self.best(series, tag)
      canvas.writeRight(
        best.map { NumberText.compact($0, width: value) } ?? "–", maxX: inside.maxX, y: y,
        Ink(Theme.good, on: background))
      let last = series.last?.last?.value ?? .nan
      canvas.writeRight(
        isOne ? NumberText.compact(last, width: value) : "\(series.count)", maxX: inside.maxX - column, y: y,
        Ink(Theme.text, on: background).forNumber(isOne ? last : 0))
    }
  }

  /// The smallest loss, and of an accuracy the largest.
  private static func best(_ series: [LoggedMetrics.Series], _ tag: String) -> Double? {
    let words = ["acc", "auc", "f1", "precision", "recall", "score", "reward", "bleu"]
    return words.contains { tag.lowercased().contains($0) }
      ? series.compactMap { $0.largest?.value }.max() : series.compactMap { $0.least?.value }.min()
  }

  private static func color(_ run: Int) -> Color { Theme.lanes[run % Theme.lanes.count] }

  private func plot(_ state: AppState) -> LossPlot {
    let series = state.metrics?.series(of: state.metric) ?? []
    let lines = series.map { run, series in
      PlotLine(
        curve: series.points.map { (step: $0.step, loss: $0.value) }, color: Self.color(run),
        marker: LaneLook.markers[run % LaneLook.markers.count])
    }
    return LossPlot(lines: lines, scale: state.lossScale, steps: state.stepAxis, look: state.look)
  }

  /// The plot, and under it a line a run as far as there is room.
  private func inside(_ area: Rect, _ state: AppState) -> (plot: Rect, legend: Rect) {
    let count = min(state.metrics?.series(of: state.metric).count ?? 0, max(0, area.height / 3))
    return (area.rows(0, area.height - count), area.rows(area.height - count))
  }

  private func drawPlot(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    let caption = [state.lossScale.words, state.plotView.words(over: state.plotted)].compactMap(\.self)
    let title = canvas.shortened(state.metric, to: area.width - 20)
    let frame = Panel(title: title, captions: [caption.joined(separator: " · ")], in: area, canvas)
    let (plotArea, legend) = inside(frame.draw(in: area, &canvas), state)
    plot(state).draw(in: plotArea, &canvas)
    guard let metrics = state.metrics, legend.height > 0 else { return }
    let all = metrics.series(of: state.metric)
    for (row, (run, series)) in all.prefix(legend.height).enumerated() {
      let isRest = row + 1 == legend.height && all.count > legend.height
      if isRest {
        canvas.write(
          say("metrics.moreRuns", "and \(all.count - row) more runs"), x: legend.x, y: legend.y + row,
          Theme.quiet)
        break
      }
      let marker = String(Character(LaneLook.markers[run % LaneLook.markers.count]))
      let x = canvas.write(marker + " ", x: legend.x, y: legend.y + row, Ink(Self.color(run), .bold))
      let value = series.last.map { NumberText.compact($0.value, width: 8) } ?? "–"
      let facts = say(
        "metrics.lastValue", "\(value) at step \(NumberText.grouped(series.last?.step ?? 0))")
      let room = legend.maxX - x - canvas.columns(facts) - 2
      canvas.write(
        canvas.shortened(metrics.runs[run], to: max(0, room)), x: x, y: legend.y + row, limit: legend.maxX,
        Theme.plain)
      if room >= 4 { canvas.writeRight(facts, maxX: legend.maxX, y: legend.y + row, Theme.quiet) }
    }
  }
}

extension AppState {
  /// What logs tell of, where that is what is shown.
  var metrics: LoggedMetrics? { report.metrics }

  /// Which of the tags is shown.
  var metricIndex: Int { min(max(0, chosenMetric), max(0, (metrics?.tags.count ?? 0) - 1)) }

  /// The tag that is shown.
  var metric: String { metrics.flatMap { $0.tags.isEmpty ? nil : $0.tags[metricIndex] } ?? "" }
}
