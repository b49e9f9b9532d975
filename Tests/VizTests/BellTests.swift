import Engine
import TestRuns
import Testing

@testable import Viz

/// The bell rings for what happens by itself, and for no key.
@Suite struct BellTests {
  private func state(of session: Session) -> AppState {
    let report = session.report
    guard let pooling = try? PoolingState() else { fatalError("the article's case") }
    return AppState(report, pooling: pooling, look: Look())
  }

  private func rings(_ state: inout AppState, _ report: RunReport, at now: ContinuousClock.Instant) -> Bool {
    state.receive(report, at: now).contains(.ring)
  }

  @Test func aRunThatReachesItsStopRingsOnce() {
    let now = ContinuousClock.now
    var session = Session(preset("xor"), isRunning: true, stopAt: 10)
    var state = state(of: session)
    session.advance(by: 5)
    #expect(!rings(&state, session.report, at: now))
    session.advance(by: 20)
    #expect(session.trainer.step == 10 && !session.isRunning)
    #expect(rings(&state, session.report, at: now))
    #expect(!rings(&state, session.report, at: now))
  }

  @Test func aRunThatBreaksRings() {
    let now = ContinuousClock.now
    var session = Session(article(seed: 1, target: [1e30, 1e30]), isRunning: true)
    var state = state(of: session)
    #expect(!rings(&state, session.report, at: now))
    session.advance(by: 50)
    #expect(session.trainer.fault != nil)
    #expect(rings(&state, session.report, at: now))
  }

  @Test func aPauseByKeyDoesNotRing() {
    let now = ContinuousClock.now
    var session = Session(preset("xor"), isRunning: true)
    var state = state(of: session)
    session.advance(by: 5)
    #expect(!rings(&state, session.report, at: now))
    session.apply(.toggleRunning)
    var report = session.report
    report.heardCount = 1
    #expect(!report.isRunning && !rings(&state, report, at: now))
  }

  @Test func aRunThatHasConvergedRingsOnceItHasHeld() {
    var now = ContinuousClock.now
    // Weights that are large against what a step adds stand still.
    var session = Session(article(seed: 7, optimizer: "sgd lr=0.5"), isRunning: true)
    var state = state(of: session)
    var count = 0
    for _ in 0..<4000 where count == 0 {
      session.advance(by: 100)
      now += .milliseconds(100)
      if rings(&state, session.report, at: now) { count += 1 }
    }
    #expect(count == 1 && state.condition == .converged)
    for _ in 0..<20 {
      session.advance(by: 100)
      now += .milliseconds(100)
      #expect(!rings(&state, session.report, at: now))
    }
  }
}
