import Engine
import TestRuns
import Testing

@testable import Viz

/// A session on its thread beside a viewer on another, as `viz run` has them.
@Suite struct TrainingThreadTests {
  /// One command of each kind.
  private static let commands: [RunCommand] = [
    .step, .command(.optimizer("adam")), .command(.set("lr", 0.2)), .command(.set("momentum", 0.9)),
    .command(.edit(.weight(row: 1, column: 0), 0.25)), .command(.edit(.input(1), -0.5)),
    .command(.edit(.target(0), 0.75)), .move(.steps(-1)), .move(.hundredths(-2)), .move(.toStart),
    .move(.toEnd), .slower, .faster, .race(.enter), .race(.command(.set("lr", 0.5), lane: 0)),
    .race(.command(.set("lr", 0.01), lane: 1)), .step, .race(.restart), .race(.kind(.rates)), .step,
    .race(.command(.set("lr", 0.01), lane: 5)), .race(.reseed(8)), .step, .race(.startHere), .race(.leave),
    .command(.reset), .command(.reseed(4)), .toggleRunning,
  ]

  @Test(arguments: [Pace.unlimited, .stepsPerSecond(10_000)])
  func everyCommandMayComeWhileStepsAreTaken(_ pace: Pace) async throws {
    let path = temporaryPath("thread")
    let log = try RecordingFile(path: path, every: 1000)
    let thread = TrainingThread(
      makeSession: { Session(article(seed: 3), isRunning: true, pace: pace, files: [log]) }, onReport: {})
    var state: AppState?
    for command in Self.commands {
      let report = try await nextReport(of: thread)
      var viewed = try state ?? AppState(report, pooling: PoolingState(), look: Look())
      viewed.receive(report)
      let frame = Frame.draw(viewed, width: 80, height: 24)
      #expect(FrameCheck(frame, width: 80, height: 24).problem == nil && viewed.report.brokenRule == nil)
      state = viewed
      // Many commands pause.
      if !report.isRunning { thread.send(.toggleRunning) }
      thread.send(command)
      thread.requestReport()
    }
    try thread.end()
    // The last command starts from the next seed, and nobody waits for what it leads to.
    #expect(thread.finalReport?.snapshot.seed == 4)
    #expect(try contents(of: path).contains("\"do\":\"seed\""))
  }

  @Test func aPausedThreadDoesWhatTheSameSessionDoesWithoutOne() throws {
    let configuration = article(seed: 3)
    let inline = InlineRun(configuration)
    let thread = TrainingThread(makeSession: { Session(configuration) }, onReport: {})
    for command in Self.commands.dropLast() {
      inline.send(command)
      thread.send(command)
    }
    try thread.end()
    let (last, wanted) = (try #require(thread.finalReport), inline.report)
    #expect(last.snapshot.step == wanted.snapshot.step)
    #expect(last.snapshot.seed == wanted.snapshot.seed)
    #expect(last.snapshot.parameters[0].value == wanted.snapshot.parameters[0].value)
  }

  @Test func anEditThatBreaksARunningRunPausesIt() {
    var session = Session(article(seed: 3), isRunning: true)
    session.advance(by: 5)
    session.apply(.command(.edit(.target(0), 3e38)))
    #expect(session.trainer.fault != nil && !session.isRunning)
    session.apply(.toggleRunning)
    #expect(!session.isRunning)
    session.apply(.command(.edit(.target(0), 0.1)))
    session.apply(.toggleRunning)
    #expect(session.isRunning)
  }

  @Test(arguments: [0, 1, 1000, 20_000])
  func manyStepsAtOnceStopWhereTheyShould(stopAt: Int) throws {
    var session = Session(article(seed: 3), isRunning: true, pace: .unlimited, stopAt: stopAt)
    while session.isRunning { session.advance(by: session.stepsAtOnce) }
    #expect(session.trainer.step == stopAt)
    let plain = Trainer(article(seed: 3))
    plain.run(until: stopAt)
    #expect(session.report.snapshot.parameters[0].value == plain.snapshot().parameters[0].value)
    // Beyond it, the run goes on like any other.
    session.apply(.toggleRunning)
    session.advance(by: 10)
    #expect(session.trainer.step == stopAt + 10 && session.isRunning)
  }

  /// Looks until there is a report: a key may wake a viewer at any time, not only when there is one.
  private func nextReport(of thread: TrainingThread) async throws -> RunReport {
    let end = ContinuousClock.now + .seconds(60)
    var report = thread.takeReport()
    while report == nil, ContinuousClock.now < end {
      try await Task.sleep(for: .microseconds(50))
      report = thread.takeReport()
    }
    return try #require(report)
  }
}
