import Foundation
import Testing

extension FullScreen {
  /// `viz watch` and `viz attach` on the full screen, of a program that is played by a script.
  @Suite(.serialized, .enabled(if: ScriptedTrainer.isPossible, "python3 is missing: no run can be played"))
  struct Watch {
    private static let trainer = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("scripted_trainer.py").path

    /// A session that keeps its runs, and what they print, to itself.
    private func session(_ size: Size = Size.all[1]) throws -> (session: TmuxSession, runtime: URL) {
      let runtime = FileManager.default.temporaryDirectory.appendingPathComponent(
        "viz-watch-\(UUID().uuidString.prefix(8))")
      try FileManager.default.createDirectory(
        at: runtime, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      return (
        try TmuxSession(
          size, environment: ["XDG_RUNTIME_DIR": runtime.path, "XDG_STATE_HOME": runtime.path + "/state"]),
        runtime
      )
    }

    /// The process that trains.
    private func trainer(_ runtime: URL) throws -> pid_t {
      let names = try FileManager.default.contentsOfDirectory(atPath: runtime.path + "/viz")
      return try #require(names.compactMap { $0.hasSuffix(".json") ? pid_t($0.dropLast(5)) : nil }.last)
    }

    @Test(arguments: Size.all)
    func anUneditedProgramIsWatchedAndSteered(size: Size) async throws {
      let (session, runtime) = try session(size)
      defer { try? FileManager.default.removeItem(at: runtime) }
      try await session.start("viz watch -- python3 \(Self.trainer)")
      try await session.wait("its steps are seen") { $0.isRunning && ($0.step ?? 0) > 20 }
      try await session.wait("its table is seen") { $0.text.contains("weight") && $0.text.contains("1.5000") }
      try session.press("space")
      let paused = try await session.wait("it is paused") { $0.isPaused }
      try session.press("s")
      try await session.wait("one step is taken") { $0.step == (paused.step ?? 0) + 1 }
      try session.press("-")
      try await session.wait("its rate is halved") { $0.text.contains("0.05 = its own 0.1 × 0.5") }
      try session.press("o")
      try await session.wait("it says why not") { $0.lastLine.contains("✗ there is no such thing") }
      try session.press("3")
      try await session.wait("what it prints is seen") {
        $0.text.contains("│ step \((paused.step ?? 0) + 1)")
      }
      try session.press("space")
      try await session.wait("it goes on") { $0.isRunning && ($0.step ?? 0) > (paused.step ?? 0) + 10 }
      try session.press("q")
      try await session.wait("it asks") { $0.text.contains("leave or stop?") }
      try session.press("k")
      let ended = try await session.wait("it has ended") { $0.text.contains("■ ended") }
      #expect(ended.lastLine.contains("ended with status 3") && ended.text.contains("interrupted"))
      try session.press("q")
      try await session.waitForPrompt()
      #expect(try await session.lastStatus() == 3)
    }

    @Test func aRunThatIsLeftGoesOnAndIsComeBackTo() async throws {
      let (session, runtime) = try session()
      defer { try? FileManager.default.removeItem(at: runtime) }
      let before = try await session.state()
      try await session.start("viz watch --output out.log -- python3 \(Self.trainer)")
      try await session.wait("its steps are seen") { ($0.step ?? 0) > 20 }
      try session.press("q")
      try await session.wait("it asks") { $0.text.contains("leave or stop?") }
      try session.press("enter")
      let left = try await session.waitForPrompt()
      let process = try trainer(runtime)
      defer { kill(process, SIGKILL) }
      #expect(left.text.contains("process \(process) goes on, viz attach comes back"))
      #expect(try await session.state() == before && kill(process, 0) == 0)
      // Nothing of the terminal's or of viz's is left in its hands.
      let files = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/fd").compactMap {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\($0)")
      }
      #expect(files.filter { $0.contains("pts") || $0.contains("pipe") }.isEmpty, "\(files)")
      try await session.start("viz attach")
      let back = try await session.wait("it is back") { ($0.step ?? 0) > 50 && $0.isRunning }
      #expect(back.text.contains("train.py --lr 0.1"))
      try await session.wait("what it prints is there again") { $0.text.contains("what the program prints") }
      kill(process, SIGKILL)
      let gone = ContinuousClock.now
      let ended = try await session.wait("its end is seen") { $0.text.contains("■ ended") }
      #expect(ContinuousClock.now - gone < .seconds(3) && ended.lastLine.contains("the program is gone"))
      try session.press("q")
      try await session.waitForPrompt()
      #expect(try await session.lastStatus() == 0)
    }

    @Test func ctrlCEndsVizAndLeavesTheProgram() async throws {
      let (session, runtime) = try session()
      defer { try? FileManager.default.removeItem(at: runtime) }
      try await session.start("viz watch -- python3 \(Self.trainer)")
      try await session.wait("its steps are seen") { ($0.step ?? 0) > 5 }
      let process = try trainer(runtime)
      defer { kill(process, SIGKILL) }
      try session.press("C-c")
      try await session.waitForPrompt()
      #expect(try await session.lastStatus() == 130 && kill(process, 0) == 0)
      session.hangUp()
      try await Task.sleep(for: .milliseconds(300))
      #expect(kill(process, 0) == 0, "nor does a terminal that is gone end it")
    }

    @Test func aProgramThatTrainsNothingIsToldOfAndItsStatusPassedOn() async throws {
      let (session, runtime) = try session()
      defer { try? FileManager.default.removeItem(at: runtime) }
      try await session.start("viz watch -- sh -c 'echo hello; pwd; sleep 1; exit 7'")
      try await session.wait("what it prints is seen") { $0.text.contains("hello") }
      let ended = try await session.wait("its end is seen") { $0.text.contains("ended with status 7") }
      #expect(ended.text.contains("before a step of an optimizer was seen"))
      try session.press("q")
      let prompt = try await session.waitForPrompt()
      #expect(prompt.text.contains("viz: no step of an optimizer was seen; ended with status 7"))
      #expect(try await session.lastStatus() == 7)
    }

    @Test func whatCannotBeIsSaidInOneLineAndNothingIsStarted() throws {
      let runtime = FileManager.default.temporaryDirectory.appendingPathComponent(
        "viz-watch-\(UUID().uuidString.prefix(8))")
      defer { try? FileManager.default.removeItem(at: runtime) }
      for (arguments, status, words) in [
        (["watch"], 64, "the program is missing"), (["watch", "python", "train.py"], 64, "python"),
        (["watch", "--", "touch", runtime.path + "/made"], 1, "attach --format json"),
        (["attach"], 1, "attach --format json"), (["open"], 64, "a path is missing"),
        (["open", "/nowhere"], 1, "cannot read '/nowhere'"),
      ] as [([String], Int32, String)] {
        let outcome = try Program.run(
          Program.locate(), arguments, environment: Program.environment(["XDG_RUNTIME_DIR": runtime.path]))
        #expect(outcome.status == status && outcome.output.isEmpty, "\(arguments)")
        #expect(outcome.errorText.contains(words), "\(outcome.errorText)")
        #expect(outcome.errorText.split(separator: "\n").count == 1)
      }
      #expect(!FileManager.default.fileExists(atPath: runtime.path + "/made"))
    }

    @Test func aCommandThatCannotBeStartedLeavesTheTerminalAsItWas() async throws {
      let (session, runtime) = try session()
      defer { try? FileManager.default.removeItem(at: runtime) }
      let before = try await session.state()
      for (line, words) in [
        ("viz watch -- no-such-program x", "cannot start 'no-such-program': No such file or directory"),
        ("viz watch --cwd nowhere -- true", "--cwd 'nowhere' is no folder"),
        ("viz watch --replay nowhere -- true", "cannot read --replay 'nowhere'"),
        ("viz watch --output . -- true", "it is a folder"),
      ] {
        try session.type(line)
        try await session.wait(words) { $0.isAtPrompt && $0.text.contains(words) }
        #expect(try await session.lastStatus() == 1)
      }
      #expect(try await session.state() == before)
    }

    @Test func aLogIsShownAndFollowedAsItGrows() async throws {
      let (session, runtime) = try session()
      defer { try? FileManager.default.removeItem(at: runtime) }
      let log = session.folder.appendingPathComponent("run.jsonl")
      try Data("{\"step\":1,\"loss\":2.5}\n{\"step\":2,\"lo".utf8).write(to: log)
      try session.type("viz open run.jsonl")
      try await session.wait("the log is seen") {
        $0.text.contains("losses only") && $0.text.contains("2.5000")
      }
      let handle = try FileHandle(forWritingTo: log)
      try handle.seekToEnd()
      try handle.write(contentsOf: Data("ss\":1.25}\n".utf8))
      try await session.wait("what was written is seen") {
        $0.text.contains("1.2500") && $0.text.contains("step 2")
      }
      try session.press("q")
      try await session.waitForPrompt()
      #expect(try await session.lastStatus() == 0)
    }
  }
}
