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
    Header(state: state, fields: Self.fields(state, race)).draw(in: area.rows(0, 2), &canvas)
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

extension RaceScene {
  /// Where the race began, and how far its lanes are apart.
  fileprivate static func fields(_ state: AppState, _ race: RaceSnapshot) -> [Header.Field] {
    [
      Header.Field(
        label: "race from step", value: NumberText.grouped(state.snapshot.step), ink: Theme.strong),
      Header.Field(
        label: "distance between the weights", value: NumberText.compact(race.distance, width: 8),
        ink: Theme.strong.forNumber(race.distance)),
    ]
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
