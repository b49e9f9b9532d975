import Engine
import Languages

/// How shapes change: the stages side by side, and a window that walks over what is pooled.
struct PoolingScene: Scene {
  let name = "pooling"
  let keyScopes: [KeyScope] = [.stepping, .pooling]

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    let pooling = state.pooling
    Header(state: state, fields: Self.fields(pooling)).draw(in: area.rows(0, 2), &canvas)
    let body = area.rows(2)
    let isRoomy = body.height >= 26 && body.width >= 100
    let chainHeight = isRoomy ? 4 : body.height >= 14 ? 2 : 0
    let wordsHeight = isRoomy ? 5 : body.height >= 10 ? 2 : 1
    let chain = body.rows(0, chainHeight)
    let stages = body.rows(chainHeight, body.height - chainHeight - wordsHeight)
    let place = Self.place(pooling)
    ShapeChain(
      stages: pooling.pipeline.stages.map {
        ShapeChain.Stage(
          name: $0.name, shape: $0.axes.isEmpty ? [] : $0.tensor.shape, axes: $0.axes.map(AxisWords.text))
      }, isBackward: pooling.showsGradient, isFramed: isRoomy,
      caption: pooling.isWalking ? say("pooling.walking", "▶ walking · \(place)") : place
    ).draw(in: chain, &canvas)
    let decimals = StageRow(pooling: pooling, look: state.look).draw(in: stages, &canvas)
    let words = PoolingWords(pooling: pooling, decimals: decimals)
    words.draw(in: body.rows(body.height - wordsHeight), isFramed: isRoomy, &canvas)
  }

  /// Which window it is and which there are: from 0 on, as outputs are counted in code.
  static func place(_ pooling: PoolingState) -> String {
    let last = NumberText.grouped(pooling.pipeline.outputCount - 1)
    return say("pooling.windowOf", "window \(NumberText.grouped(pooling.window)) of 0–\(last)")
  }

  /// A shape as it is written.
  static func text(_ shape: [Int]) -> String {
    shape.isEmpty ? say("pooling.scalar", "scalar") : shape.map { String($0) }.joined(separator: "×")
  }
}
