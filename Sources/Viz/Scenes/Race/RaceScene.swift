import Engine

/// Both optimizers from the same weights, side by side: their losses on one plot, their trails on one contour.
struct RaceScene: Scene {
  let name = "race"
  let keyScopes: [KeyScope] = [.stepping, .race, .plot]

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    guard let race = state.report.race else {
      canvas.writeCentered("the race begins", in: area, row: area.height / 2, Theme.quiet)
      return
    }
    RaceHeader(state: state, race: race).draw(in: area.rows(0, 2), &canvas)
    let body = area.rows(2)
    let lanes = body.rows(0, body.height >= 16 ? 4 : 0)
    for (lane, part) in zip(race.lanes, lanes.splitColumns(race.lanes.count)) where part.height > 0 {
      LanePanel(lane: lane, isChosen: lane.optimizer == state.chosenLane, look: state.look).draw(
        in: part, &canvas)
    }
    let plots = body.rows(lanes.height)
    if plots.width >= 64, race.layer != nil {
      let half = plots.columns(0, plots.width / 2)
      RaceLossPanel(race: race, scale: state.lossScale, look: state.look).draw(in: half, &canvas)
      ContourPanel(race: race, row: state.pair, look: state.look).draw(in: plots.columns(half.width), &canvas)
    } else {
      RaceLossPanel(race: race, scale: state.lossScale, look: state.look).draw(in: plots, &canvas)
    }
  }
}

/// The two top lines of the race: where it began, how far it is, how far the lanes are apart.
private struct RaceHeader {
  let state: AppState
  let race: RaceSnapshot

  func draw(in area: Rect, _ canvas: inout Canvas) {
    Header(state: state, name: "race").draw(in: area, &canvas)
    // The second line tells of the race instead of the run's optimizer.
    canvas.fill(area.rows(1, 1), Ink(Theme.text, on: Theme.background))
    var x = canvas.write("race step ", x: area.x + 1, y: area.y + 1, Theme.quiet)
    x = canvas.write(NumberText.grouped(race.lanes.map(\.step).max() ?? 0), x: x, y: area.y + 1, Theme.strong)
    x = canvas.write(
      "   from the run's step \(NumberText.grouped(state.snapshot.step))", x: x, y: area.y + 1, Theme.quiet)
    let distance = "distance between the weights "
    let number = NumberText.compact(race.distance, width: 8)
    let start = area.maxX - 1 - 8 - canvas.columns(distance)
    guard start > x + 1 else { return }
    canvas.write(distance, x: start, y: area.y + 1, Theme.quiet)
    canvas.write(
      number, x: start + canvas.columns(distance), y: area.y + 1, Theme.strong.forNumber(race.distance))
  }
}

/// One lane's optimizer, rate and loss.
private struct LanePanel {
  let lane: RaceSnapshot.Lane
  let isChosen: Bool
  let look: Look

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let panel = Panel(
      title: "\(lane.optimizer.marker) \(lane.optimizer.title)",
      caption: isChosen ? "+ - change this lane" : "",
      captionInk: Ink(Theme.key, .bold))
    let inside = panel.draw(in: area, &canvas)
    canvas.write(
      " \(lane.optimizer.marker) \(lane.optimizer.title) ", x: area.x + 2, y: area.y,
      Ink(lane.optimizer.color, .bold))
    var x = canvas.write("lr ", x: inside.x, y: inside.y, Theme.quiet)
    canvas.write(NumberText.shortest(lane.learningRate), x: x, y: inside.y, limit: inside.maxX, Theme.strong)
    x = canvas.write("loss ", x: inside.x, y: inside.y + 1, Theme.quiet)
    let ink = lane.fault == nil ? Theme.strong : Ink(Theme.bad, .bold)
    canvas.write(
      NumberText.compact(Double(lane.loss), width: 9), x: x, y: inside.y + 1, limit: inside.maxX, ink)
    if let best = lane.history.best, inside.width >= 34 {
      canvas.write("best ", x: inside.x + 18, y: inside.y + 1, Theme.quiet)
      canvas.write(
        NumberText.compact(Double(best.loss), width: 9), x: inside.x + 23, y: inside.y + 1,
        limit: inside.maxX,
        Ink(Theme.good, .bold))
    }
    if let fault = lane.fault {
      canvas.write(
        "✗ \(Symbol.subject(fault))", x: inside.x + 14, y: inside.y, limit: inside.maxX, ink)
    }
  }
}

/// The losses of all lanes on one plot.
private struct RaceLossPanel {
  let race: RaceSnapshot
  let scale: PlotScale
  let look: Look

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let note = race.layer == nil ? " · no contour of this network yet" : ""
    let inside = Panel(title: "loss", caption: scale.rawValue + note).draw(in: area, &canvas)
    let lines = race.lanes.map {
      PlotLine(history: $0.history, color: $0.optimizer.color, marker: $0.optimizer.marker)
    }
    LossPlot(lines: lines, scale: scale, look: look).draw(in: inside, &canvas)
  }
}
