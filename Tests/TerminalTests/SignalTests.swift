import Foundation
import PseudoTerminal
import Testing

/// How the runtime's reporter of crashes is set in the environment: not at all, as users have it, on, or off.
enum CrashReports: CaseIterable, CustomTestStringConvertible, Sendable {
  case unset, on, off

  var environment: [String: String] {
    switch self {
    case .unset: [:]
    case .on: ["SWIFT_BACKTRACE": "enable=yes"]
    case .off: ["SWIFT_BACKTRACE": "enable=no"]
    }
  }

  var testDescription: String { environment["SWIFT_BACKTRACE"] ?? "unset" }
}

extension FullScreen {
  /// Signals from outside, one or many.
  @Suite(.serialized) struct Signals {
    static let polite = [
      SIGHUP, SIGINT, SIGTERM, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGSTKFLT,
      SIGXCPU, 34, 64,
    ]
    static let deadly = [SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS]

    @Test(arguments: polite + deadly, CrashReports.allCases)
    func aSignalEndsTheScreenWithTheStatusThatAShellExpects(signal: Int32, reports: CrashReports) throws {
      let run = try ScreenRun(["run", "--seed", "7", "--speed", "max"], environment: reports.environment)
      try run.waitForFrame()
      run.terminal.send(signal)
      let ending = try run.expectCleanEnd()
      #expect(ending.status == 128 + signal)
      #expect(
        ending.afterwards.contains("viz: step ") == Self.polite.contains(signal), "\(ending.afterwards)")
      #expect(!ending.afterwards.contains("crashed"), "\(ending.afterwards)")
    }

    @Test(arguments: deadly + [SIGTERM, SIGINT, SIGHUP], CrashReports.allCases)
    func aSignalEndsACommandWithoutScreenInSilence(signal: Int32, reports: CrashReports) throws {
      let terminal = try PseudoTerminal(
        try Program.locate().path,
        ["trace", "--seed", "7", "--steps", "1000000000", "--every", "1000000000"],
        environment: Program.environment(reports.environment), width: 80, height: 24)
      // It writes nothing before it has many lines.
      usleep(200_000)
      terminal.send(signal)
      let left = terminal.readToEnd(for: ScreenRun.patience)
      #expect(terminal.wait(for: ScreenRun.patience) == .signal(signal))
      #expect(left.isEmpty, "\(String(decoding: left, as: UTF8.self))")
    }

    @Test(arguments: [
      [(0, SIGTERM), (0, SIGTERM)], [(0, SIGHUP), (10, SIGHUP)],
      [(0, SIGHUP), (300, SIGHUP), (600, SIGTERM)],
      [(0, SIGINT), (50, SIGTERM), (100, SIGHUP), (150, SIGUSR1)], [(0, SIGTERM), (1500, SIGTERM)],
    ])
    func whoAsksTwiceDoesNotCutShortTheLog(requests: [(Int, Int32)]) throws {
      try withLog { run, disc in
        try send(requests, to: run)
        usleep(300_000)
        #expect(run.terminal.wait(for: .zero) == nil, "it has not waited for the log")
        try disc.release()
        let ending = try run.expectCleanEnd()
        #expect(ending.status == 128 + requests[0].1)
        #expect(ending.afterwards.contains("viz: step 20 "))
      }
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
    func aSignalWhileAQuitWaitsForTheLogDecidesTheStatus(signal: Int32) throws {
      try withLog { run, disc in
        try run.terminal.write("q")
        usleep(400_000)
        try send([(0, signal), (20, signal)], to: run)
        usleep(300_000)
        try disc.release()
        let ending = try run.expectCleanEnd()
        #expect(ending.status == 128 + signal)
      }
    }

    @Test func aLogThatTakesLongIsToldOfOnTheFirstScreen() throws {
      try withLog { run, disc in
        try run.terminal.write("q")
        let told = run.terminal.read(for: ScreenRun.patience, until: "viz: the log is still being written")
        let bytes = try #require(told, "nothing is told")
        try disc.release()
        #expect(try run.expectCleanEnd(after: bytes).status == 0)
      }
    }

    @Test func whoInsistsEndsARunWhoseLogHangs() throws {
      try withLog(expectsIt: false) { run, _ in
        try run.terminal.write("q")
        var bytes = try #require(
          run.terminal.read(for: ScreenRun.patience, until: "viz: the log is still being written"))
        for _ in 0..<3 {
          try run.terminal.write("\u{3}")
          usleep(700_000)
        }
        bytes += run.terminal.readToEnd(for: .seconds(5))
        #expect(try run.expectCleanEnd(after: bytes).status == 128 + SIGINT)
      }
    }

    @Test(arguments: ShellRun.Shell.allCases, [0, 10, 300])
    func aWindowThatIsClosedKeepsTheLog(shell: ShellRun.Shell, distance: Int) throws {
      let run = try ShellRun(shell)
      let process = try run.start("$VIZ --seed 3 --speed max --stop-at 20 --log run.jsonl")
      usleep(200_000)
      run.terminal.hangUp()
      // bash sends what the kernel has sent already once more, or twice.
      for _ in 0..<2 where !ShellRun.hasEnded(process) {
        usleep(UInt32(distance) * 1000)
        kill(process, SIGHUP)
      }
      try run.wait("it ends") { ShellRun.hasEnded(process) }
      try expectLog(in: run)
    }

    @Test func aWindowThatIsClosedEndsEvenWhoIgnoresHangups() throws {
      let run = try ShellRun(.bash)
      let process = try run.start(
        "(trap '' HUP; exec $VIZ --seed 3 --speed max --stop-at 20 --log run.jsonl)")
      usleep(200_000)
      run.terminal.hangUp()
      try run.wait("it ends") { ShellRun.hasEnded(process) }
      try expectLog(in: run)
    }

    private func send(_ signals: [(Int, Int32)], to run: ScreenRun) throws {
      let start = ContinuousClock().now
      for (milliseconds, signal) in signals {
        let rest = start + .milliseconds(milliseconds) - ContinuousClock().now
        if rest > .zero { usleep(UInt32(rest / .microseconds(1))) }
        run.terminal.send(signal)
      }
    }

    /// Runs 20 steps with a log on a slow disc, does something, and expects the log afterwards.
    private func withLog(
      expectsIt: Bool = true, _ body: (_ run: ScreenRun, _ disc: SlowDisc) throws -> Void
    ) throws {
      let folder = FileManager.default.temporaryDirectory.appending(path: "viz-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(at: folder) }
      let disc = try SlowDisc(in: folder)
      let log = folder.appending(path: "run.jsonl")
      let run = try ScreenRun(
        ["run", "--seed", "3", "--speed", "max", "--stop-at", "20", "--log", log.path],
        environment: disc.environment)
      try run.waitForFrame()
      usleep(300_000)
      try body(run, disc)
      guard expectsIt else { return }
      #expect(try numbers(ofLogAt: log) == Program.viz("trace", "--seed", "3", "--steps", "20").outputText)
    }
  }
}
