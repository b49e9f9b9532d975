import TestRuns
import Testing

@testable import Engine

/// Losses and gradients are held to PyTorch within 1e-7 absolute, weights within 2e-6, the hand side within 1e-12.
@Suite struct GoldenTests {
  @Test func initialWeightsAreEqualToTheBit() {
    for golden in Golden.committed.initialWeights {
      var generator = Generator(seed: golden.seed)
      var drawn = [generator.linearWeight(inputs: golden.n, outputs: golden.n)]
      if golden.bias { drawn.append(generator.linearBias(inputs: golden.n, outputs: golden.n)) }
      #expect(drawn == golden.parameters.map(\.elements), "seed \(golden.seed), n \(golden.n)")
    }
  }

  @Test func theArticlesFirstStepAgreesOnBothSides() {
    for golden in Golden.committed.article {
      let trainer = Trainer(article(seed: golden.seed, input: golden.x, target: golden.y))
      let start = trainer.snapshot()
      #expect(start.parameters[0].value.elements == golden.weight.flattened.map(Float.init))
      #expect(largestDifference(start.prediction.elements, golden.prediction) <= 1e-7)
      #expect(abs(Double(start.loss) - golden.loss) <= 1e-7)
      #expect(largestDifference(start.parameters[0].gradient.elements, golden.gradient.flattened) <= 1e-7)

      let hand = trainer.layer.evaluate(weight: golden.weight.flattened)
      #expect(largestDifference(hand.prediction, golden.diy.prediction) <= 1e-12)
      #expect(abs(hand.loss - golden.diy.loss) <= 1e-12)
      #expect(largestDifference(hand.gradient, golden.diy.gradient.flattened) <= 1e-12)
    }
  }

  @Test func oneStepOfEachOptimizerGivesTheArticlesWeights() throws {
    for golden in Golden.committed.article {
      for (name, weights) in golden.after {
        let trainer = Trainer(article(seed: golden.seed, optimizer: name))
        trainer.takeStep()
        let difference = largestDifference(trainer.snapshot().parameters[0].value.elements, weights.flattened)
        #expect(difference <= 1e-7, "seed \(golden.seed), \(name)")
      }
    }
  }

  @Test func trajectoriesFollowPyTorchForFiveHundredSteps() throws {
    for golden in Golden.committed.trajectories {
      let trainer = Trainer(
        article(
          seed: golden.seed, input: golden.x, target: golden.y, optimizer: golden.optimizer))
      var compared = 0
      for step in 0..<golden.steps {
        let loss = trainer.snapshot().loss
        #expect(abs(Double(loss) - golden.losses[step]) <= 1e-7, "\(golden.optimizer), step \(step)")
        trainer.takeStep()
        if let weights = golden.weights[String(trainer.step)] {
          let difference = largestDifference(
            trainer.snapshot().parameters[0].value.elements, weights.flattened)
          #expect(difference <= 2e-6, "\(golden.optimizer), n \(golden.n), step \(trainer.step)")
          compared += 1
        }
      }
      #expect(compared == golden.weights.count && compared > 0)
    }
  }

  @Test func aToggleStartsTheOtherOptimizerWithEmptyState() throws {
    for golden in Golden.committed.toggles {
      let scheduled = Trainer(
        article(seed: golden.seed, optimizer: "sgd lr=0.1", other: "adam lr=0.1", toggles: [40, 80, 120]))
      let commanded = Trainer(article(seed: golden.seed, optimizer: "sgd lr=0.1", other: "adam lr=0.1"))
      for step in 0..<golden.losses.count {
        #expect(abs(Double(scheduled.snapshot().loss) - golden.losses[step]) <= 1e-7, "step \(step)")
        scheduled.takeStep()
        commanded.takeStep()
        if (step + 1) % 40 == 0 {
          let weights = golden.weightsAfterEachBlock[step / 40].flattened
          let reached = scheduled.snapshot().parameters[0].value
          #expect(largestDifference(reached.elements, weights) <= 2e-6)
          #expect(reached == commanded.snapshot().parameters[0].value)
          commanded.apply(commanded.toggled)
        }
      }
    }
  }
}

extension [[Double]] {
  /// The rows one after another.
  fileprivate var flattened: [Double] { flatMap { $0 } }
}

private func largestDifference(_ left: [Float], _ right: [Double]) -> Double {
  largestDifference(left.map(Double.init), right)
}

private func largestDifference(_ left: [Double], _ right: [Double]) -> Double {
  guard left.count == right.count else { return .infinity }
  return zip(left, right).map { abs($0 - $1) }.max() ?? 0
}
