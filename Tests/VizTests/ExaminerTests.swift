import Engine
import Glibc
import TestRuns
import Testing

@testable import Viz

/// Large networks are looked at on a copy, on a thread of its own.
@Suite struct ExaminerTests {
  /// 64-256-10 on digits: large enough to be examined elsewhere.
  private func large() throws -> Configuration {
    let digits = preset("digits")
    return try Configuration(
      Architecture("Linear(64, 256), Tanh, Linear(256, 10)", loss: "cross-entropy", rowShape: [64]),
      data: digits.data, optimizer: Optimizers.parse("adam lr=0.001"), seed: 3, batch: 64)
  }

  @Test func whatIsSeenOnACopyIsWhatTheTrainerWouldTell() throws {
    let trainer = Trainer(try large())
    trainer.run(until: 40)
    let interest = Interest(place: Place(tensor: "0.weight", index: [3, 5]), wantsRates: true)
    let examiner = Examiner(trainer.configuration) {}
    defer { examiner.end() }
    for steps in [0, 17] {
      trainer.run(until: trainer.step + steps)
      #expect(examiner.isIdle)
      examiner.begin(
        Examiner.Task(state: TrainerCheckpoint(of: trainer), interest: interest, changes: steps, branch: 0))
      // Meanwhile the training goes on.
      let expected = Examination(trainer, interest)
      let step = trainer.step
      trainer.run(until: step + 5)
      var result = examiner.takeResult()
      while result == nil {
        usleep(1000)
        result = examiner.takeResult()
      }
      let seen = try #require(result)
      #expect(seen.changes == steps && seen.examination.step == step)
      #expect(seen.examination.differences == expected.differences)
      #expect(seen.examination.differences?.verdict == .agrees)
      #expect(seen.examination.condition == expected.condition)
    }
  }

  @Test func aLargeNetworksThreadTellsOfItsGradientWhilePausedAndWhileRunning() throws {
    let configuration = try large()
    let thread = TrainingThread(
      makeSession: { Session(configuration, pace: .unlimited) }, onReport: {})
    func report(_ isWanted: (RunReport) -> Bool) -> RunReport {
      while true {
        thread.requestReport()
        // Who asks all the time keeps it from taking a step.
        usleep(5000)
        if let report = thread.takeReport(), isWanted(report) { return report }
      }
    }
    let start = report { $0.examination.differences != nil }
    #expect(start.snapshot.step == 0 && start.examination.differences?.verdict == .agrees)
    thread.send(.toggleRunning)
    let later = report { $0.examination.step > 0 }
    #expect(later.snapshot.step >= later.examination.step)
    try thread.end()
  }
}
