import Glibc
import Testing

@testable import Viz

/// What work costs is the thread's own time.
@Suite struct ThreadTimeTests {
  @Test func waitingCostsNothing() {
    let clock = ContinuousClock()
    let (start, begin) = (ThreadTime.now, clock.now)
    usleep(200_000)
    let (cost, time) = (ThreadTime.now - start, clock.now - begin)
    #expect(cost * 4 < time, "\(cost) of \(time)")
  }

  @Test func computingCosts() {
    let start = ThreadTime.now
    while ThreadTime.now - start < .milliseconds(20) {}
    #expect(ThreadTime.now > start)
  }
}
