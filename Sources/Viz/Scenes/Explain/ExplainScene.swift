import Engine

/// One weight: its way forward to the loss, the gradient's way back, its next step, and the loss along it.
struct ExplainScene: Scene {
  let name = "explain"
  let keyScopes: [KeyScope] = [.stepping, .training, .cursor]
  let usesMouse = true

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    Header(state: state).draw(in: area.rows(0, 2), &canvas)
    let body = area.rows(2)
    guard let article = state.snapshot.article else {
      let forms = [
        "explain follows one weight of the article's layer; other networks are not explained yet",
        "only the article's layer is explained so far",
      ]
      let words = forms.first { canvas.columns($0) <= body.width } ?? forms[1]
      canvas.writeCentered(
        canvas.shortened(words, to: body.width), in: body, row: body.height / 2, Theme.quiet)
      return
    }
    guard body.width >= 70, body.height >= 18 else {
      // On small screens, the chain is worth most, then the curve.
      let backHeight = min(body.height, 6)
      BackPanel(article: article, state: state).draw(in: body.rows(0, backHeight), &canvas)
      DescentPanel(article: article, state: state).draw(in: body.rows(backHeight), &canvas)
      return
    }
    let parts = Self.layout(body)
    NumberGridPanel(article: article, state: state).draw(in: parts.grid, &canvas)
    ForwardPanel(article: article, state: state).draw(in: parts.forward, &canvas)
    BackPanel(article: article, state: state).draw(in: parts.back, &canvas)
    DescentPanel(article: article, state: state).draw(in: parts.descent, &canvas)
    RatePreviewPanel(state: state).draw(in: parts.preview, &canvas)
  }

  /// A click on a number puts the cursor there.
  func action(for mouse: MouseInput, _ state: AppState, in area: Rect) -> Action? {
    let body = area.rows(2)
    guard mouse.kind == .click, let article = state.snapshot.article, body.width >= 70, body.height >= 18
    else { return nil }
    return NumberGridPanel(article: article, state: state).target(
      x: mouse.x, y: mouse.y, in: Self.layout(body).grid
    ).map(Action.putCursor)
  }

  private static func layout(
    _ body: Rect
  ) -> (grid: Rect, forward: Rect, back: Rect, descent: Rect, preview: Rect) {
    let upper = body.height >= 30 ? body.height * 24 / 100 : 6
    let middle = body.height >= 30 ? 9 : 6
    let gridWidth = max(26, body.width * 32 / 100)
    let previewWidth = max(26, body.width * 34 / 100)
    let lower = body.rows(upper + middle)
    return (
      body.rows(0, upper).columns(0, gridWidth), body.rows(0, upper).columns(gridWidth),
      body.rows(upper, middle), lower.columns(0, body.width - previewWidth),
      lower.columns(body.width - previewWidth)
    )
  }
}
