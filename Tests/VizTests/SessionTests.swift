import Engine
import TestRuns
import Testing

@testable import Viz

/// Going back as a wish: a newer one takes its place, and nothing waits for the way.
@Suite struct SessionTests {
  private func session(size: Int, steps: Int) -> Session {
    let input = (0..<size).map { Double($0 % 19) / 20 - 0.4 }
    let target = (0..<size).map { Double($0 % 7 + 1) / 10 }
    var session = Session(article(seed: 3, input: input, target: target, optimizer: "adam"))
    session.takeSteps(until: steps)
    return session
  }

  @Test func aNewWishTakesTheOldOnesPlaceAndCountsFromIt() {
    var session = session(size: 300, steps: 300)
    for _ in 0..<60 { session.apply(.move(.steps(-1))) }
    #expect(session.isTravelling && session.report.goal == 240)
    // Until it is there, the screen shows where it set out from, and no step on the way.
    let shown = session.report.snapshot
    session.travel()
    #expect(!session.isTravelling || session.report.snapshot.step == shown.step)
    session.apply(.move(.toStart))
    #expect(session.report.goal == 0 || !session.isTravelling)
    session.apply(.move(.steps(7)))
    while session.isTravelling { session.travel() }
    #expect(session.report.snapshot.step == 7 && session.report.goal == nil)
  }

  @Test func aWishThatIsReachedIsThatStepToTheBit() {
    var wandering = session(size: 150, steps: 260)
    let direct = session(size: 150, steps: 123)
    for move in [TimeMove.toStart, .toEnd, .steps(-137)] { wandering.apply(.move(move)) }
    while wandering.isTravelling { wandering.travel() }
    let (a, b) = (wandering.trainer.network.parameters[0], direct.trainer.network.parameters[0])
    #expect(wandering.trainer.step == 123)
    #expect(a.data.elements == b.data.elements && a.gradient?.elements == b.gradient?.elements)
  }

  @Test func aCommandThatActsAtAPlaceWaitsUntilItIsReached() {
    var session = session(size: 300, steps: 200)
    session.apply(.move(.steps(-90)))
    #expect(session.isTravelling)
    for command in [
      RunCommand.step, .toggleRunning, .race(.enter), .command(.optimizer("sgd")),
    ] {
      #expect(!session.canApply(command))
    }
    #expect(session.canApply(.move(.toEnd)) && session.canApply(.faster))
    while session.isTravelling { session.travel() }
    #expect(session.canApply(.step))
  }

  @Test func ofALargeNetworkAReportNeverWaitsForALookAtTheWhole() {
    var session = session(size: 100, steps: 5)
    session.examine()
    #expect(!session.needsExamination)
    session.advance()
    #expect(session.needsExamination)
    session.examine()
    #expect(session.report.examination.step == session.trainer.step)
    session.apply(.command(.set("lr", 0.5)))
    #expect(session.needsExamination)
  }

  @Test func whatIsToldOfRowsThatChangeTooFastToBeReadStandsForAWhile() {
    // 250 rows in batches of 10.
    var session = Session(preset("spiral"), isRunning: true)
    #expect(session.calmness > .zero && session.needsExamination)
    session.examine()
    let seen = session.report
    #expect(seen.changesRows && seen.examinedStep == 0)
    session.advance(by: 3)
    #expect(session.report.examination.step == 0 && session.report.examinedStep == 0)
    for _ in 0..<4 { session.apply(.slower) }
    #expect(session.pace == .stepsPerSecond(5))
    #expect(session.calmness == .zero && !session.report.changesRows)
    session.apply(.faster)
    session.apply(.toggleRunning)
    #expect(session.calmness == .zero && !session.report.changesRows)
    // All rows in each step: there is nothing to wait for.
    #expect(Session(article(seed: 3), isRunning: true).report.examinedStep == nil)
  }

  @Test func aRunThatWasRunningGoesOnWhenTheRaceIsLeft() {
    var session = Session(article(seed: 3), isRunning: true)
    session.advance(by: 5)
    session.apply(.race(.enter))
    #expect(!session.isRunning && session.report.isRunWaiting && session.report.race?.firstStep == 5)
    session.apply(.toggleRunning)
    session.advance(by: 3)
    #expect(session.report.race?.lanes[0].step == 3 && session.trainer.step == 5)
    session.apply(.race(.leave))
    #expect(session.isRunning && session.report.race == nil && !session.report.isRunWaiting)
    session.apply(.toggleRunning)
    session.apply(.race(.enter))
    session.apply(.race(.leave))
    #expect(!session.isRunning)
  }

  @Test func aRaceInWhichNothingWasDoneBeginsWhereTheRunIsNow() {
    var session = session(size: 2, steps: 5)
    session.apply(.race(.enter))
    session.apply(.race(.kind(.rates)))
    session.apply(.race(.leave))
    session.takeSteps(until: 9)
    session.apply(.race(.enter))
    #expect(session.report.race?.firstStep == 9 && session.report.race?.kind == .rates)
    session.apply(.step)
    session.apply(.race(.leave))
    session.takeSteps(until: 12)
    session.apply(.race(.enter))
    #expect(session.report.race?.firstStep == 9 && session.report.race?.lanes[0].step == 1)
    session.apply(.race(.startHere))
    #expect(session.report.race?.firstStep == 12 && session.report.race?.kind == .rates)
  }
}
