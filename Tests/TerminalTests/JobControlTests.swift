import Foundation
import PseudoTerminal
import Testing

extension FullScreen {
  /// Stopped and continued in every way, by the shells that people have.
  @Suite(.serialized) struct JobControl {
    typealias Shell = ShellRun.Shell

    @Test(arguments: Shell.allCases)
    func controlZAndFgAsOftenAsOneLikesAndInEverySize(shell: Shell) throws {
      let run = try ShellRun(shell)
      let process = try run.start("$VIZ --seed 7 --paused")
      for height in 30..<33 {
        try run.terminal.write("\u{1a}")
        try run.waitForPrompt()
        #expect(ShellRun.state(of: process) == "T")
        try run.expectTerminalAsBefore()
        try run.terminal.resize(width: 100, height: height)
        try run.terminal.write("fg\n")
        // The keys stand in the last row of the new size.
        try run.wait(for: "\u{1b}[?1049h", "the second screen")
        try run.wait(for: "\u{1b}[\(height);", "the last row of the new size")
        try run.waitForFrame()
      }
      try expectQuit(run)
    }

    @Test(arguments: Shell.allCases, [SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU])
    func aStopFromOutsideAndFg(shell: Shell, signal: Int32) throws {
      let run = try ShellRun(shell)
      let process = try run.start("$VIZ --seed 7 --speed 20")
      for _ in 0..<2 {
        kill(process, signal)
        try run.waitForPrompt()
        #expect(ShellRun.state(of: process) == "T")
        if signal != SIGSTOP { try run.expectTerminalAsBefore() }
        try run.terminal.write("fg\n")
        try run.wait(for: "\u{1b}[?1049h", "the second screen")
        try run.waitForFrame()
      }
      try expectQuit(run)
    }

    @Test(arguments: Shell.allCases, [SIGSTOP, SIGTSTP])
    func whatIsContinuedInTheBackgroundWritesNothingUntilFg(shell: Shell, signal: Int32) throws {
      let run = try ShellRun(shell)
      let process = try run.start("$VIZ --seed 7 --speed 20")
      kill(process, signal)
      try run.waitForPrompt()
      for _ in 0..<2 {
        kill(process, SIGCONT)
        usleep(200_000)
        try run.wait("it stops again") { ShellRun.state(of: process) == "T" }
      }
      // The shell may tell that its job has changed.
      #expect(run.terminal.read(for: .milliseconds(300))?.contains(0x1b) == false, "something is written")
      try run.terminal.write("fg\n")
      try run.waitForFrame()
      try expectQuit(run)
    }

    @Test(
      arguments: [SIGTERM, SIGHUP, SIGINT, SIGUSR1, SIGQUIT].flatMap { signal in
        [SIGSTOP, SIGTSTP].map { (signal, $0) }
      }, Shell.allCases)
    func killedWhileStoppedItEndsWithItsLogAndLeavesTheShellAlone(signals: (Int32, Int32), shell: Shell)
      throws
    {
      let (signal, stop) = signals
      let run = try ShellRun(shell)
      let process = try run.start("$VIZ --seed 3 --speed max --stop-at 20 --log run.jsonl")
      usleep(200_000)
      kill(process, stop)
      try run.waitForPrompt()
      kill(process, signal)
      kill(process, SIGCONT)
      try run.wait("it ends") { ShellRun.hasEnded(process) }
      try run.terminal.write("\n")
      try run.waitForPrompt()
      try run.expectTerminalAsBefore()
      if signal != SIGQUIT { try expectLog(in: run) }
    }

    @Test(arguments: [SIGCONT, SIGWINCH])
    func aSignalThatAsksForNothingEndsNothing(signal: Int32) throws {
      let run = try ShellRun(.bash)
      let process = try run.start("$VIZ --seed 7 --paused")
      for _ in 0..<3 {
        kill(process, signal)
        usleep(50_000)
      }
      try run.terminal.write("s")
      try run.waitForFrame()
      try expectQuit(run)
    }

    @Test(arguments: Shell.allCases, ["--paused", "--speed 50"])
    func whoseParentIsGoneEndsWithItsLogWhenTheShellTakesTheTerminal(shell: Shell, option: String) throws {
      let run = try ShellRun(shell)
      try Data("$VIZ --seed 3 \(option) --log run.jsonl\necho not reached\n".utf8)
        .write(to: run.folder.appending(path: "script"))
      let parent = try run.start("sh script")
      let process = try run.job(of: parent)
      kill(parent, SIGKILL)
      try run.wait("it ends") { ShellRun.hasEnded(process) }
      // The shell's prompt came with the parent's end: what was written after it is read up to the answer to a new command.
      #expect(try run.status(of: "test -s run.jsonl") == 0)
      try run.expectTerminalAsBefore()
    }

    @Test(arguments: ["INT", "HUP", "TERM"])
    func whatTheParentIgnoresStaysIgnored(name: String) throws {
      let run = try ShellRun(.bash)
      let process = try run.start("(trap '' \(name); exec $VIZ --seed 7 --paused)")
      let signals = ["INT": SIGINT, "HUP": SIGHUP, "TERM": SIGTERM]
      for _ in 0..<4 { kill(process, try #require(signals[name])) }
      if name == "INT" { try run.terminal.write("\u{3}") }
      usleep(300_000)
      #expect(ShellRun.state(of: process) == "S")
      try expectQuit(run)
    }

    /// Shells ignore SIGQUIT for what runs in the background, for the keyboard's sake: whoever sends it means it.
    @Test func quitThatTheParentIgnoresEndsItWhenSomebodySendsIt() throws {
      let run = try ShellRun(.bash)
      let process = try run.start("(trap '' QUIT; exec $VIZ --seed 7 --paused)")
      kill(process, SIGQUIT)
      try run.wait("it ends") { ShellRun.hasEnded(process) }
      try run.waitForPrompt()
      try run.expectTerminalAsBefore()
      #expect(try run.status() == 128 + SIGQUIT)
    }

    /// Quits and expects a terminal and a shell as before.
    private func expectQuit(_ run: ShellRun) throws {
      try run.terminal.write("q")
      try run.wait(for: "viz: step ", "the summary")
      try run.waitForPrompt()
      try run.expectTerminalAsBefore()
      #expect(try run.status() == 0)
    }
  }
}

/// Expects the log of 20 steps with seed 3, whole.
func expectLog(in run: ShellRun) throws {
  let log = try numbers(ofLogAt: run.folder.appending(path: "run.jsonl"))
  #expect(try log == Program.viz("trace", "--seed", "3", "--steps", "20").outputText)
}
