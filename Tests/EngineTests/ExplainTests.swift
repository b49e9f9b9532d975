import TestRuns
import Testing

@testable import Engine

/// What the Explain scene shows, against what then happens.
@Suite struct ExplainTests {
  private func trainer(size: Int, momentum: Double, optimizer: OptimizerRule) -> Trainer {
    let sgd = "sgd momentum=\(momentum)"
    let input = size == 2 ? Configuration.articleInput : (0..<size).map { Double(($0 * 37) % 19 - 9) / 10 }
    let target = size == 2 ? Configuration.articleTarget : (0..<size).map { Double($0 % 7 + 1) / 10 }
    return Trainer(
      article(
        seed: 9, input: input, target: target, optimizer: optimizer == .sgd ? sgd : "adam", other: sgd))
  }

  @Test func theNextValueShownIsTheValueAfterTheNextStepToTheBit() {
    for (size, momentum, kind) in [
      (2, 0.0, OptimizerRule.sgd), (2, 0.9, .sgd), (5, 0.9, .sgd), (2, 0, .adam), (5, 0, .adam),
      (1, 0, .adam),
    ] {
      let trainer = trainer(size: size, momentum: momentum, optimizer: kind)
      for _ in 0..<40 {
        let whole = StepPreview(trainer, optimizer: kind).next
        let single = (0..<size * size).map {
          StepPreview(trainer, optimizer: kind, elements: $0..<$0 + 1).next[0]
        }
        trainer.takeStep()
        let reached = trainer.snapshot().parameters[0].value.elements
        #expect(whole == reached)
        #expect(single == reached)
      }
    }
  }

  @Test func theOtherOptimizersNextValueIsThatOfAToggle() {
    let trainer = trainer(size: 3, momentum: 0.5, optimizer: .sgd)
    trainer.run(until: 12)
    let preview = StepPreview(trainer, optimizer: .adam).next
    trainer.apply(trainer.toggled)
    trainer.takeStep()
    #expect(trainer.snapshot().parameters[0].value.elements == preview)
  }

  @Test func thePreviewOfAStepIsClippedAsTheStepIs() throws {
    for clipping in [
      try Clipping(norm: 0.01), try Clipping(value: 0.001), try Clipping(norm: 0.5, value: 0.01),
    ] {
      for optimizer in ["sgd lr=0.5 momentum=0.9", "adam"] {
        let configuration = try Configuration(
          Architecture("layer: Linear(2, 2, bias=False), Sigmoid", loss: "mse", rowShape: [2]),
          data: TrainingData(.sample(input: Configuration.articleInput, target: Configuration.articleTarget)),
          optimizer: Optimizers.parse(optimizer), seed: 3, shuffles: false, clipping: clipping)
        let trainer = Trainer(configuration)
        for _ in 0..<20 {
          let next = StepPreview(trainer).next
          trainer.takeStep()
          #expect(trainer.network.parameters[0].data.elements == next)
        }
      }
    }
  }
}
