import TestRuns
import Testing

extension FullScreen {
  /// A terminal that changes its size under the program.
  @Suite(.serialized) struct Resizes {
    @Test func aResizeRedrawsForTheNewSize() async throws {
      let session = try TmuxSession()
      try await session.start("viz --seed 7 --paused")
      for (width, height) in [(200, 50), (120, 40), (60, 20), (80, 24), (81, 25)] {
        try session.resize(width: width, height: height)
        let screen = try await session.wait("the frame fills \(width)×\(height)") {
          // The seed ends one column before the edge, and the keys stand in the last row.
          $0.isViz && $0.lines[0].count == width - 1 && $0.lines[0].hasSuffix("seed 7")
            && $0.lines.dropFirst(height - 1).first?.contains("q quit") == true
        }
        #expect(screen.lines.prefix(height).allSatisfy { $0.count <= width })
        #expect(screen.lines.filter { $0.contains("q quit") }.count == 1, "an old frame is left:\n\(screen)")
      }
    }

    @Test func aThousandResizesWhileTrainingLeaveARunThatGoesOn() throws {
      var random = ReplayableRandom()
      let run = try ScreenRun(["run", "--seed", "7", "--speed", "max"])
      try run.waitForFrame()
      for count in 0..<1000 {
        try run.terminal.resize(
          width: Int.random(in: 1...200, using: &random), height: Int.random(in: 1...60, using: &random))
        // Sometimes several sizes pass within one frame, sometimes each is drawn.
        try #require(run.terminal.read(for: .milliseconds(count % 8)) != nil, "viz has ended")
      }
      try run.terminal.resize(width: 80, height: 24)
      try run.waitForFrame()
      try run.terminal.write("q")
      let ending = try run.expectCleanEnd()
      #expect(ending.status == 0)
      let step = try #require(ending.afterwards.firstMatch(of: /viz: step (\d+)/).flatMap { Int($0.1) })
      #expect(step > 1000)
    }

    @Test func aRunGoesOnAfterAResize() async throws {
      let session = try TmuxSession()
      try await session.start("viz --seed 7")
      try session.resize(width: 120, height: 40)
      let screen = try await session.wait("it runs on") { $0.lines[0].count == 119 && $0.isRunning }
      let step = try #require(screen.step)
      try await session.wait("steps are taken") { ($0.step ?? 0) > step }
    }

    @Test(arguments: [(39, 24), (80, 11), (24, 5), (10, 3), (3, 1)])
    func aScreenThatIsTooSmallStillTellsTheStepAndTakesKeys(width: Int, height: Int) async throws {
      let session = try TmuxSession()
      let before = try await session.state()
      try await session.start("viz --seed 7 --paused")
      try session.resize(width: width, height: height)
      try await session.wait("a strip is left of the frame") { screen in
        let rows = screen.lines.filter { !$0.isEmpty }
        return rows.count <= height && rows.first.map { $0.contains("0") && !$0.contains("╭") } == true
      }
      try session.press("s", "s", "s")
      try await session.wait("three steps are told") { $0.lines[0].contains("3") }
      try session.press("q")
      try await session.wait("viz has ended") { _ in !session.isWaitingForProcess }
      try session.resize(width: 80, height: 24)
      try await session.waitForPrompt()
      #expect(try await session.state() == before)
    }

    @Test func aScreenThatGrowsAgainShowsTheFrame() async throws {
      let session = try TmuxSession(Size(width: 30, height: 10))
      try session.type("viz --seed 7 --paused")
      try await session.wait("it tells the step") { $0.text.contains("step 0") }
      try session.resize(width: 40, height: 12)
      try await session.wait("the frame shows") { $0.isViz && $0.optimizer == "SGD" }
    }

    @Test func theHelpScrollsAndNoKeyActsUnderIt() async throws {
      let session = try TmuxSession(Size(width: 60, height: 15))
      try await session.start("viz --seed 7 --paused")
      try session.press("s", "s")
      try await session.wait("two steps are taken") { $0.step == 2 }
      try session.press("?")
      try await session.wait("the help says how to go on") { $0.text.contains("more below") }
      try session.press("r", "o", "s")
      try session.press("end")
      try await session.wait("its last line shows") {
        $0.text.contains("above") && !$0.text.contains("below ─")
      }
      try session.press("esc")
      let screen = try await session.wait("the frame is as it was") { $0.step == 2 }
      #expect(screen.optimizer == "SGD")
    }
  }
}
