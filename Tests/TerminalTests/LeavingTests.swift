import Foundation
import Testing

extension FullScreen {
  /// Every way out leaves the terminal as it was.
  @Suite(.serialized) struct Leaving {
    /// A signal and what is to be seen of its end.
    struct Signal: CustomTestStringConvertible, Sendable {
      let number: Int32
      let name: String
      var testDescription: String { name }

      init(_ number: Int32, _ name: String) {
        (self.number, self.name) = (number, name)
      }
    }

    @Test(arguments: Size.all)
    func qLeavesTheShellAsItWas(size: Size) async throws {
      let session = try TmuxSession(size)
      let before = try await session.state()
      try await session.start("viz --seed 7 --paused")
      try session.press("s", "s", "s")
      try await session.wait("three steps are taken") { $0.step == 3 }
      try session.press("q")
      let screen = try await session.waitForPrompt()
      let lines = screen.lines(after: "viz --seed 7 --paused")
      #expect(lines.count == 2 && lines.last == "$", "more than a summary is left:\n\(screen)")
      #expect(lines.first?.wholeMatch(of: /viz: step 3  loss 0\.\d+  SGD  lr 0\.1  seed 7/) != nil)
      #expect(try await session.lastStatus() == 0)
      #expect(try await session.state() == before)
    }

    @Test func qLeavesWhileTheHelpIsShown() async throws {
      let session = try TmuxSession()
      let before = try await session.state()
      try await session.start("viz --seed 7")
      try session.press("?")
      try await session.wait("the help shows") { $0.showsHelp }
      try session.press("q")
      let screen = try await session.waitForPrompt()
      #expect(screen.lines(after: "viz --seed 7").first?.hasPrefix("viz: step ") == true)
      #expect(try await session.lastStatus() == 0)
      #expect(try await session.state() == before)
    }

    @Test func controlCLeavesAsAnInterruptDoes() async throws {
      let session = try TmuxSession()
      let before = try await session.state()
      try await session.start("viz --seed 7 --speed max")
      try session.press("C-c")
      let screen = try await session.waitForPrompt()
      #expect(screen.text.contains("viz: step "))
      #expect(try await session.lastStatus() == 128 + SIGINT)
      #expect(try await session.state() == before)
    }

    @Test(arguments: [Signal(SIGINT, "INT"), Signal(SIGTERM, "TERM"), Signal(SIGHUP, "HUP")])
    func aSignalThatAsksForTheEndLeavesTheTerminalAsItWas(signal: Signal) async throws {
      let screen = try await end(by: signal)
      #expect(screen.text.contains("viz: step 0  loss "), "the summary is missing:\n\(screen)")
    }

    // ILL is what a Swift trap raises on x86-64, TRAP on arm64.
    @Test(arguments: [
      Signal(SIGQUIT, "QUIT"), Signal(SIGABRT, "ABRT"), Signal(SIGSEGV, "SEGV"), Signal(SIGBUS, "BUS"),
      Signal(SIGFPE, "FPE"), Signal(SIGILL, "ILL"), Signal(SIGTRAP, "TRAP"), Signal(SIGSYS, "SYS"),
    ])
    func aCrashLeavesTheTerminalAsItWas(signal: Signal) async throws {
      _ = try await end(by: signal)
    }

    @Test(arguments: [Signal(SIGTERM, "TERM"), Signal(SIGABRT, "ABRT")])
    func whatWasWrittenToStderrShowsAfterwards(signal: Signal) async throws {
      let screen = try await end(by: signal, writing: "Fatal error: kept for later")
      #expect(screen.text.contains("\nFatal error: kept for later\n"))
    }

    @Test func controlZStopsAndFgBringsTheScreenBack() async throws {
      let session = try TmuxSession()
      let before = try await session.state()
      try await session.start("viz --seed 7 --paused")
      for step in 1...2 {
        try session.press("s")
        try await session.wait("a step is taken") { $0.step == step }
        try session.press("C-z")
        try await session.wait("the shell is back") { $0.isAtPrompt }
        #expect(try await session.state() == before)
        try await session.start("fg")
      }
      try session.press("o")
      try await session.wait("keys work") { $0.optimizer == "Adam" && $0.step == 2 }
      try session.press("q")
      try await session.waitForPrompt()
      #expect(try await session.lastStatus() == 0)
      #expect(try await session.state() == before)
    }

    @Test func aTerminalThatGoesAwayEndsTheRunAndKeepsItsLog() async throws {
      let session = try TmuxSession()
      try await session.start("viz --seed 3 --stop-at 20 --speed max --log run.jsonl")
      try await session.wait("all steps are taken") { $0.isPaused && $0.step == 20 }
      let process = try session.foregroundProcess()
      session.hangUp()
      let log = session.folder.appendingPathComponent("run.jsonl")
      let end = ContinuousClock.now + .seconds(10)
      while isAlive(process), ContinuousClock.now < end { try await Task.sleep(for: .milliseconds(50)) }
      #expect(!isAlive(process))
      #expect(try numbers(ofLogAt: log) == Program.viz("trace", "--seed", "3", "--steps", "20").outputText)
    }

    /// Ends a paused run by a signal, expects what must hold after any, and returns the screen.
    private func end(by signal: Signal, writing errors: String? = nil) async throws -> Screen {
      let session = try TmuxSession()
      let before = try await session.state()
      try await session.start("viz --seed 7 --paused")
      let process = try session.foregroundProcess()
      if let errors {
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: "/proc/\(process)/fd/2"))
        try handle.write(contentsOf: Data((errors + "\n").utf8))
        try handle.close()
      }
      #expect(kill(process, signal.number) == 0)
      let screen = try await session.waitForPrompt()
      #expect(!screen.text.contains("q quit"), "the frame is left:\n\(screen)")
      #expect(try await session.lastStatus() == 128 + signal.number)
      #expect(try await session.state() == before)
      return screen
    }

    /// Whether a process still does anything: one that ended may wait for its parent as a zombie.
    private func isAlive(_ process: pid_t) -> Bool {
      guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
        return false
      }
      return !status.contains(") Z ")
    }
  }
}
