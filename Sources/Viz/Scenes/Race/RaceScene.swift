import Engine
import Languages

/// Several runs from the same weights, side by side: their losses on one plot, their trails on one contour.
struct RaceScene: Scene {
  let name = "race"
  let keyScopes: [KeyScope] = [.stepping, .race, .contour, .plot]

  /// From what width on the contour stands beside the plot.
  private static let leastWidth = 64

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    guard let race = state.report.race else {
      canvas.writeCentered(say("race.begins", "the race begins"), in: area, row: area.height / 2, Theme.quiet)
      return
    }
    Header(state: state, fields: Self.fields(state, race, width: area.width)).draw(
      in: area.rows(0, 2), &canvas)
    let parts = Self.parts(state, race, in: area)
    LanesPanel(race: race, chosen: state.lane).draw(in: parts.lanes, hasFrame: parts.hasFrame, &canvas)
    if parts.loss.width > 0 { RaceLossPanel(race: race, state: state).draw(in: parts.loss, &canvas) }
    if parts.contour.width > 0 {
      ContourPanel(race: race, scale: state.lossScale, look: state.look).draw(in: parts.contour, &canvas)
    }
  }

  /// A click on a lane makes it the one that keys change; on the plot of the losses the mouse zooms.
  func action(for mouse: MouseInput, _ state: AppState, in area: Rect) -> Action? {
    guard let race = state.report.race else { return nil }
    let parts = Self.parts(state, race, in: area)
    let lanes = LanesPanel(race: race, chosen: state.lane)
    if mouse.kind == .click,
      let lane = lanes.lane(x: mouse.x, y: mouse.y, in: parts.lanes, hasFrame: parts.hasFrame)
    {
      return .chooseLane(lane - state.lane)
    }
    let loss = parts.loss
    return RaceLossPanel(race: race, state: state).action(for: mouse, in: loss)
  }

  func bigNumbers(_ state: AppState) -> BigNumbers {
    state.report.race.map { BigNumbers($0) } ?? BigNumbers(run: state)
  }

  func hasSecondPage(in area: Rect) -> Bool { area.width < Self.leastWidth }

  func addInterest(of state: AppState, in area: Rect, to interest: inout Interest) {
    if !hasSecondPage(in: area) || state.page == 1 { interest.contour = ContourInterest(state.race.pair) }
  }

  /// Where everything is: plot and contour beside one another, or the one that the page is for.
  private static func parts(_ state: AppState, _ race: RaceSnapshot, in area: Rect) -> (
    lanes: Rect, hasFrame: Bool, loss: Rect, contour: Rect
  ) {
    let body = area.rows(2)
    let (rows, hasFrame) = LanesPanel.height(race, in: body)
    let plots = body.rows(rows)
    let loss =
      plots.width >= leastWidth
      ? plots.columns(0, plots.width / 2) : state.page == 1 ? plots.columns(0, 0) : plots
    return (body.rows(0, rows), hasFrame, loss, plots.columns(loss.width))
  }

  /// Where the race began, what the run does meanwhile, and how fast the race goes.
  private static func fields(_ state: AppState, _ race: RaceSnapshot, width: Int) -> [Header.Field] {
    let start =
      race.firstStep.map { say("race.fromStep", "step \(NumberText.grouped($0))") }
      ?? race.seed.map { say("race.fromSeed", "seed \($0)") } ?? say("race.fromGiven", "seed given")
    let step = NumberText.grouped(state.snapshot.step)
    let run =
      switch (width >= 100, state.report.isRunWaiting) {
      case (true, true): say("race.runAtStepGoesOn", "at step \(step) goes on when left")
      case (true, false): say("race.runAtStepStays", "at step \(step) stays paused")
      case (false, true): say("race.runGoesOn", "goes on when left")
      case (false, false): say("race.runStays", "stays paused")
      }
    let schedule = state.snapshot.schedule.map { _ in
      Header.Field(label: say("race.schedule", "schedule"), value: say("race.anew", "anew"))
    }
    return [
      Header.Field(label: say("race.from", "race from"), value: start, ink: Theme.strong)
    ] + (schedule.map { [$0] } ?? []) + [
      Header.Field(label: say("race.speed", "speed"), value: state.report.pace.text),
      Header.Field(label: say("race.run", "the run"), value: run),
    ]
  }
}
