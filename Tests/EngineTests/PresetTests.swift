import Testing

@testable import Engine

/// The generated sets are learnt as well as PyTorch learns them.
@Suite struct PresetTests {
  /// What is reached on the held-out part: with each of five seeds for the weights, and with all of them on average.
  struct Goal: CustomTestStringConvertible, Sendable {
    let preset: String
    let optimizer: String
    let epochs: Int
    let each: Double
    let mean: Double
    var testDescription: String { preset }
  }

  @Test(arguments: [
    Goal(preset: "circle", optimizer: "adam lr=0.01", epochs: 50, each: 0.99, mean: 0.99),
    Goal(preset: "xor", optimizer: "adam lr=0.01", epochs: 50, each: 0.96, mean: 0.96),
    Goal(preset: "gauss", optimizer: "sgd lr=0.03", epochs: 5, each: 0.99, mean: 0.99),
    Goal(preset: "spiral", optimizer: "adam lr=0.01", epochs: 300, each: 0.85, mean: 0.92),
    Goal(preset: "text", optimizer: "adam lr=0.005", epochs: 10, each: 0.999, mean: 0.999),
  ])
  func theHeldOutPartIsLearntAsWellAsByPyTorch(goal: Goal) throws {
    let preset = try #require(Preset.all.first { $0.name == goal.preset })
    var reached: [Double] = []
    for seed in 0..<5 as Range<UInt64> {
      let trainer = Trainer(
        try Configuration(preset, seed: seed, optimizer: try Optimizers.parse(goal.optimizer)))
      trainer.run(until: goal.epochs * trainer.sampling.batchesPerEpoch)
      let heldOut = try #require(trainer.configuration.data.heldOut)
      let evaluation = try Evaluator(trainer.network, heldOut).evaluate()
      reached.append(try #require(evaluation.accuracy))
    }
    let mean = reached.reduce(0, +) / Double(reached.count)
    #expect(reached.allSatisfy { $0 >= goal.each } && mean >= goal.mean, "\(goal.preset): \(reached)")
  }

  @Test func everyPresetLearns() throws {
    for preset in Preset.all {
      let trainer = Trainer(try Configuration(preset, seed: 1, dataSeed: 1))
      let evaluator = try Evaluator(trainer.network, trainer.configuration.data.training)
      let before = evaluator.evaluate()
      trainer.run(until: 500)
      let after = evaluator.evaluate()
      #expect(after.loss < before.loss, "\(preset.name)")
      #expect((after.accuracy == nil) == ["article", "plane", "gaussians"].contains(preset.name))
    }
  }
}
