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
    let set = try #require(GeneratedData.named(preset.data))
    var reached: [Double] = []
    for seed in 0..<5 as Range<UInt64> {
      var generator = Generator(seed: 0)
      let data = set.make(samples: set.samples, noise: set.noise, generator: &generator)
      let (training, heldOut) = data.split(fraction: set.trainingFraction, generator: &generator)
      let architecture = try Architecture(
        preset.model, loss: preset.loss, rowShape: Array(data.features.shape.dropFirst()))
      let trainer = try NetworkTrainer(
        architecture, data: training, optimizer: try Optimizers.parse(goal.optimizer), seed: seed,
        batch: set.batch)
      for _ in 0..<goal.epochs * trainer.sampling.batchesPerEpoch { trainer.takeStep() }
      let evaluation = try Evaluator(trainer.network, heldOut).evaluate()
      reached.append(try #require(evaluation.accuracy))
    }
    let mean = reached.reduce(0, +) / Double(reached.count)
    #expect(reached.allSatisfy { $0 >= goal.each } && mean >= goal.mean, "\(goal.preset): \(reached)")
  }

  @Test func everyPresetLearns() throws {
    for preset in Preset.all {
      let set = try #require(GeneratedData.named(preset.data))
      var generator = Generator(seed: 1)
      let data = set.make(samples: set.samples, noise: set.noise, generator: &generator)
      let architecture = try Architecture(
        preset.model, loss: preset.loss, rowShape: Array(data.features.shape.dropFirst()))
      let trainer = try NetworkTrainer(
        architecture, data: data, optimizer: try Optimizers.parse(preset.optimizer), seed: 1, batch: set.batch
      )
      let evaluator = try Evaluator(trainer.network, data)
      let before = evaluator.evaluate()
      for _ in 0..<500 { trainer.takeStep() }
      let after = evaluator.evaluate()
      #expect(after.loss < before.loss, "\(preset.name)")
      #expect((after.accuracy == nil) == ["plane", "gaussians"].contains(preset.name))
    }
  }
}
