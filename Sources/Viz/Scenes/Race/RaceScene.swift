import Engine

/// Both optimizers from the same weights, side by side: their losses on one plot, their trails on one contour.
struct RaceScene: Scene {
  let name = "race"
  let keyScopes: [KeyScope] = [.stepping, .race, .plot]
  let usesMouse = true

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    guard let race = state.report.race else {
      canvas.writeCentered("the race begins", in: area, row: area.height / 2, Theme.quiet)
      return
    }
    Header(state: state, fields: Self.fields(state, race)).draw(in: area.rows(0, 2), &canvas)
    let body = area.rows(2)
    let lanes = body.rows(0, Self.lanesHeight(body))
    for (lane, part) in zip(race.lanes, lanes.splitColumns(race.lanes.count)) where part.height > 0 {
      LanePanel(lane: lane, isChosen: lane.optimizer == state.chosenLane, look: state.look).draw(
        in: part, &canvas)
    }
    let plots = body.rows(lanes.height)
    let loss = Self.lossArea(plots, race)
    RaceLossPanel(race: race, state: state).draw(in: loss, &canvas)
    if loss.width < plots.width {
      ContourPanel(race: race, row: state.pair, look: state.look).draw(in: plots.columns(loss.width), &canvas)
    }
  }

  /// What the mouse does on the plot of the losses.
  func action(for mouse: MouseInput, _ state: AppState, in area: Rect) -> Action? {
    guard let race = state.report.race else { return nil }
    let body = area.rows(2)
    return RaceLossPanel(race: race, state: state).action(
      for: mouse, in: Self.lossArea(body.rows(Self.lanesHeight(body)), race))
  }

  /// The lanes' rows, where there is room for them.
  private static func lanesHeight(_ body: Rect) -> Int { body.height >= 16 ? 4 : 0 }

  /// The left half for the losses, all where no contour stands beside them.
  private static func lossArea(_ plots: Rect, _ race: RaceSnapshot) -> Rect {
    plots.columns(0, plots.width >= 64 && race.layer != nil ? plots.width / 2 : plots.width)
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
