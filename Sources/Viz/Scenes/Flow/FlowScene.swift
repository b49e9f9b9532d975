import Engine
import Languages

/// One row on its way through the network: every value, stage by stage, with what each element is made of.
struct FlowScene: Scene {
  let name = "flow"
  let keyScopes: [KeyScope] = [.stepping, .training, .samples, .ownRow, .flow]

  /// Where each part stands.
  private struct Layout {
    let chain: Rect
    let stages: Rect
    let words: Rect
    let row: Rect
  }

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    Header(state: state).draw(in: area.rows(0, 2), &canvas)
    let body = area.rows(2)
    guard let row = state.snapshot.row else {
      let words = say(
        "flow.noRow", "no single row can be followed: a layer of this network mixes the rows of a batch")
      canvas.writeCentered(
        canvas.shortened(words, to: body.width), in: body, row: body.height / 2, Theme.quiet)
      return
    }
    let layout = layout(body)
    let cursor = state.flow.cursor(in: row)
    ShapeChain(
      stages: Self.chain(row), isBackward: state.flow.showsGradient, isFramed: layout.chain.height >= 4,
      caption: say("flow.shapes", "shapes of the batch"),
      chosen: Self.places(row).firstIndex(of: cursor.stage)
    ).draw(in: layout.chain, &canvas)
    StageStrip(state: state, row: row).draw(in: layout.stages, &canvas)
    FlowWords(state: state, row: row).draw(in: layout.words, &canvas)
    if layout.row.width > 0 { RowPanel(state: state).draw(in: layout.row, &canvas) }
  }

  /// A click on a stage puts the cursor there.
  func action(for mouse: MouseInput, _ state: AppState, in area: Rect) -> Action? {
    guard let row = state.snapshot.row, mouse.kind == .click else { return nil }
    let stages = layout(area.rows(2)).stages
    guard stages.contains(x: mouse.x, y: mouse.y), stages.height >= 3 else { return nil }
    let stage = StageStrip(state: state, row: row).stage(x: mouse.x, in: stages)
    return stage.map { .flow(.stage($0 - state.flow.cursor(in: row).stage)) }
  }

  private func layout(_ body: Rect) -> Layout {
    let isRoomy = body.height >= 26 && body.width >= 100
    let chain = isRoomy ? 4 : body.height >= 14 ? 2 : 0
    let words = isRoomy ? max(8, body.height * 26 / 100) : body.height >= 12 ? 5 : 0
    let below = body.rows(body.height - words)
    let right = body.width >= 70 && words > 0 ? body.width * 42 / 100 : 0
    return Layout(
      chain: body.rows(0, chain), stages: body.rows(chain, body.height - chain - words),
      words: below.columns(0, below.width - right), row: below.columns(below.width - right))
  }

  /// The stages of layers with weights and those whose shape differs from the one before: activations do nothing to shapes.
  private static func places(_ row: RowView) -> [Int] {
    row.stages.indices.filter { index in
      index == 0 || row.stages[index].layer?.parameters.isEmpty == false
        || row.stages[index].batchShape != row.stages[index - 1].batchShape
    }
  }

  private static func chain(_ row: RowView) -> [ShapeChain.Stage] {
    places(row).map { index in
      let stage = row.stages[index]
      // Where the batch's axis was squeezed away, its name goes too.
      let hasBatch = stage.batchShape.count == stage.shape.count + 1
      return ShapeChain.Stage(
        name: stage.layer?.text ?? "", shape: stage.batchShape,
        axes: ((hasBatch ? ["sample"] : []) + stage.axes).map(AxisWords.text))
    }
  }

  func addInterest(of state: AppState, in area: Rect, to interest: inout Interest) {
    interest.row = state.row
    guard let row = state.snapshot.row else { return }
    let cursor = state.flow.cursor(in: row)
    interest.weightRow = FlowFormula.weightRow(row, stage: cursor.stage, index: cursor.index)
  }
}
