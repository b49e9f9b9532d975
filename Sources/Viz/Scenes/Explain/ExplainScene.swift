import Engine

/// One number of any parameter: its way forward to the loss, the gradient's way back, its next step, the loss along it, and
/// what a step makes of the loss over the rate.
struct ExplainScene: Scene {
  let name = "explain"
  let keyScopes: [KeyScope] = [.stepping, .training, .cursor, .tensors, .samples]

  func addInterest(of state: AppState, in area: Rect, to interest: inout Interest) {
    interest.wantsParameter = true
    interest.explains = state.row
    interest.wantsRates = interest.wantsRates || !isSmall(area.rows(2))
  }

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    Header(state: state).draw(in: area.rows(0, 2), &canvas)
    let body = area.rows(2)
    guard let inspection = state.snapshot.inspection else {
      canvas.writeCentered("…", in: body, row: body.height / 2, Theme.quiet)
      return
    }
    let (back, descent) = (
      BackPanel(state: state, inspection: inspection), DescentPanel(state: state, inspection: inspection)
    )
    guard !isSmall(body) else {
      // On small screens, the chain is worth most, then the curve.
      let backHeight = min(body.height, 6)
      back.draw(in: body.rows(0, backHeight), &canvas)
      descent.draw(in: body.rows(backHeight), &canvas)
      return
    }
    let parts = Self.layout(body)
    NumberGridPanel(state: state, inspection: inspection).draw(in: parts.grid, &canvas)
    ForwardPanel(state: state, inspection: inspection).draw(in: parts.forward, &canvas)
    back.draw(in: parts.back, &canvas)
    descent.draw(in: parts.descent, &canvas)
    RatePanel(state: state).draw(in: parts.rates, &canvas)
  }

  /// A click on a number puts the cursor there.
  func action(for mouse: MouseInput, _ state: AppState, in area: Rect) -> Action? {
    let body = area.rows(2)
    guard mouse.kind == .click, let inspection = state.snapshot.inspection, !isSmall(body) else { return nil }
    return NumberGridPanel(state: state, inspection: inspection).target(
      x: mouse.x, y: mouse.y, in: Self.layout(body).grid
    ).map(Action.putCursor)
  }

  private func isSmall(_ body: Rect) -> Bool { body.width < 70 || body.height < 18 }

  private static func layout(
    _ body: Rect
  ) -> (grid: Rect, forward: Rect, back: Rect, descent: Rect, rates: Rect) {
    let upper = body.height >= 30 ? body.height * 24 / 100 : 6
    let middle = body.height >= 30 ? 10 : 6
    let gridWidth = max(26, body.width * 32 / 100)
    let rateWidth = max(30, body.width * 36 / 100)
    let lower = body.rows(upper + middle)
    return (
      body.rows(0, upper).columns(0, gridWidth), body.rows(0, upper).columns(gridWidth),
      body.rows(upper, middle), lower.columns(0, body.width - rateWidth),
      lower.columns(body.width - rateWidth)
    )
  }
}
