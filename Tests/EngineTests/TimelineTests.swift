import TestRuns
import Testing

@testable import Engine

@Suite struct TimelineTests {
  /// All that must come back to the bit.
  private struct Bits: Equatable {
    let step: Int
    let weight: [Float]
    let gradient: [Float]
    let loss: Float
    let prediction: [Float]
    let memory: Optimizer.Memory
    let optimizer: OptimizerChoice
    let optimizers: [OptimizerChoice]
    let schedule: Schedule?
    let sampling: Sampling
    let layer: HandDerived?
    let seed: UInt64?

    init(_ trainer: Trainer) {
      let snapshot = trainer.snapshot()
      step = snapshot.step
      weight = trainer.network.parameters.flatMap(\.data.elements)
      gradient = trainer.network.parameters.flatMap { $0.gradient?.elements ?? [] }
      loss = snapshot.loss
      prediction = snapshot.prediction.elements
      memory = trainer.state.memory
      optimizer = snapshot.optimizer
      optimizers = snapshot.optimizers
      (schedule, sampling) = (trainer.schedule, trainer.sampling)
      layer = snapshot.article?.layer
      seed = snapshot.seed
    }
  }

  @Test func aStepWhereAFaultWasMendedComesBackToTheBit() {
    // Weights that stop being finite leave their step without a loss, so the edit that mends it records one.
    func edit(_ timeline: Timeline, weights: Double, inputs: Double, target: Double) {
      for (row, column) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
        timeline.apply(.edit(.weight(row: row, column: column), weights))
      }
      for column in 0...1 { timeline.apply(.edit(.input(column), inputs)) }
      timeline.apply(.edit(.target(0), target))
    }
    for fault in [1, 62, 63, 64, 127] {
      let timeline = Timeline(article(seed: 5, optimizer: "sgd lr=100"))
      timeline.run(until: fault - 1)
      edit(timeline, weights: 0, inputs: 1e24, target: 1e14)
      timeline.takeStep()
      #expect(timeline.trainer.fault?.role == .weight && timeline.trainer.step == fault)
      timeline.apply(timeline.trainer.lowered)
      edit(timeline, weights: 0.5, inputs: 0.1, target: 0.1)
      #expect(timeline.trainer.fault == nil, "step \(fault)")
      timeline.run(until: fault + 200)
      let last = Bits(timeline.trainer)
      for step in [fault + 1, fault + 200, fault + 100, fault] { timeline.go(to: step) }
      #expect(timeline.trainer.learningRate == 50, "step \(fault)")
      timeline.go(to: fault + 200)
      #expect(Bits(timeline.trainer) == last, "step \(fault)")
    }
  }

  @Test func manyStepsAtOnceAreTheSameAsOneByOne() {
    let configuration = article(seed: 9, optimizer: "sgd momentum=0.5", toggles: [0, 63, 64, 200, 201])
    for stretch in [1, 2, 63, 64, 65, 300] {
      let (stretched, single) = (Timeline(configuration), Timeline(configuration))
      for place in [700, 500] {
        while stretched.trainer.step < place {
          stretched.run(until: min(place, stretched.trainer.step + stretch))
        }
        while single.trainer.step < place { single.takeStep() }
        #expect(Bits(stretched.trainer) == Bits(single.trainer), "in stretches of \(stretch)")
        // Going on from the past starts a branch.
        for timeline in [stretched, single] {
          timeline.go(to: 130)
          timeline.apply(timeline.toggled)
        }
      }
      #expect(stretched.ghosts.count == single.ghosts.count)
      #expect(stretched.trainer.history.marks == single.trainer.history.marks)
    }
  }

  @Test func everyStepOfARunComesBackToTheBit() {
    let configuration = article(
      seed: 5, optimizer: "sgd momentum=0.9", other: "adam amsgrad", toggles: [100, 250, 251])
    let timeline = Timeline(configuration)
    var seen: [Bits] = [Bits(timeline.trainer)]
    for step in 1...700 {
      if step == 150 { timeline.apply(timeline.raised) }
      if step == 400 { timeline.apply(.edit(.weight(row: 0, column: 1), 0.25)) }
      if step == 401 { timeline.apply(.edit(.target(0), 0.7)) }
      // A command given at a step belongs to it.
      seen[seen.count - 1] = Bits(timeline.trainer)
      timeline.takeStep()
      seen.append(Bits(timeline.trainer))
    }
    for step in [699, 0, 1, 63, 64, 65, 100, 99, 149, 150, 250, 251, 252, 399, 400, 401, 500, 700, 3, 700] {
      timeline.go(to: step)
      #expect(Bits(timeline.trainer) == seen[step], "step \(step)")
      #expect(timeline.lastStep == 700)
    }
    #expect(timeline.trainer.history.count == 701)
    #expect(timeline.paleHistories.isEmpty)
  }

  @Test func aThousandRandomWalksEndInTheSameBitsAsTheirForwardActions() {
    for walk in 0..<1000 {
      var generator = Generator(seed: UInt64(walk))
      func random(_ count: Int) -> Int { Int(generator.next32() % UInt32(count)) }
      let configuration = article(seed: UInt64(walk % 17), optimizer: walk % 2 == 0 ? "sgd" : "adam")
      let timeline = Timeline(configuration)
      // What a person would say happened, without what was left behind.
      var forward: [(step: Int, command: Command)] = []
      for _ in 0..<40 {
        switch random(6) {
        case 0, 1:
          for _ in 0...random(60) {
            forward.removeAll { $0.step > timeline.trainer.step }
            timeline.takeStep()
          }
        case 2, 3:
          let commands: [Command] = [
            timeline.toggled, timeline.raised, timeline.trainer.lowered,
            .edit(.weight(row: random(2), column: random(2)), Double(random(100)) / 50 - 1),
            .edit(.input(random(2)), Double(random(100)) / 50 - 1),
            .edit(.target(random(2)), Double(random(100)) / 100),
          ]
          let command = commands[random(commands.count)]
          if timeline.apply(command) {
            forward.removeAll { $0.step > timeline.trainer.step }
            forward.append((timeline.trainer.step, command))
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

  @Test func aLongRunKeepsBoundedMemoryAndItsStepsComeBack() {
    let configuration = article(seed: 1, optimizer: "adam")
    let timeline = Timeline(configuration)
    timeline.run(until: 300_000)
    let plain = Trainer(configuration)
    plain.run(until: 123_456)
    timeline.go(to: 123_456)
    #expect(Bits(timeline.trainer) == Bits(plain))
    timeline.go(to: 7)
    let start = Trainer(configuration)
    start.run(until: 7)
    #expect(Bits(timeline.trainer) == Bits(start))
    #expect(timeline.trainer.history.count == 8)
    timeline.go(to: 300_000)
    #expect(timeline.trainer.step == 300_000)
  }

  @Test func commandsBeyondTheLimitGiveUpTheOldestAndNothingElse() {
    let timeline = Timeline(article(seed: 2))
    for _ in 0..<Timeline.commandCapacity + 10 {
      timeline.takeStep()
      timeline.apply(timeline.toggled)
    }
    let now = Bits(timeline.trainer)
    #expect(timeline.firstStep > 0)
    timeline.go(to: timeline.firstStep)
    timeline.go(to: timeline.lastStep)
    #expect(Bits(timeline.trainer) == now)
  }

  @Test func goingOnInThePastLeavesTheFutureAsAGhost() {
    let timeline = Timeline(article(seed: 3))
    timeline.run(until: 200)
    timeline.go(to: 120)
    #expect(timeline.paleHistories.map(\.count) == [201])
    #expect(timeline.ghosts.isEmpty)
    timeline.apply(timeline.raised)
    #expect(timeline.ghosts.map(\.count) == [201])
    timeline.takeStep()
    #expect(timeline.lastStep == 121)
    #expect(timeline.trainer.history.count == 122)
    for _ in 0..<10 { timeline.apply(.reset); timeline.run(until: 5) }
    #expect(timeline.ghosts.count == Timeline.ghostCapacity)
  }

  @Test func aResetAfterGoingBackGivesTheWeightsOfThatTime() {
    let timeline = Timeline(article(seed: 3))
    timeline.run(until: 50)
    timeline.go(to: 20)
    timeline.apply(.reset)
    #expect(Bits(timeline.trainer) == Bits(Trainer(article(seed: 3))))
  }

  @Test func theMarksOfAStepStayWhereverTheRunIsGoneTo() {
    for toggles in [[0], [0, 0], [0, 5000]] {
      let timeline = Timeline(article(seed: 3, toggles: toggles))
      timeline.apply(timeline.raised)
      timeline.run(until: 10_000)
      let marks = timeline.trainer.history.marks
      #expect(
        marks.contains { $0.step == 0 && $0.command == .set("lr", timeline.trainer.learningRate) }
          || toggles.count > 1)
      for step in [0, 1, 5000, 4999, 10_000, 0] {
        timeline.go(to: step)
        let here = timeline.trainer.history.marks
        let expected = marks.filter { $0.step <= step }
        #expect(
          here.count == expected.count && expected.allSatisfy(here.contains), "\(toggles), step \(step)")
      }
    }
  }

  @Test func keptStatesAreBoundedInBytesWhateverTheSize() {
    let budget = 1 << 18
    for size in [2, 40, 100] {
      let input = (0..<size).map { Double($0 % 19) / 20 }
      let timeline = Timeline(
        article(
          seed: 1, input: input, target: input, optimizer: "adam"), stateBytes: budget)
      timeline.run(until: 600)
      timeline.go(to: 390)
      timeline.go(to: 200)
      // Two in any case, and one on the way.
      let least = 3 * (size * size * 16 + 512)
      #expect(timeline.keptBytes <= max(least, budget * 5 / 4), "size \(size)")
      #expect(timeline.keptBytes > size * size * 4)
    }
  }

  @Test func aWayInPartsEndsInTheSameBitsAsAWayAtOnce() {
    let input = (0..<150).map { Double($0 % 19) / 20 }
    let configuration = article(
      seed: 5, input: input, target: input, optimizer: "sgd momentum=0.9", toggles: [40, 90])
    let (parts, whole) = (Timeline(configuration), Timeline(configuration))
    for timeline in [parts, whole] {
      timeline.run(until: 100)
      timeline.apply(timeline.raised)
      timeline.run(until: 300)
    }
    for step in [250, 100, 99, 98, 40, 41, 299, 0, 180, 179, 178, 177, 170, 300] {
      // A wish that is given up on the way leaves nothing behind.
      parts.setOut(for: 299 - step % 200)
      parts.travel(atMost: 7)
      parts.setOut(for: step)
      while !parts.travel(atMost: 13) {}
      whole.go(to: step)
      #expect(Bits(parts.trainer) == Bits(whole.trainer), "step \(step)")
      #expect(parts.trainer.history.marks == whole.trainer.history.marks, "step \(step)")
    }
    #expect(parts.paleHistories.isEmpty)
  }
}
