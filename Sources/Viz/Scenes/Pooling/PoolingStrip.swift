import Engine

extension PoolingScene {
  func bigNumbers(_ state: AppState) -> BigNumbers { BigNumbers(state.pooling) }

  func strip(_ state: AppState) -> Strip {
    let pooling = state.pooling
    let pipeline = pooling.pipeline
    let source = pipeline.source(of: pooling.window)
    let mean = PoolingFormula.mean(pipeline, source, decimals: 2)
    let sign = pooling.isWalking ? "▶" : "‖"
    let window = NumberText.grouped(pooling.window)
    let last = NumberText.grouped(pipeline.outputCount - 1)
    let shapes = pipeline.stages.map { stage in
      stage.tensor.shape.isEmpty ? "scalar" : stage.tensor.shape.map { String($0) }.joined(separator: "×")
    }
    let ends = [shapes.first, shapes.last].compactMap { $0 }
    let arrow = pooling.showsGradient ? " ← " : " → "
    let value =
      pooling.showsGradient ? "share 1/\(source.window.divisor)" : mean.result
    return Strip(
      forms: [
        "\(sign) window \(window) of 0–\(last)  \(value)  \(pipeline.layer)",
        "\(sign) window \(window) of 0–\(last)  \(value)",
        "window \(window)  \(value)", "window \(window)", window, Strip.brief(pooling.window), sign,
      ],
      details: [
        [shapes.joined(separator: arrow), ends.joined(separator: arrow)],
        pooling.showsGradient
          ? PoolingLessons.backward(pipeline).suffix(1)
          : [2, 4, 8, 64].reversed().map {
            "\(mean.left(keeping: $0)) \(mean.result)"
          },
        [PoolingFormula.length(pipeline)],
      ], look: state.look)
  }
}
