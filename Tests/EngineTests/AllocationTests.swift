import AllocationCounter
import TestRuns
import Testing

@testable import Engine

/// A step asks the system for no memory, whatever the network: who watches a run for hours sees no pause.
@Suite(.enabled(if: allocations_are_counted())) struct AllocationTests {
  /// How many allocations `steps` steps make, after as many to settle.
  private func allocations(_ configuration: Configuration, steps: Int = 200) -> Int {
    let trainer = Trainer(configuration)
    trainer.run(until: steps)
    let before = allocation_count()
    trainer.run(until: 2 * steps)
    let count = allocation_count() - before
    #expect(trainer.step == 2 * steps)
    return Int(count)
  }

  @Test func whatIsAllocatedIsCounted() {
    let before = allocation_count()
    let numbers = [Float](repeating: 1, count: 1000)
    #expect(numbers.count == 1000 && allocation_count() > before)
  }

  @Test(arguments: Preset.all.map(\.name))
  func aStepOfEveryPresetAllocatesNothing(name: String) {
    for optimizer in [
      "sgd lr=0.01", "sgd lr=0.01 momentum=0.9 nesterov", "adam", "adamw", "rmsprop lr=0.001",
    ] {
      #expect(allocations(preset(name, optimizer: optimizer)) == 0, "\(optimizer)")
    }
    #expect(allocations(preset(name, optimizer: "adagrad")) == 0)
    #expect(allocations(preset(name, optimizer: "adadelta")) == 0)
  }

  @Test(arguments: [
    "step step_size=10 gamma=0.99", "multi_step milestones=30,80,300 gamma=0.5", "exponential gamma=0.999",
    "cosine T_max=20", "linear start_factor=0.5 total_iters=300", "one_cycle max_lr=0.01 total_steps=1000",
    "linear start_factor=0.01 total_iters=250, at 250 cosine T_max=20",
  ])
  func norDoesAScheduleOrClipping(schedule: String) throws {
    for optimizer in ["sgd lr=0.01 momentum=0.9", "adam"] {
      let configuration = try Configuration(
        Preset.all[4], seed: 1, optimizer: Optimizers.parse(optimizer), schedule: Schedules.parse(schedule),
        clipping: Clipping(norm: 0.1, value: 0.05))
      #expect(allocations(configuration) == 0, "\(optimizer)")
    }
  }

  @Test func norDoesAnyLayerOrLoss() throws {
    let spiral = try #require(DataSets.named("spiral"))
    let body = "Linear(2, 8), LayerHere, Linear(8, 1)"
    let layers = [
      "Identity", "Sigmoid", "Tanh", "ReLU", "LeakyReLU", "ELU", "GELU", "SiLU", "Softplus", "Softmax(1)",
    ]
    for layer in layers + ["GELU(approximate='tanh')", "Dropout(0.3)", "Flatten"] {
      let data = try TrainingData(.builtIn(spiral, samples: 70, noise: 10), trainingFraction: 0.5)
      let configuration = try Configuration(
        Architecture(body.replacing("LayerHere", with: layer), loss: "mse", rowShape: [2]), data: data,
        optimizer: Optimizers.parse("adam lr=0.001"), seed: 3, batch: 8)
      #expect(allocations(configuration) == 0, "\(layer)")
    }
    for loss in ["mse", "l1", "smooth-l1", "bce-with-logits", "cross-entropy label_smoothing=0.1"] {
      let outputs = loss.hasPrefix("cross") ? 2 : 1
      let data = try TrainingData(.builtIn(spiral, samples: 70, noise: 10))
      let configuration = try Configuration(
        Architecture("Linear(2, 8), ReLU, Linear(8, \(outputs))", loss: loss, rowShape: [2]), data: data,
        optimizer: Optimizers.parse("sgd lr=0.01"), seed: 3, batch: 16, dropsLast: true)
      #expect(allocations(configuration) == 0, "\(loss)")
    }
  }
}
