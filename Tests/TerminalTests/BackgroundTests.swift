import Foundation
import PseudoTerminal
import Testing

extension FullScreen {
  /// The terminal is asked for its background once, and its answer decides about the theme whenever it comes.
  @Suite(.serialized) struct Backgrounds {
    private static let request = "\u{1b}]11;?\u{1b}\\"
    private static let answer = "\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\"
    /// The background of the light theme among 256 colours, and of the dark one.
    private static let (light, dark) = ("48;5;231m", "48;5;233m")

    /// What is written up to the end of the first frame.
    private func firstFrame(_ run: ScreenRun) throws -> String {
      let bytes = try #require(run.terminal.read(for: ScreenRun.patience, until: "\u{1b}[?2026l"))
      return String(decoding: bytes, as: UTF8.self)
    }

    @Test func aLightBackgroundGetsTheLightThemeHoweverTheAnswerIsCut() throws {
      let run = try ScreenRun()
      let first = try firstFrame(run)
      // Asked before the status, whose answer tells that no other is to come; and no frame waits for it.
      #expect(first.contains(Self.request + "\u{1b}[5n"), "\(first.debugDescription.prefix(300))")
      #expect(first.contains(Self.dark) && !first.contains(Self.light))
      for part in ["\u{1b}]1", "1;rgb:ffff/ff", "ff/ffff\u{1b}", "\\"] {
        try run.terminal.write(part)
        _ = run.terminal.read(for: .milliseconds(100))
      }
      try #require(run.terminal.read(for: ScreenRun.patience, until: Self.light) != nil)
      try run.terminal.write("\u{1b}[0nq")
      let ending = try run.expectCleanEnd()
      #expect(ending.status == 0 && ending.afterwards.contains("step 0 "))
    }

    @Test func aThemeThatAKeyChoseOutlastsALateAnswer() throws {
      let run = try ScreenRun()
      _ = try firstFrame(run)
      try run.terminal.write("TTT")
      try #require(run.terminal.read(for: ScreenRun.patience, until: "theme: dark") != nil)
      _ = run.terminal.readToEnd(for: .milliseconds(300))
      try run.terminal.write(Self.answer)
      let after = String(decoding: run.terminal.readToEnd(for: .milliseconds(500)), as: UTF8.self)
      #expect(!after.contains(Self.light))
      try run.terminal.write("\u{1b}[0nq")
      #expect(try run.expectCleanEnd().status == 0)
    }

    @Test(arguments: [
      (["--theme", "dark"], "xterm-256color", ""), (["--color", "none"], "xterm-256color", ""),
      ([], "linux", ""), ([], "vt100", ""), (["--theme", "light"], "xterm-256color", "15;0"),
    ])
    func nobodyIsAskedWhereItDoesNotMatterOrIsNotUnderstood(
      options: [String], terminal: String, numbers: String
    ) throws {
      let run = try ScreenRun(
        ["run", "--seed", "7", "--paused"] + options,
        environment: ["TERM": terminal, "COLORFGBG": numbers, "COLORTERM": ""])
      let bytes = run.terminal.readToEnd(for: .milliseconds(700))
      let first = String(decoding: bytes, as: UTF8.self)
      #expect(!first.contains("]11"), "\(first.debugDescription.prefix(300))")
      #expect(first.contains(Self.light) == options.contains("light"))
      try run.terminal.write("q")
      #expect(run.terminal.wait(for: ScreenRun.patience) == .exit(0))
    }

    @Test func theEnvironmentDecidesUntilTheTerminalAnswers() throws {
      let run = try ScreenRun(environment: ["COLORFGBG": "0;15"])
      #expect(try firstFrame(run).contains(Self.light))
      try run.terminal.write("\u{1b}]11;rgb:0/0/0\u{07}")
      try #require(run.terminal.read(for: ScreenRun.patience, until: Self.dark) != nil)
      try run.terminal.write("\u{1b}[0nq")
      #expect(try run.expectCleanEnd().status == 0)
    }

    @Test func anAnswerThatComesWhileLeavingIsNotLeftToTheShell() throws {
      let run = try ShellRun(.bash)
      try run.start("$VIZ run --seed 7 --paused")
      try run.terminal.write("q")
      _ = run.terminal.read(for: .milliseconds(50))
      try run.terminal.write(Self.answer + "\u{1b}[0n")
      try run.waitForPrompt()
      try run.terminal.write("echo typed:\n")
      try run.waitForPrompt()
      let after = String(decoding: run.output, as: UTF8.self).components(separatedBy: "viz: step").last ?? ""
      #expect(after.contains("typed:") && !after.contains("rgb"), "\(after.debugDescription)")
    }
  }
}
