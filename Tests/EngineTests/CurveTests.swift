import TestRuns
import Testing

@testable import Engine

/// The loss along a number and a step over its rate, against the engine that trains.
@Suite struct CurveTests {
  private static let networks = ["article", "xor", "spiral", "text", "penguins"]

  private func trainer(_ name: String, _ optimizer: String? = nil, steps: Int = 30) -> Trainer {
    let trainer = Trainer(preset(name, seed: 2, optimizer: optimizer))
    trainer.run(until: steps)
    return trainer
  }

  @Test(arguments: networks)
  func theCurveIsTheLossWithThatNumberReplaced(name: String) throws {
    let trainer = trainer(name)
    let probe = try #require(LossProbe(batchOf: trainer))
    for parameter in trainer.network.parameters {
      let element = parameter.data.count / 2
      let place = Place(tensor: parameter.name, index: parameter.index(of: element))
      let curve = try #require(LossCurve(trainer, probe, along: place))
      #expect(curve.place == place && curve.weight == Double(parameter.data[element]))
      #expect(curve.range.contains(curve.weight))
      #expect(abs(curve.loss(curve.weight) - Double(trainer.loss)) < 1e-5)
      for point in curve.points.filter({ $0.weight != curve.weight }).prefix(5) {
        let loss = try #require(probe.loss(replacing: [(place, point.weight)]))
        #expect(loss == point.loss && curve.loss(point.weight) == loss)
      }
      #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.weight < $1.weight })
      // The tangent touches: near the number, the loss follows its slope.
      let distance = 1e-4
      let loss = try #require(probe.loss(replacing: [(place, curve.weight + distance)]))
      #expect(abs(loss - curve.loss(curve.weight) - curve.slope * distance) < 1e-5)
    }
  }

  @Test(arguments: [
    "sgd", "sgd momentum=0.9 weight_decay=0.1", "adam", "adamw weight_decay=0.2", "rmsprop", "adagrad",
    "adadelta",
  ])
  func theStepOverTheRateIsTheStepThatTheEngineTakes(optimizer: String) throws {
    for name in Self.networks {
      let trainer = trainer(name, optimizer)
      let probe = try #require(LossProbe(batchOf: trainer))
      let curve = try #require(RateCurve(trainer, probe))
      for point in curve.points
      where [0.001, 1, 30].contains((point.rate / curve.rate * 1e6).rounded() / 1e6) {
        let copy = Trainer(trainer.configuration)
        copy.run(until: trainer.step)
        // The change is a mark, and the step goes along the present gradient.
        copy.apply(.set("lr", point.rate))
        copy.takeStep()
        let weights = copy.network.parameters.map(\.data.elements)
        guard weights.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { continue }
        #expect(
          curve.present + point.change == probe.loss(at: weights)
            || abs(probe.loss(at: weights) - curve.present - point.change) < 1e-12)
      }
      #expect(curve.now?.rate == trainer.learningRate)
      #expect(zip(curve.points, curve.points.dropFirst()).allSatisfy { $0.rate < $1.rate })
    }
  }

  @Test func aTinyRateIsNotCalledWorseAndAHugeOneIs() throws {
    for rate in ["1e-7", "1e-12"] {
      let trainer = trainer("article", "sgd lr=\(rate)")
      let curve = try #require(LossProbe(batchOf: trainer).flatMap { RateCurve(trainer, $0) })
      #expect(curve.points.allSatisfy { $0.effect != .rises && $0.effect != .falls })
    }
    let trainer = trainer("spiral", "sgd lr=50", steps: 0)
    let curve = try #require(LossProbe(batchOf: trainer).flatMap { RateCurve(trainer, $0) })
    #expect(curve.points.contains { $0.effect == .rises } && curve.points.contains { $0.effect == .falls })
  }

  @Test func theDirectionTimesTheRateIsTheStep() throws {
    let optimizers = [
      "sgd", "sgd weight_decay=0.1", "sgd momentum=0.9", "sgd momentum=0.9 nesterov", "adam", "adam amsgrad",
      "adam weight_decay=0.1", "adamw weight_decay=0.3", "rmsprop", "rmsprop centered momentum=0.5",
      "rmsprop weight_decay=0.1", "adagrad", "adagrad lr_decay=0.1 weight_decay=0.1",
    ]
    for optimizer in optimizers {
      for name in Self.networks {
        let trainer = trainer(name, optimizer)
        for step in [30, 31, 60] {
          trainer.run(until: step)
          for index in trainer.network.parameters.indices {
            let preview = StepPreview(trainer, parameter: index, elements: 0..<1)
            let (rule, values) = (preview.optimizer.rule, preview.optimizer.values)
            let present = Double(preview.present[0])
            let gradient = Double(preview.gradient[0]) + rule.gradientDecay(values) * present
            let direction = try #require(
              rule.direction(values, preview.memory, gradient: StepNumber("g", gradient)))
            let lr = values["lr"]
            let next = present - lr * rule.decoupledDecay(values) * present - lr * direction.value
            let rounding = 1e-7 * abs(present) + 2e-5 * abs(lr * direction.value) + 1e-30
            #expect(
              abs(next - Double(preview.next[0])) <= rounding,
              "\(optimizer), \(name): \(next), \(preview.next[0])")
          }
        }
      }
    }
  }
}
