import Foundation
import TestRuns
import Testing

@testable import Engine

/// Runs that go on where others ended.
@Suite struct RunStartTests {
  /// The run goes on from what `trainer` is at, by way of a file's text.
  private func successor(of trainer: Trainer) throws -> Trainer {
    let start = RunStart(of: trainer)
    let encoder = JSONEncoder()
    let decoder = JSONDecoder()
    let sampling = try decoder.decode(Sampling.self, from: encoder.encode(start.sampling))
    let schedule = try start.schedule.map { schedule in
      let progress = try decoder.decode(Schedule.Progress.self, from: encoder.encode(schedule.progress))
      return try #require(Schedule(schedule.plan, at: progress))
    }
    let from = trainer.configuration
    let read = RunStart(
      step: start.step, optimizer: start.optimizer, partner: start.partner, optimizers: start.optimizers,
      memory: start.memory, clipping: start.clipping, schedule: schedule, sampling: sampling,
      drawn: start.drawn)
    let optimizer = try #require(from.choice(from.optimizer))
    return Trainer(
      try Configuration(
        from.architecture, data: from.data, optimizer: optimizer, others: from.optimizers, seed: 999,
        initialWeights: trainer.network.parameters.map(\.data.elements), start: read, batch: from.batch,
        shuffles: from.shuffles, dropsLast: from.dropsLast, schedule: from.schedule, clipping: from.clipping,
        events: from.events))
  }

  private func expectEqual(_ a: Trainer, _ b: Trainer) {
    #expect(a.step == b.step && a.loss == b.loss && a.epoch == b.epoch)
    #expect(a.network.parameters.map(\.data.elements) == b.network.parameters.map(\.data.elements))
    #expect(a.optimizer.memory == b.optimizer.memory && a.optimizer.values == b.optimizer.values)
    // A rate set by hand is in the group of a schedule that was taken up, and gets there with the next step else.
    #expect(RunStart(of: a).schedule == RunStart(of: b).schedule)
    #expect(a.sampling == b.sampling && a.optimizers == b.optimizers)
    #expect(a.partner == b.partner && a.stage.graph.drawn == b.stage.graph.drawn)
  }

  @Test(arguments: Preset.all.map(\.name), ["sgd lr=0.05 momentum=0.9", "adam", "rmsprop", "adadelta"])
  func aRunThatGoesOnIsTheOneThatNeverEnded(name: String, optimizer: String) throws {
    let whole = Trainer(preset(name, seed: 4, optimizer: optimizer))
    for length in [0, 1, 7, 40] {
      whole.run(until: whole.step + length)
      let next = try successor(of: whole)
      expectEqual(next, whole)
      let other = Trainer(whole.configuration)
      other.run(until: whole.step)
      next.run(until: whole.step + 33)
      other.run(until: whole.step + 33)
      expectEqual(next, other)
    }
  }

  @Test func dropoutScheduleClippingAndEventsGoOnToo() throws {
    let set = try #require(DataSets.named("xor"))
    let data = try TrainingData(.builtIn(set, samples: 45, noise: 5), seed: 2, trainingFraction: 0.75)
    let configuration = try Configuration(
      Architecture(
        "Linear(2, 6), ReLU, Dropout(0.25), Linear(6, 1), Tanh", loss: "mse", rowShape: [2]),
      data: data, optimizer: Optimizers.parse("adam lr=0.01"), seed: 5, batch: 8,
      schedule: Schedules.parse("linear start_factor=0.1 total_iters=30, at 30 cosine T_max=40"),
      clipping: Clipping(norm: 0.5),
      events: [Timed(step: 33, .optimizer("sgd")), Timed(step: 60, .set("lr", 0.3))])
    for length in [0, 5, 30, 33, 34, 60, 61, 80] {
      let whole = Trainer(configuration)
      whole.run(until: length)
      let next = try successor(of: whole)
      expectEqual(next, whole)
      next.run(until: length + 50)
      whole.run(until: length + 50)
      expectEqual(next, whole)
    }
  }

  @Test func aSettingThatBroughtStateGoesOnToo() throws {
    for (optimizer, name, value) in [
      ("sgd", "momentum", 0.5), ("rmsprop", "momentum", 0.9), ("adam", "amsgrad", 1),
    ] {
      let whole = Trainer(preset("circle", seed: 4, optimizer: optimizer))
      whole.run(until: 3)
      whole.apply(.set(name, value))
      whole.run(until: 10)
      let next = try successor(of: whole)
      expectEqual(next, whole)
      next.run(until: 30)
      whole.run(until: 30)
      expectEqual(next, whole)
    }
  }

  @Test func goingBackInARunThatGoesOnComesBackToTheBit() throws {
    let whole = Trainer(preset("spiral", seed: 4))
    whole.run(until: 5000)
    let timeline = Timeline(try successor(of: whole).configuration)
    #expect(timeline.firstStep == 5000)
    timeline.run(until: 5300)
    let (weights, loss) = (timeline.trainer.weight.data.elements, timeline.trainer.loss)
    timeline.go(to: 0)
    #expect(timeline.trainer.step == 5000 && timeline.trainer.loss == whole.loss)
    timeline.go(to: 5300)
    #expect(timeline.trainer.weight.data.elements == weights && timeline.trainer.loss == loss)
    timeline.run(until: 5400)
    timeline.apply(.reset)
    #expect(timeline.trainer.step == 5000 && timeline.trainer.loss == whole.loss)
    timeline.run(until: 5300)
    #expect(timeline.trainer.weight.data.elements == weights)
    timeline.apply(.reseed(8))
    #expect(timeline.trainer.step == 0)
  }

  @Test func ofStepsBeforeItsFirstAHistoryKnowsNothing() {
    for first in [0, 1, 5, 4095, 4096, 10_000, 1_000_001] {
      var history = LossHistory(firstStep: first)
      #expect(history.count == first && history.extent(of: 0..<first) == nil)
      for step in 0..<5000 { history.append(Float(step + 1)) }
      #expect(history.count == first + 5000 && history.best?.step == first)
      #expect(history.extent(of: 0..<history.count) == 1...5000)
      #expect(history.extent(of: first + 4999..<first + 5000)?.upperBound == 5000)
    }
  }

  @Test func aStartOfAnotherRunIsRefused() throws {
    let spiral = Trainer(preset("spiral"))
    spiral.run(until: 3)
    let start = RunStart(of: spiral)
    let weights = spiral.network.parameters.map(\.data.elements)
    func refusal(_ change: (Configuration) throws -> Configuration) -> String {
      do {
        _ = try change(spiral.configuration)
        return ""
      } catch {
        return "\(error)"
      }
    }
    func run(_ from: Configuration, _ start: RunStart, batch: Int? = 10, schedule: SchedulePlan? = nil) throws
      -> Configuration
    {
      try Configuration(
        from.architecture, data: from.data, optimizer: from.optimizers[1], seed: 1, initialWeights: weights,
        start: start, batch: batch, schedule: schedule)
    }
    #expect(refusal { try run($0, start) } == "")
    #expect(refusal { try run($0, start, batch: 12) }.contains("250 rows in batches of 10, but"))
    #expect(
      refusal { try run($0, start, schedule: Schedules.parse("step step_size=3")) }.contains("schedule none"))
    var memory = start.memory
    memory.buffers[0][1].removeLast()
    let short = RunStart(
      step: 3, optimizer: "adam", partner: "sgd", optimizers: start.optimizers, memory: memory,
      clipping: .none, schedule: nil,
      sampling: start.sampling, drawn: [])
    #expect(refusal { try run($0, short) }.contains("the state exp_avg has"))
    // Numbers that no run can have come to, as a file may say them.
    for step in [-1, .max, .min] {
      let far = RunStart(
        step: step, optimizer: "adam", partner: "sgd", optimizers: start.optimizers, memory: start.memory,
        clipping: .none, schedule: nil, sampling: start.sampling, drawn: [])
      #expect(refusal { try run($0, far) }.contains("is not whole"))
    }
    let unknown = RunStart(
      step: 3, optimizer: "lion", partner: "sgd", optimizers: start.optimizers, memory: start.memory,
      clipping: .none, schedule: nil, sampling: start.sampling, drawn: [])
    #expect(refusal { try run($0, unknown) }.contains("lion"))
  }
}
