import Engine
import Languages

extension PoolingScene {
  func bigNumbers(_ state: AppState) -> BigNumbers { BigNumbers(state.pooling) }

  func strip(_ state: AppState) -> Strip {
    let pooling = state.pooling
    let pipeline = pooling.pipeline
    let source = pipeline.source(of: pooling.window)
    let mean = PoolingFormula.mean(pipeline, source, decimals: 2)
    let sign = pooling.isWalking ? "▶" : "‖"
    let window = NumberText.grouped(pooling.window)
    let (place, words) = (Self.place(pooling), say("pooling.window", "window \(window)"))
    let shapes = pipeline.stages.map { Self.text($0.tensor.shape) }
    let ends = [shapes.first, shapes.last].compactMap { $0 }
    let arrow = pooling.showsGradient ? " ← " : " → "
    let value =
      pooling.showsGradient ? say("pooling.share", "share 1/\(source.window.divisor)") : mean.result
    return Strip(
      forms: [
        "\(sign) \(place)  \(value)  \(pipeline.layer)", "\(sign) \(place)  \(value)",
        "\(words)  \(value)", words, window, Strip.brief(pooling.window), sign,
      ],
      details: [
        [shapes.joined(separator: arrow), ends.joined(separator: arrow)],
        pooling.showsGradient
          ? PoolingNotes.backward(pipeline).suffix(1)
          : [2, 4, 8, 64].reversed().map {
            "\(mean.left(keeping: $0)) \(mean.result)"
          },
        [PoolingFormula.length(pipeline)],
      ], look: state.look)
  }
}
