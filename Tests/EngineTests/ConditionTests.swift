import TestRuns
import Testing

@testable import Engine

/// What is said of a run, held against what the engine then does.
@Suite struct ConditionTests {
  /// Optimizers with their settings, but for the rate.
  static let rules = [
    "sgd", "sgd momentum=0.9", "sgd momentum=0.9 nesterov", "sgd momentum=0.9 dampening=0.5",
    "sgd weight_decay=0.5", "sgd momentum=0.9 weight_decay=0.1", "adam", "adam weight_decay=0.1",
    "adam amsgrad",
  ]

  /// Runs that learn, crawl, saturate, converge and diverge.
  static func runs(_ rule: String) -> [Trainer] {
    [1e-9, 1e-4, 0.1, 0.5, 10, 1000, 1e6].flatMap { (rate: Double) in
      (0..<3).map { (seed: UInt64) -> Trainer in
        Trainer(
          article(
            seed: seed, target: seed == 2 ? [-1, 0.5] : Configuration.articleTarget,
            optimizer: rule + " lr=\(rate)"))
      }
    }
  }

  @Test(arguments: rules)
  func whatIsSaidHoldsInTheStepsThatFollow(rule: String) throws {
    for trainer in Self.runs(rule) {
      for step in [0, 1, 3, 10, 30, 100, 300, 1000, 3000, 10_000, 30_000] {
        trainer.run(until: step)
        guard trainer.fault == nil else { break }
        let weight = trainer.weight.data.elements
        let largest = weight.map(abs).max() ?? 0
        let prediction = trainer.stage.prediction.data.elements
        let situation = "lr \(trainer.learningRate), seed \(trainer.seed ?? 0), step \(step)"
        switch Condition(of: trainer) {
        case .training:
          #expect(moves(trainer, within: 32), "\(situation)")
        case .saturated(let outputs):
          #expect(!outputs.isEmpty)
          for output in outputs {
            let (p, y) = (prediction[output], trainer.layer.target[output])
            #expect(p * (1 - p) < 1e-7 && abs(Double(p) - y) > 5e-4, "\(situation)")
            let row = trainer.gradientElements[output * 2..<output * 2 + 2]
            #expect(row.allSatisfy { abs($0) < 1e-6 }, "\(situation)")
          }
        case .converged:
          #expect(advanced(trainer, by: 20).weight.data.elements == weight, "\(situation)")
          let decay = Float(trainer.optimizer.values["weight_decay"])
          for (g, w) in zip(trainer.gradientElements, weight) {
            #expect(abs(g + decay * w) < 1.01e-5, "\(situation)")
          }
        case .stuck:
          #expect(advanced(trainer, by: 20).weight.data.elements == weight, "\(situation)")
        case .growing(let place, let value):
          #expect(weight[place.row * 2 + place.column] == value && abs(value) == largest && largest > 1000)
          let after = advanced(trainer, by: 1)
          #expect(
            after.fault != nil
              || abs(after.weight.data.elements[place.row * 2 + place.column]) > abs(value),
            "\(situation)")
        case .cutOff:
          Issue.record("\(situation): of the article's layer more can be told")
        case .farAbove:
          let (latest, first) = (trainer.history.latest, trainer.history.extent(of: 0..<1)?.upperBound)
          #expect(latest ?? 0 > 10 * (first ?? .infinity), "\(situation)")
        case .rising:
          let (latest, first) = (trainer.history.latest, trainer.history.extent(of: 0..<1)?.lowerBound)
          #expect(latest ?? 0 > 2 * (first ?? .infinity), "\(situation)")
        }
      }
    }
  }

  /// The same run some steps later, in a trainer of its own.
  private func advanced(_ trainer: Trainer, by steps: Int) -> Trainer {
    let copy = Trainer(trainer.configuration)
    copy.run(until: trainer.step + steps)
    return copy
  }

  /// Whether any weight moves in the steps that follow, or training ends in them.
  private func moves(_ trainer: Trainer, within steps: Int) -> Bool {
    let copy = advanced(trainer, by: 0)
    let weight = copy.weight.data.elements
    for _ in 0..<steps {
      copy.takeStep()
      if copy.fault != nil || copy.weight.data.elements != weight { return true }
    }
    return false
  }

  private func condition(steps: Int, _ optimizer: String) -> Condition {
    let trainer = Trainer(article(seed: 7, optimizer: optimizer))
    trainer.run(until: steps)
    return Condition(of: trainer)
  }

  @Test func aHugeRateSaturatesAndATinyOneIsStuckAndALongRunConverges() {
    #expect(condition(steps: 1000, "sgd lr=1000") == .saturated(outputs: [0, 1]))
    #expect(condition(steps: 5, "sgd lr=1e-12") == .stuck)
    #expect(condition(steps: 5, "sgd lr=0") == .stuck)
    #expect(condition(steps: 100, "sgd") == .training)
    #expect(condition(steps: 3_000_000, "sgd") == .converged)
    let grown = condition(steps: 3, "sgd lr=100 weight_decay=1")
    if case .growing = grown {} else { Issue.record("\(grown)") }
  }

  @Test func aLossThatRisesFarAboveItsStartIsSeen() {
    var history = LossHistory()
    for step in 0..<40 { history.append(Float(step < 20 ? 1 : step - 19)) }
    #expect(history.isRising)
    history.append(0.5)
    #expect(!history.isRising)
    var slow = LossHistory()
    for step in 0..<100_000 { slow.append(1 + Float(step) / 20_000) }
    #expect(slow.isRising)
  }

  @Test func thePreviewOfRatesCallsOnlyALossWorseThatIs() {
    for rule in Self.rules {
      for trainer in Self.runs(rule) {
        for step in [0, 1, 50, 2000] {
          trainer.run(until: step)
          guard trainer.fault == nil else { break }
          guard let probe = LossProbe(batchOf: trainer), let curve = RateCurve(trainer, probe) else {
            continue
          }
          #expect(curve.points.count == RateCurve.factors.exact.count)
          for (point, factor) in zip(curve.points, RateCurve.factors.exact) {
            // The step is taken in earnest, with the rate multiplied.
            let next = StepPreview(trainer, rateFactor: factor).next
            let weight = trainer.weight.data.elements
            // The graph has the sample in float32.
            let layer = HandDerived(
              input: trainer.layer.input.map { Double(Float($0)) },
              target: trainer.layer.target.map { Double(Float($0)) })
            let loss = layer.evaluate(weight: next.map(Double.init)).loss
            let present = layer.evaluate(weight: weight.map(Double.init)).loss
            #expect(abs(point.change - (loss - present)) <= 1e-12 * max(1, present, loss) || loss.isNaN)
            switch point.effect {
            case .falls: #expect(loss < present * (1 - RateCurve.least))
            case .hardly: #expect(loss < present && loss > present * (1 - 2 * RateCurve.least))
            case .rises: #expect(loss > present || loss.isNaN)
            case .none: #expect(abs(loss - present) <= 1e-7 * max(present, loss))
            }
            if next == weight { #expect(point.effect == .none) }
          }
        }
      }
    }
  }
}
