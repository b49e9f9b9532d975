import Engine
import Languages

/// The network itself: its units with what they answer to, and what it has learned of its data.
struct NetworkScene: Scene {
  let name = "network"
  let shortName = "net"
  let keyScopes: [KeyScope] = [.stepping, .training, .plot, .units, .samples, .ownRow, .controls]

  /// Which picture of the units says most.
  private enum Kind {
    /// Units joined by their weights, with the plane or the classes that they answer to.
    case units
    /// The weights of the first layer as pictures.
    case pictures
    /// The rows of an embedding, a letter each.
    case letters
  }

  /// Where each panel stands.
  private struct Layout {
    let main: Rect
    let learned: Rect
    let loss: Rect
    let details: Rect
  }

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    Header(state: state).draw(in: area.rows(0, 2), &canvas)
    let layout = layout(area.rows(2))
    guard let units = state.snapshot.units else {
      let words =
        state.snapshot.fault == nil
        ? say("network.noUnits", "no layer of this network has units side by side")
        : say("network.stopped", "stopped")
      canvas.writeCentered(
        canvas.shortened(words, to: area.width), in: area, row: area.height / 2, Theme.quiet)
      return
    }
    switch kind(state) {
    case .units: UnitsPanel(state: state, view: units).draw(in: layout.main, &canvas)
    case .pictures: WeightPicturesPanel(state: state, view: units).draw(in: layout.main, &canvas)
    case .letters:
      let height = Self.lettersHeight(state, in: layout.main)
      LettersPanel(state: state).draw(in: layout.main.rows(0, height), &canvas)
      let rest = layout.main.rows(height)
      if rest.height > 0 { WordPanel(state: state).draw(in: rest, &canvas) }
    }
    drawLearned(state, units, in: layout, &canvas)
    if layout.loss.height >= 4 { LossPanel(state: state).draw(in: layout.loss, &canvas) }
    if layout.details.height >= 4 {
      UnitDetailPanel(state: state, view: units).draw(in: layout.details, &canvas)
    }
  }

  /// What the mouse does on the plot of the loss; a click on a unit puts the cursor there.
  func action(for mouse: MouseInput, _ state: AppState, in area: Rect) -> Action? {
    let layout = layout(area.rows(2))
    guard let view = state.snapshot.units else { return nil }
    if layout.loss.height >= 4, layout.loss.contains(x: mouse.x, y: mouse.y) {
      return LossPanel(state: state).action(for: mouse, in: layout.loss)
    }
    guard mouse.kind == .click else { return nil }
    let unit: UnitPlace? =
      switch kind(state) {
      case .units: UnitsPanel(state: state, view: view).unit(x: mouse.x, y: mouse.y, in: layout.main)
      case .pictures:
        WeightPicturesPanel(state: state, view: view).unit(x: mouse.x, y: mouse.y, in: layout.main)
      case .letters: nil
      }
    return unit.map(Action.putUnit)
  }

  /// How much of the main part the letters take: all of it, where the word has no room beneath them.
  private static func lettersHeight(_ state: AppState, in main: Rect) -> Int {
    let height = LettersPanel.height(state, width: main.width)
    return height + WordPanel.height(state) <= main.height ? height : main.height
  }

  private func drawLearned(
    _ state: AppState, _ units: UnitView, in layout: Layout, _ canvas: inout Canvas
  ) {
    let area = layout.learned
    if case .plane = units.about {
      PlanePanel(state: state, view: units).draw(in: area, &canvas)
      return
    }
    if kind(state) == .letters, Self.lettersHeight(state, in: layout.main) == layout.main.height {
      let height = max(5, area.height - WordPanel.height(state))
      RowPanel(state: state).draw(in: area.rows(0, height), &canvas)
      if area.height - height >= 4 { WordPanel(state: state).draw(in: area.rows(height), &canvas) }
      return
    }
    let hasMatrix = state.report.evaluations.points.last?.training.confusion != nil
    guard hasMatrix, area.height >= 14 else {
      RowPanel(state: state).draw(in: area, &canvas)
      return
    }
    // Every class has a bar, as long as every class has a row below.
    let classes = state.snapshot.examples?.training.classNames?.count ?? 0
    let height = max(8, min(max(classes + 2, area.height * 45 / 100), area.height - classes - 3))
    RowPanel(state: state).draw(in: area.rows(0, height), &canvas)
    ConfusionPanel(state: state).draw(in: area.rows(height), &canvas)
  }

  private func kind(_ state: AppState) -> Kind {
    let data = state.snapshot.examples?.training
    if data?.picture != nil, state.snapshot.units?.layers.contains(where: { !$0.pictures.isEmpty }) != false {
      return .pictures
    }
    return LettersPanel.alphabet(state) == nil ? .units : .letters
  }

  private func layout(_ body: Rect) -> Layout {
    let lower = body.height >= 30 ? body.height * 30 / 100 : body.height >= 17 ? 7 : 0
    let upper = body.rows(0, body.height - lower)
    let right = body.width >= 60 ? max(30, body.width * 37 / 100) : 0
    if right == 0 {
      // On a narrow screen what was learned comes first.
      let half = body.height / 2
      return Layout(
        main: body.rows(half), learned: body.rows(0, half), loss: body.rows(0, 0), details: body.rows(0, 0))
    }
    let left = body.width - right
    return Layout(
      main: upper.columns(0, left), learned: upper.columns(left),
      loss: body.rows(upper.height).columns(0, left),
      details: body.rows(upper.height).columns(left))
  }

  func addInterest(of state: AppState, in area: Rect, to interest: inout Interest) {
    let layout = layout(area.rows(2))
    let picture = PlanePanel.picture(in: layout.learned, state.look)
    let most: Int
    switch kind(state) {
    case .units: most = UnitsPanel.mostUnits(in: layout.main)
    case .pictures: most = WeightPicturesPanel.mostUnits(in: layout.main, state)
    case .letters: most = 64
    }
    interest.units = UnitInterest(
      chosen: state.unit, mostUnits: most, picture: picture,
      tile: UnitsPanel.tile(in: layout.main, state.look))
    interest.row = state.row
    interest.questions = LettersPanel.questions(state) + WordPanel.questions(state)
  }
}
