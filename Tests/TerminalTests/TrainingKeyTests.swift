import Testing

extension FullScreen {
  /// The keys that steer the run.
  @Suite(.serialized) struct TrainingKeys {
    @Test(arguments: Size.all)
    func spaceRunsAndPauses(size: Size) async throws {
      let session = try TmuxSession(size)
      let first = try await session.start("viz --seed 7 --paused")
      #expect(first.isPaused && first.step == 0 && first.seed == 7)
      try session.press("space")
      try await session.wait("it runs, and steps are taken") { $0.isRunning && ($0.step ?? 0) > 5 }
      try session.press("space")
      let paused = try await session.wait("it is paused") { $0.isPaused }
      for _ in 0..<5 {
        try await Task.sleep(for: .milliseconds(50))
        #expect(try session.screen().step == paused.step)
      }
    }

    @Test(arguments: Size.all)
    func sAndNTakeOneStep(size: Size) async throws {
      let session = try TmuxSession(size)
      try await session.start("viz --seed 7 --paused")
      try session.press("s")
      try await session.wait("one step is taken") { $0.step == 1 }
      try session.press("s", "s", "s")
      try await session.wait("four steps are taken") { $0.step == 4 }
      try await Task.sleep(for: .milliseconds(200))
      #expect(try session.screen().step == 4)
    }

    @Test func sPausesARunThatIsRunning() async throws {
      let session = try TmuxSession()
      try await session.start("viz --seed 7 --speed 5")
      try session.press("s")
      try await session.wait("it is paused") { $0.isPaused && ($0.step ?? 0) >= 1 }
    }

    @Test(arguments: Size.all)
    func oSwitchesTheOptimizerAndMarksThePlot(size: Size) async throws {
      let session = try TmuxSession(size)
      let first = try await session.start("viz --seed 7 --paused")
      #expect(first.optimizer == "SGD" && first.learningRate == "0.1" && !first.hasMark("Adam"))
      try session.press("s", "s", "s", "o")
      try await session.wait("Adam runs with its own rate and is marked") {
        $0.step == 3 && $0.optimizer == "Adam" && $0.learningRate == "0.001" && $0.hasMark("Adam")
      }
      try session.press("s", "s", "s", "o")
      try await session.wait("SGD runs again and is marked") {
        $0.step == 6 && $0.optimizer == "SGD" && $0.learningRate == "0.1" && $0.hasMark("SGD")
      }
    }

    @Test(arguments: Size.all)
    func plusAndMinusWalkAlongOneTwoFiveAndMarkThePlot(size: Size) async throws {
      let session = try TmuxSession(size)
      try await session.start("viz --seed 7 --paused")
      try session.press("s")
      try await session.wait("a step is taken") { $0.step == 1 }
      let walk = [
        ("+", "0.2"), ("=", "0.5"), ("+", "1"), ("-", "0.5"), ("_", "0.2"), ("-", "0.1"), ("-", "0.05"),
      ]
      for (key, rate) in walk {
        try session.press(key)
        try await session.wait("\(key) leads to lr \(rate)") {
          $0.learningRate == rate && $0.hasMark("lr \(rate)")
        }
      }
    }

    @Test(arguments: Size.all)
    func bracketsChangeTheSpeed(size: Size) async throws {
      let session = try TmuxSession(size)
      let first = try await session.start("viz --seed 7 --paused")
      #expect(first.speed == "100/s")
      for (key, speed) in [("]", "200/s"), ("[", "100/s"), ("[", "50/s"), ("[", "20/s"), ("]", "50/s")] {
        try session.press(key)
        try await session.wait("\(key) leads to \(speed)") { $0.speed == speed }
      }
    }

    @Test func bracketsReachBothEndsOfTheSpeeds() async throws {
      let session = try TmuxSession()
      try await session.start("viz --seed 7 --paused --speed 10000")
      try session.press("]", "]")
      try await session.wait("there is no limit") { $0.speed == "max" }
      for _ in 0..<15 { try session.press("[") }
      try await session.wait("it is as slow as it gets") { $0.speed == "1/s" }
    }

    @Test(arguments: Size.all)
    func rStartsAgainFromTheSameWeightsAndCapitalRFromTheNextSeeds(size: Size) async throws {
      let session = try TmuxSession(size)
      let first = try await session.start("viz --seed 7 --paused")
      let loss = try #require(first.loss)
      try session.press("+", "s", "s", "s", "s", "s")
      try await session.wait("the loss has changed") { $0.step == 5 && $0.loss != loss }
      try session.press("r")
      try await session.wait("r: step 0, the same seed and loss, the rate stays") {
        $0.step == 0 && $0.seed == 7 && $0.loss == loss && $0.learningRate == "0.2"
      }
      try session.press("s", "R")
      try await session.wait("R: step 0, the next seed, another loss") {
        $0.step == 0 && $0.seed == 8 && $0.loss != loss
      }
    }

    @Test func aKeyShowsItsEffectAtUnlimitedSpeed() async throws {
      let session = try TmuxSession()
      try await session.start("viz --seed 7 --speed max")
      try await session.wait("it runs fast") { $0.isRunning && ($0.step ?? 0) > 100_000 }
      try session.press("o")
      try await session.wait("Adam runs") { $0.optimizer == "Adam" && $0.isRunning }
      try session.press("space")
      try await session.wait("it is paused") { $0.isPaused }
      try session.press("q")
      #expect(try await session.waitForPrompt().text.contains("  Adam  lr 0.001  seed 7"))
    }
  }
}
