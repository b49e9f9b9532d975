import Foundation
import PseudoTerminal
import Testing

extension FullScreen {
  /// Ends that nobody planned: settings, screen and cursor are as before, and what happened can be read.
  @Suite(.serialized) struct Crashes {
    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL])
    func aSignalWhileTrainingEndsItWithTheStatusThatAShellExpects(signal: Int32) throws {
      let run = try ScreenRun(["run", "--seed", "7", "--speed", "max"])
      try run.waitForFrame()
      run.terminal.send(signal)
      let ending = try run.expectCleanEnd()
      #expect(ending.status == 128 + signal)
      let isPolite = [SIGINT, SIGTERM, SIGHUP].contains(signal)
      #expect(ending.afterwards.contains("viz: step ") == isPolite, "\(ending.afterwards)")
    }

    @Test(arguments: [
      ("index", ""), ("fatalError", "the cause is told"), ("overflow", ""),
    ])
    func aTrapTellsItsCauseOnTheFirstScreen(way: String, cause: String) throws {
      let run = try ScreenRun([way], program: probe)
      try run.waitForFrame()
      let ending = try run.expectCleanEnd()
      #expect([128 + SIGILL, 128 + SIGTRAP, 128 + SIGSEGV, 128 + SIGABRT].contains(ending.status))
      #expect(cause.isEmpty || ending.afterwards.contains(cause), "the cause is lost:\n\(ending.afterwards)")
    }

    @Test func anErrorAtRunTimeIsToldAfterTheScreen() throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: "viz-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let run = try ScreenRun(["run", "--seed", "7", "--log", folder.path + "/run.jsonl"])
      try run.waitForFrame()
      try FileManager.default.removeItem(at: folder)
      try run.terminal.write("q")
      let ending = try run.expectCleanEnd()
      #expect(ending.status == 1)
      #expect(ending.afterwards.contains("viz: cannot write \(folder.path)/run.jsonl: "))
    }

    @Test func aTerminalThatIsClosedEndsTheRun() throws {
      let run = try ScreenRun(["run", "--seed", "7", "--speed", "max"])
      try run.waitForFrame()
      run.terminal.hangUp()
      #expect(run.terminal.wait(for: ScreenRun.patience) == .signal(SIGHUP))
      #expect(run.processesLeft.isEmpty)
    }

    /// The program that goes wrong on purpose, built beside the tests.
    private var probe: URL {
      Bundle.main.executableURL.map { url in
        var folder = url.deletingLastPathComponent()
        while folder.path != "/",
          !FileManager.default.isExecutableFile(atPath: folder.path + "/TerminalProbe")
        {
          folder = folder.deletingLastPathComponent()
        }
        return folder.appending(path: "TerminalProbe")
      } ?? URL(filePath: "TerminalProbe")
    }
  }

  /// A terminal that takes no more output: stopped by Ctrl-S, or a connection that hangs.
  @Suite(.serialized) struct StalledTerminals {
    @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGABRT, SIGSEGV, SIGILL])
    func aSignalEndsARunWhoseOutputNobodyTakes(signal: Int32) throws {
      let run = try ScreenRun(["run", "--seed", "7"], width: 200, height: 60)
      try run.waitForFrame()
      try fill(run)
      run.terminal.send(signal)
      // Nothing is read until the program has ended.
      let ending = try #require(run.terminal.wait(for: ScreenRun.patience), "it waits for a reader")
      #expect(ending == .signal(signal))
      let left = try run.expectCleanEnd()
      #expect(left.status == 128 + signal)
    }

    @Test func aSignalEndsARunThatControlSHasStopped() throws {
      let run = try ScreenRun(["run", "--seed", "7", "--speed", "max"], width: 200, height: 60)
      try run.waitForFrame()
      try run.terminal.write("\u{13}")
      usleep(300_000)
      run.terminal.send(SIGTERM)
      #expect(try run.expectCleanEnd().status == 128 + SIGTERM)
    }

    @Test func aTerminalThatListensAgainShowsTheRun() throws {
      let run = try ScreenRun(["run", "--seed", "7"], width: 200, height: 60)
      try run.waitForFrame()
      try fill(run)
      _ = run.terminal.read(for: .seconds(1))
      try run.waitForFrame()
      try run.terminal.write("q")
      #expect(try run.expectCleanEnd().status == 0)
    }

    /// Changes the whole screen until the program cannot write any more.
    private func fill(_ run: ScreenRun) throws {
      for size in 0..<60 {
        try run.terminal.resize(width: 200 - size % 2, height: 60)
        usleep(20_000)
      }
    }
  }
}
