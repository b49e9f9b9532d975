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
    let set = try #require(DataSets.named("xor"))
    let architecture = try Architecture(
      "Linear(2, 6), ReLU, Dropout(0.25), Linear(6, 1), Tanh", loss: "mse", rowShape: [2])
    let data = try TrainingData(.builtIn(set, samples: 45, noise: 5), seed: 2, trainingFraction: 0.75)
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
      // Told as a configuration, it is the same run.
      let told = Trainer(try #require(timeline.course))
      told.run(until: timeline.trainer.step)
      #expect(Bits(told) == Bits(plain), "walk \(walk), told")
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
    #expect(race.snapshot.lanes.allSatisfy { $0.step == 0 && $0.distance == 0 })
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

  /// A run whose momentum goes out of use and comes back, and another optimizer in between.
  @Test func stateThatWasOutOfUseComesBackWithItsStep() throws {
    let events = [(10, "momentum", 0.0), (200, "momentum", 0.9)].map { Timed(step: $0.0, .set($0.1, $0.2)) }
    let configuration = try Configuration(
      Preset.all[1], seed: 4, optimizer: Optimizers.parse("sgd lr=0.01 momentum=0.9"),
      events: events + [Timed(step: 300, .optimizer("adam"))])
    let timeline = Timeline(configuration)
    timeline.run(until: 230)
    let wanted = Bits(timeline.trainer)
    timeline.run(until: 400)
    for step in [100, 230, 350, 230, 0, 230] { timeline.go(to: step) }
    #expect(Bits(timeline.trainer) == wanted)
  }

  @Test func aRateSetToWhereAScheduleHasBroughtItIsKept() throws {
    let schedule = try Schedules.parse("step step_size=10 gamma=0.5")
    let configuration = try Configuration(
      Preset.all[1], seed: 4, optimizer: Optimizers.parse("sgd lr=0.04"), schedule: schedule)
    let timeline = Timeline(configuration)
    timeline.run(until: 10)
    #expect(timeline.trainer.learningRate == 0.02)
    #expect(timeline.apply(.set("lr", 0.02)))
    timeline.run(until: 30)
    timeline.apply(.optimizer("adam"))
    timeline.apply(.optimizer("sgd"))
    #expect(timeline.trainer.learningRate == 0.02)
    timeline.run(until: 60)
    let wanted = Bits(timeline.trainer)
    timeline.go(to: 5)
    timeline.go(to: 60)
    #expect(Bits(timeline.trainer) == wanted)
    #expect(!timeline.apply(.set("nonsense", 1)) && timeline.apply(.set("Weight-Decay", 0.1)))
    #expect(timeline.trainer.optimizer.values["weight_decay"] == 0.1)
  }

  @Test func settingOutTwiceLosesNoCommand() {
    let timeline = Timeline(preset("circle", seed: 2))
    timeline.run(until: 64)
    timeline.apply(.set("lr", 0.5))
    timeline.run(until: 100)
    let wanted = Bits(timeline.trainer)
    timeline.setOut(for: 64)
    timeline.setOut(for: 100)
    while !timeline.travel(atMost: 5) {}
    #expect(Bits(timeline.trainer) == wanted)
  }

  @Test func anEditedSampleStaysWhetherOrNotItsRowIsShuffled() throws {
    for shuffles in [false, true] {
      let configuration = try Configuration(
        Architecture("layer: Linear(2, 2, bias=False), Sigmoid", loss: "mse", rowShape: [2]),
        data: TrainingData(.sample(input: [1, 2], target: [0, 1])), optimizer: Optimizers.parse("sgd lr=0.1"),
        seed: 1, shuffles: shuffles)
      let trainer = Trainer(configuration)
      trainer.apply(.edit(.input(0), 5))
      trainer.run(until: 3)
      #expect(trainer.stage.input.data.elements == [5, 2] && trainer.sample?.input == [5, 2])
      #expect(!trainer.apply(.edit(.input(0), 1e300)))
    }
  }

  @Test func aConfigurationThatCannotRunIsRefused() throws {
    let data = try TrainingData(.sample(input: [1], target: [0]))
    let architecture = try Architecture("Linear(1, 1)", loss: "mse", rowShape: [1])
    #expect(throws: NetworkError.self) {
      try Configuration(architecture, data: data, optimizer: OptimizerChoice(.sgd), seed: 1, batch: 0)
    }
    let double = try Configuration(
      architecture, data: data, optimizer: OptimizerChoice(.adam), others: [OptimizerChoice(.adam)], seed: 1)
    #expect(Set(double.optimizers.map(\.rule.name)).count == double.optimizers.count)
  }
}
