import Engine
import TestRuns
import Testing

@testable import Viz

/// Relative keys start from what was sent, not from the last report: two of them pressed in one frame both count.
@Suite struct ExpectedRunTests {
  private func state() throws -> AppState {
    AppState(
      InlineRun(article(seed: 3)).report, pooling: try PoolingState(), look: Look())
  }

  private func commands(_ keys: String, _ state: inout AppState) throws -> [RunCommand] {
    try keys.split(separator: " ").flatMap { name in
      let key = try #require(Key(name: String(name)))
      let action = try #require(state.action(for: key))
      return update(&state, action).compactMap { if case .send(let command) = $0 { command } else { nil } }
    }
  }

  @Test func keysBeforeAReportAddUp() throws {
    var state = try state()
    #expect(try commands("+ + -", &state) == [0.2, 0.5, 0.2].map { .command(.set("lr", $0)) })
    #expect(try commands("o o", &state) == ["adam", "sgd"].map { .command(.optimizer($0)) })
    #expect(try commands("+", &state) == [.command(.set("lr", 0.5))], "SGD has its rate back")
    #expect(try commands("o +", &state) == [.command(.optimizer("adam")), .command(.set("lr", 0.002))])
    #expect(try commands("R R", &state) == [4, 5].map { .command(.reseed($0)) })
  }

  @Test func whatAReportHasShownIsExpectedNoMore() throws {
    let run = InlineRun(article(seed: 3))
    var state = try state()
    _ = try commands("+ +", &state)
    state.receive(run.report)
    #expect(try commands("+", &state) == [.command(.set("lr", 1))], "a report from before the keys")
    run.send(.command(.set("lr", 5)))
    for _ in 0..<state.expected.sentCount { run.look(at: Interest(wantsRates: true)) }
    state.receive(run.report)
    #expect(try commands("+", &state) == [.command(.set("lr", 10))])
  }

  @Test func theLanesOfARaceHaveRatesOfTheirOwn() throws {
    let run = InlineRun(article(seed: 3))
    var state = try state()
    run.perform(.showScene(SceneList.place(of: "race")!), on: &state)
    let sent = try commands("+ + right + left -", &state)
    #expect(
      sent == [
        .race(.command(.set("lr", 0.2), lane: 0)), .race(.command(.set("lr", 0.5), lane: 0)),
        .race(.command(.set("lr", 0.002), lane: 1)), .race(.command(.set("lr", 0.2), lane: 0)),
      ])
  }

  @Test func whatRacesNextCountsFromWhatWasAskedFor() throws {
    let run = InlineRun(article(seed: 3))
    var state = try state()
    run.perform(.showScene(SceneList.place(of: "race")!), on: &state)
    let sent = try commands("l l l l R R", &state)
    let expected: [RunCommand] =
      [.race(.kind(.optimizers)), .race(.kind(.rates)), .race(.kind(.momenta)), .race(.kind(.duel))]
      + [.race(.reseed(4)), .race(.reseed(5))]
    #expect(sent == expected)
    #expect(try commands("+", &state).isEmpty, "the rates of the new lanes are not known yet")
    let rates = InlineRun(article(seed: 3))
    var other = try self.state()
    rates.perform(.showScene(SceneList.place(of: "race")!), on: &other)
    rates.perform(.run(.race(.kind(.rates))), on: &other)
    #expect(try commands("left +", &other) == [.race(.command(.set("lr", 2000), lane: 5))])
  }

  @Test func aSwitchAndARestartBeginTheScheduleAnew() throws {
    let configuration = try Configuration(
      Preset.all[1], seed: 1, optimizer: Optimizers.parse("sgd lr=0.1"),
      schedule: Schedules.parse("linear start_factor=0.5 total_iters=10"))
    let run = InlineRun(configuration)
    run.takeSteps(until: 20)
    var state = AppState(run.report, pooling: try PoolingState(), look: Look())
    #expect(try commands("r +", &state).last == .command(.set("lr", 0.1)), "from 0.05")
    #expect(try commands("o +", &state).last == .command(.set("lr", 0.001)), "from Adam's 0.0005")
  }

  @Test func whatASourceCannotDoIsNotOffered() throws {
    var state = try state()
    let all = Frame.draw(state, width: 200, height: 50).plainText
    var report = state.report
    report.capabilities = [.stepping]
    state.receive(report)
    let few = Frame.draw(state, width: 200, height: 50).plainText
    #expect(all.contains("b B back") && all.contains("r reset") && all.contains("o SGD/Adam"))
    #expect(few.contains("space") && !few.contains("b B back") && !few.contains("r reset"))
    #expect(!few.contains("o SGD/Adam") && state.action(for: .character("o")) == nil)
  }
}
