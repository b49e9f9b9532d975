import Engine
import TestRuns
import Testing

@testable import Viz

/// What is kept of a run that goes on and on.
@Suite struct JournalTests {
  /// Steps that go on, each a place to compare at, and the other optimizer after every `distance`th.
  private func journal(steps: Int, switchingEvery distance: Int) -> Journal {
    let trainer = Trainer(article(seed: 1))
    var journal = Journal(options: ["--seed", "1"], trainer)
    for place in 1...steps {
      let step = place * Journal.checkDistance
      _ = journal.note(.check, step: step, trainer)
      if place % distance == 0 { _ = journal.note(.command(.optimizer("adam")), step: step, trainer) }
    }
    return journal
  }

  @Test func aLongRunKeepsAFewThousandPlacesToCompareAtAndAllThatWasDone() {
    let journal = journal(steps: 100_000, switchingEvery: 1000)
    #expect(journal.isWhole)
    #expect(journal.count == 100 && journal.deeds(since: 99).map(\.step) == [100_000_000])
    let checks = journal.checkedSteps
    #expect((Journal.mostChecks / 2...Journal.mostChecks).contains(checks.count))
    // Still evenly, and up to the end.
    let distances = zip(checks.dropFirst(), checks).map { $0 - $1 }
    #expect(Set(distances).count == 1)
    #expect(checks.last.map { 100_000_000 - $0 < distances[0] } == true)
  }

  @Test func whatWasDoneTooOftenIsToldAndAMissedComparisonIsNot() {
    #expect(!journal(steps: Journal.capacity + 1, switchingEvery: 1).isWhole)
  }
}
