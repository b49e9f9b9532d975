import TestRuns
import Testing

@testable import Engine

/// Going back, branches and races of networks on batches, over the ends of epochs.
@Suite struct NetworkTimelineTests {
  /// All that must come back to the bit.
  struct Bits: Equatable {
    let step: Int
    let weights: [[Float]]
    let gradients: [[Float]]
    let loss: Float
    let memory: Optimizer.Memory
    let optimizer: OptimizerChoice
    let optimizers: [OptimizerChoice]
    let schedule: Schedule?
    let sampling: Sampling
    let drawn: [[Float]]
    let seed: UInt64?

    init(_ trainer: Trainer) {
      let state = trainer.state
      step = state.step
      weights = state.parameters
      gradients = trainer.network.parameters.map { $0.gradient?.elements ?? [] }
      loss = trainer.loss
      (memory, optimizer, optimizers) = (state.memory, state.optimizer, state.optimizers)
      (schedule, sampling, drawn, seed) = (state.schedule, state.sampling, state.drawn, state.seed)
    }
  }

  /// Runs whose epochs are short, so that walks cross many ends.
  static let runs = ["spiral", "text", "dropout, schedule, clipping, a last smaller batch"]

  private func configuration(_ name: String) throws -> Configuration {
    if name != Self.runs[2] { return preset(name, seed: 3) }
    let set = try #require(GeneratedData.named("xor"))
    let architecture = try Architecture(
      "Linear(2, 6), ReLU, Dropout(0.25), Linear(6, 1), Tanh", loss: "mse", rowShape: [2])
    let data = try TrainingData(.generated(set, samples: 45, noise: 5), seed: 2, trainingFraction: 0.75)
    return try Configuration(
      architecture, data: data, optimizer: Optimizers.parse("adam lr=0.01"), seed: 5, batch: 8,
      schedule: Schedules.parse("linear start_factor=0.1 total_iters=30, at 30 cosine T_max=40"),
      clipping: Clipping(norm: 0.5),
      events: [Timed(step: 33, .optimizer("sgd")), Timed(step: 90, .set("lr", 0.3))])
  }

  @Test(arguments: runs)
  func randomWalksEndInTheSameBitsAsTheirForwardActions(name: String) throws {
    let configuration = try configuration(name)
    for walk in 0..<60 {
      var generator = Generator(seed: UInt64(walk))
      func random(_ count: Int) -> Int { Int(generator.next32() % UInt32(count)) }
      let timeline = Timeline(configuration)
      let weight = configuration.architecture.layers[0].name + ".weight"
      // What a person would say happened, without what was left behind.
      var forward: [Timed] = []
      for _ in 0..<16 {
        switch random(6) {
        case 0, 1:
          forward.removeAll { $0.step > timeline.trainer.step }
          timeline.run(until: timeline.trainer.step + 1 + random(120))
        case 2, 3:
          let commands: [Command] = [
            timeline.toggled, timeline.raised, .set("weight_decay", 0.01), .optimizer("rmsprop"),
            .edit(Place(tensor: weight, index: [random(2), random(2)]), Double(random(100)) / 50 - 1),
          ]
          let command = commands[random(commands.count)]
          if timeline.apply(command) {
            forward.removeAll { $0.step > timeline.trainer.step }
            forward.append(Timed(step: timeline.trainer.step, command))
          }
        case 4:
          timeline.go(to: timeline.trainer.step - 1 - random(3) * 50)
        default:
          timeline.go(to: timeline.firstStep + random(timeline.lastStep - timeline.firstStep + 1))
        }
      }
      let plain = Trainer(configuration)
      for action in forward where action.step <= timeline.trainer.step {
        plain.run(until: action.step)
        plain.apply(action.command)
      }
      plain.run(until: timeline.trainer.step)
      #expect(Bits(plain) == Bits(timeline.trainer), "walk \(walk)")
    }
  }

  @Test(arguments: runs)
  func everyStepOfARunComesBackToTheBit(name: String) throws {
    let timeline = Timeline(try configuration(name))
    var seen = [Bits(timeline.trainer)]
    for _ in 1...260 {
      timeline.takeStep()
      seen.append(Bits(timeline.trainer))
    }
    for step in [259, 0, 1, 24, 25, 26, 33, 34, 64, 63, 128, 130, 200, 3, 260] {
      timeline.go(to: step)
      #expect(Bits(timeline.trainer) == seen[step], "step \(step)")
    }
  }

  @Test(arguments: runs)
  func theLanesOfARaceAreRunsFromTheSameWeightsOnTheSameBatches(name: String) throws {
    let configuration = try configuration(name)
    let main = Trainer(configuration)
    main.run(until: 41)
    let race = Race(from: main)
    for _ in 0..<120 { race.takeStep() }
    #expect(race.snapshot.lanes.count == 2)
    for lane in race.snapshot.lanes {
      // The same run, but that this optimizer takes over here and no event follows.
      let alone = Trainer(configuration)
      alone.run(until: 41)
      alone.events = []
      alone.apply(.optimizer(lane.optimizer.name))
      alone.run(until: 161)
      #expect(lane.loss == alone.loss && lane.step == 120, "\(lane.optimizer.title)")
    }
    let losses = race.snapshot.lanes.map(\.loss)
    race.restart()
    #expect(race.snapshot.distance == 0 && race.snapshot.lanes.allSatisfy { $0.step == 0 })
    for _ in 0..<120 { race.takeStep() }
    #expect(race.snapshot.lanes.map(\.loss) == losses)
    #expect(main.step == 41)
  }

  @Test func aResetRepeatsTheRunAndAReseedIsARunOfItsOwn() {
    let (trainer, other) = (Trainer(preset("circle", seed: 8)), Trainer(preset("circle", seed: 9)))
    let start = Bits(trainer)
    trainer.run(until: 300)
    trainer.apply(.reset)
    #expect(Bits(trainer) == start)
    trainer.run(until: 300)
    trainer.apply(.reseed(9))
    trainer.run(until: 70)
    other.run(until: 70)
    #expect(Bits(trainer) == Bits(other))
  }

  @Test func keptStatesOfANetworkAreBoundedInBytes() {
    let budget = 1 << 18
    let timeline = Timeline(preset("text", seed: 1), stateBytes: budget)
    timeline.run(until: 30_000)
    timeline.go(to: 10_001)
    #expect(timeline.keptBytes <= budget * 5 / 4 && timeline.keptBytes > budget / 8)
  }
}
