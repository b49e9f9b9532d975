import AllocationCounter
import Synchronization
import TestRuns
import Testing

@testable import Engine

/// Threads change how long a step takes, and nothing else.
@Suite struct TeamTests {
  /// Counts how often each part is computed, and by how many threads of one number at a time.
  private final class Counting: TeamJob {
    let counts: UnsafeMutablePointer<Int>
    let parts: Int
    let working: [Working]
    final class Working: Sendable { let count = Atomic<Int>(0) }
    let isShared = Atomic<Bool>(false)

    init(parts: Int, threads: Int) {
      self.parts = parts
      counts = .allocate(capacity: parts)
      counts.initialize(repeating: 0, count: parts)
      working = (0..<threads).map { _ in Working() }
    }

    deinit { counts.deallocate() }

    func compute(part: Int, thread: Int) {
      if working[thread].count.add(1, ordering: .relaxed).newValue > 1 {
        isShared.store(true, ordering: .relaxed)
      }
      // Each part has one writer, and who asked reads after all are done: ThreadSanitizer would see if not.
      counts[part] += 1
      working[thread].count.subtract(1, ordering: .relaxed)
    }
  }

  @Test(arguments: 1...5) func everyPartOfEveryJobIsComputedOnce(threads: Int) {
    let team = Team(threads: threads)
    for round in 0..<3000 {
      let job = Counting(parts: 1 + round % 9, threads: threads)
      team.run(job, parts: job.parts)
      team.run(job, parts: job.parts)
      #expect((0..<job.parts).allSatisfy { job.counts[$0] == 2 } && !job.isShared.load(ordering: .relaxed))
    }
  }

  @Test func aTeamEndsWithItsOwnerWhetherItsThreadsSleepOrNot() {
    for round in 0..<60 {
      let (team, job) = (Team(threads: 3), Counting(parts: 4, threads: 3))
      team.run(job, parts: 4)
      if round % 3 == 0 { for _ in 0..<2_000_000 { _ = job.isShared.load(ordering: .relaxed) } }
      #expect((0..<4).allSatisfy { job.counts[$0] == 1 })
    }
  }

  private func configuration(threads: Int, optimizer: String) throws -> Configuration {
    var generator = Generator(seed: 7)
    let rows = DataSet(
      name: "made", featureNames: (0..<300).map { "x\($0)" },
      features: generator.uniformTensor(shape: [150, 300]),
      targets: Tensor((0..<150).map { Float($0 % 10) }, shape: [150]),
      kind: .classes(names: (0..<10).map(String.init)))
    return try Configuration(
      Architecture(
        "Linear(150), ReLU, Linear(130), Tanh, Linear(10)", loss: "cross-entropy", rowShape: [300]),
      data: TrainingData(.given(rows)), optimizer: Optimizers.parse(optimizer), seed: 2, batch: 64,
      threads: threads)
  }

  @Test(arguments: ["sgd lr=0.1", "adam", "adamw amsgrad"])
  func aRunHasTheSameBitsOnAnyNumberOfThreads(optimizer: String) throws {
    let runs = try [1, 2, 3, 4].map {
      let trainer = Trainer(try configuration(threads: $0, optimizer: optimizer))
      trainer.run(until: 12)
      return trainer
    }
    for run in runs {
      #expect(run.step == 12 && run.loss.bitPattern == runs[0].loss.bitPattern)
      for (parameter, other) in zip(run.network.parameters, runs[0].network.parameters) {
        #expect(parameter.data.elements == other.data.elements, "\(parameter.name)")
        #expect(parameter.gradient?.elements == other.gradient?.elements, "\(parameter.name)")
      }
    }
  }

  @Test(.enabled(if: allocations_are_counted())) func aStepOnTwoThreadsAllocatesNothing() throws {
    let trainer = Trainer(try configuration(threads: 2, optimizer: "adam"))
    trainer.run(until: 20)
    let before = allocation_count()
    trainer.run(until: 50)
    #expect(allocation_count() == before && trainer.step == 50)
  }
}
