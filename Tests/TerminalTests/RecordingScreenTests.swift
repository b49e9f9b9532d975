import Foundation
import PseudoTerminal
import Testing

extension FullScreen {
  /// Recordings of runs on a real screen: kept whatever ends them, played again, taken over.
  @Suite(.serialized) final class Recordings {
    private let folder: URL
    private var path: String { folder.appending(path: "run.jsonl").path }
    private static let isNightly = ProcessInfo.processInfo.environment["VIZ_NIGHTLY"] != nil

    init() throws {
      folder = FileManager.default.temporaryDirectory.appending(path: "viz-\(UUID().uuidString.prefix(8))")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func viz(_ arguments: String...) throws -> Program.Outcome {
      try Program.run(Program.locate(), arguments, environment: Program.environment())
    }

    private var text: String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    private func holds(_ run: ScreenRun, _ condition: () -> Bool) -> Bool {
      let end = ContinuousClock.now + ScreenRun.patience
      while ContinuousClock.now < end {
        if condition() { return true }
        _ = run.terminal.read(for: .milliseconds(20))
      }
      return condition()
    }

    /// Each turn other keys, at other moments; the nightly run makes a hundred.
    @Test(arguments: 0..<(isNightly ? 100 : 6))
    func aKilledRunsRecordingIsWholeUpToTheLastLineAndComesToTheSameBits(turn: Int) throws {
      var random = UInt64(turn) &* 0x9e37_79b9_7f4a_7c15 &+ 1
      func draw(_ count: Int) -> Int {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((random >> 33) % UInt64(count))
      }
      let file = turn % 2 == 0 ? "--record" : "--log"
      let run = try ScreenRun(
        ["run", "--preset", "circle", "--seed", "\(turn)", "--speed", "max", file, "run.jsonl"]
          + (file == "--log" ? ["--every", "50"] : []), folder: folder)
      try run.waitForFrame()
      let keys = [
        "o", "+", "-", " ", "s", "b", "B", "<", ">", "r", "R", "2", "a", "1", "U", "5", "4", "\r", "0.5\r",
      ]
      for _ in 0..<12 {
        try run.terminal.write(keys[draw(keys.count)])
        _ = run.terminal.read(for: .milliseconds(draw(40)))
      }
      usleep(UInt32(draw(30_000)))
      run.terminal.send(SIGKILL)
      #expect(run.terminal.wait(for: ScreenRun.patience) == .signal(SIGKILL))
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count > 2)
      for line in lines.dropLast() {
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line.utf8)) }
      }
      let outcome = try viz("replay", path, "--check")
      #expect(outcome.status == 0, "\(outcome.errorText)\n\(text.suffix(2000))")
    }

    @Test func whatIsDoneStandsInTheRecordingWhileTheRunGoesOn() throws {
      let run = try ScreenRun(["run", "--seed", "3", "--paused", "--record", "run.jsonl"], folder: folder)
      try run.waitForFrame()
      #expect(holds(run) { text.hasPrefix(#"{"viz":""#) })
      for (key, deed) in [
        ("o", "optimizer"), ("+", "lr"), ("s", "step"), ("2", "key"), ("r", "reset"), ("R", "seed"),
      ] {
        try run.terminal.write(key)
        #expect(holds(run) { text.contains(#""do":"\#(deed)""#) && text.hasSuffix("\n") }, "\(deed)")
      }
      try run.terminal.write("q")
      #expect(try run.expectCleanEnd().status == 0)
      #expect(text.contains(#""do":"end""#))
      #expect(try viz("replay", path, "--check").status == 0)
    }

    @Test func aRecordingIsPlayedGoneThroughAndTakenOver() async throws {
      let session = try TmuxSession()
      try await session.start("viz --seed 3 --speed 50 --record run.jsonl --stop-at 40")
      try await session.wait("forty steps are taken") { $0.isPaused && $0.step == 40 }
      try session.press("o", "s", "s", "3")
      try await session.wait("the flow scene is shown") { $0.step == 42 && $0.text.contains("Sigmoid") }
      try session.press("q")
      try await session.waitForPrompt()
      try await session.start("viz replay run.jsonl --speed 40")
      try await session.wait("the recording is over") {
        $0.step == 42 && ($0.text.contains("recording is over") || $0.text.contains("replay over"))
      }
      let shown = try session.screen()
      #expect(shown.optimizer == "Adam" && shown.text.contains("Sigmoid"))
      try session.press("b")
      try await session.wait("it is a step back") { $0.step == 41 }
      try session.press("Home")
      try await session.wait("it is at the beginning") { $0.step == 0 && $0.optimizer == "SGD" }
      try session.press("+")
      try await session.wait("the run is taken over") {
        $0.learningRate == "0.2" && !$0.text.contains("replay")
      }
      try session.press("s", "w")
      try await session.wait("the recording is saved") { $0.text.contains("saved viz-step-1.jsonl") }
      try session.press("q")
      try await session.waitForPrompt()
      #expect(try await session.shell("viz replay viz-step-1.jsonl --check").contains("the same at"))
    }

    @Test func aRecordingThatIsNotTheSameIsRefusedAndBadOnesGetOneLine() throws {
      let run = try ScreenRun(["run", "--seed", "3", "--paused", "--record", "run.jsonl"], folder: folder)
      try run.waitForFrame()
      try run.terminal.write("sos")
      #expect(holds(run) { text.contains("optimizer") })
      try run.terminal.write("q")
      _ = try run.expectCleanEnd()
      let whole = text
      func outcome(_ changed: String, _ arguments: String...) throws -> Program.Outcome {
        try changed.write(toFile: path, atomically: true, encoding: .utf8)
        return try Program.run(
          Program.locate(), ["replay", path] + arguments, environment: Program.environment())
      }
      let other = try outcome(whole.replacing(#""--seed","3""#, with: #""--seed","4""#), "--check")
      #expect(other.status == 1 && other.errorText.contains("is not the same: step 0 (line 1): the hash is"))
      let torn = try outcome(String(whole.dropLast(9)), "--check")
      #expect(torn.status == 0 && torn.errorText.contains("its last line is not whole and left out"))
      for (changed, words) in [
        ("", "it is empty"), ("x\n", "line 1: it is no JSON object"),
        (whole + "{}\n" + "{\"do\":\"x\"}\n", "has no step"),
        (whole.replacing(#""--seed","3""#, with: #""--sed","3""#), "its run: Unknown option '--sed'"),
        (whole.replacing(#""--seed","3""#, with: #""--data","none.csv""#), "none.csv"),
      ] {
        let bad = try outcome(changed, "--check")
        #expect(
          bad.status == 1 && bad.errorText.contains(words) && bad.errorText.split(separator: "\n").count == 1,
          "\(bad.errorText)")
      }
    }

    @Test(arguments: [("en", "What a gradient says", "which way"), ("zh", "梯度告诉我们什么", "往哪边")])
    func aLessonIsGivenOnTheScreen(language: String, title: String, question: String) async throws {
      let session = try TmuxSession()
      try await session.start("viz lesson gradient --lang \(language)")
      try await session.wait("the first stop is shown") { $0.text.contains(title) && $0.text.contains("1/7") }
      try session.press("NPage", "NPage")
      try await session.wait("a question is asked") {
        $0.text.contains("3/7") && $0.text.lowercased().contains(question)
      }
      try session.press("1")
      try await session.wait("the answer is revealed and the step is taken") {
        $0.text.contains("not: left") || $0.text.contains("不是：左")
      }
      try session.press("PPage", "PPage")
      try await session.wait("it went back") { $0.text.contains("2/7") }
      try session.press("q")
      try await session.waitForPrompt()
      #expect(try await session.lastStatus() == 0)
    }
  }
}
