import Foundation
import PseudoTerminal
import Testing

extension FullScreen {
  /// Frames go out as fast as the line to the terminal takes them, and no faster.
  @Suite(.serialized) struct SlowLines {
    private static let busy = ["run", "--seed", "7", "--optimizer", "adam"]

    @Test func aKeyShowsSoonHoweverSlowTheLine() throws {
      let run = try ScreenRun(Self.busy, width: 200, height: 50)
      let line = SlowLine(run.terminal, rate: 20_000)
      try line.draw(for: .seconds(5))
      try run.terminal.write("L")
      let clock = ContinuousClock()
      let pressed = clock.now
      #expect(try line.draw(for: .seconds(30), until: "linear") == true)
      #expect(clock.now - pressed < .seconds(2), "the key shows after \(clock.now - pressed)")
      // And the line is used.
      #expect(line.drawn > 40_000)
      try run.terminal.write("q")
      try line.draw(for: .seconds(20))
      #expect(run.terminal.wait(for: .seconds(10)) == .exit(0))
    }

    @Test func aFastLineGetsItsFrames() throws {
      let run = try ScreenRun(Self.busy, width: 120, height: 40)
      let line = SlowLine(run.terminal, rate: 10e6)
      try line.draw(for: .seconds(1))
      let before = line.frames
      try line.draw(for: .seconds(2))
      #expect(line.frames - before > 40)
    }

    @Test func thereAreAtMostAsManyFramesASecondAsAreWantedWhateverIsPressed() throws {
      let run = try ScreenRun(Self.busy + ["--frames", "4"], width: 120, height: 40)
      let line = SlowLine(run.terminal, rate: 10e6)
      try line.draw(for: .seconds(1))
      let clock = ContinuousClock()
      let (before, start) = (line.frames, clock.now)
      for _ in 0..<20 {
        try run.terminal.write("+-")
        try line.draw(for: .milliseconds(100))
      }
      let seconds = (clock.now - start) / .seconds(1)
      #expect(line.frames - before >= 4 && Double(line.frames - before) <= 4 * seconds + 2)
    }

    @Test func aTerminalThatDoesNotAnswerIsAskedOnceAndGetsItsFrames() throws {
      let run = try ScreenRun(Self.busy, width: 120, height: 40)
      let line = SlowLine(run.terminal, rate: 10e6, answers: false)
      let isAtWork = try line.draw(for: .seconds(3)) != nil
      #expect(isAtWork, "it has ended: \(String(describing: run.terminal.wait(for: .seconds(1))))")
      let before = line.frames
      #expect(before > 10)
      try line.draw(for: .seconds(2))
      #expect(line.frames - before > 40 && line.requests == 1)
    }

    @Test func aPausedScreenAsksNothing() throws {
      let run = try ScreenRun(width: 120, height: 40)
      let line = SlowLine(run.terminal, rate: 10e6)
      try line.draw(for: .seconds(1))
      let (drawn, requests) = (line.drawn, line.requests)
      #expect(requests <= 3)
      let before = try wakeUps(of: run.terminal.process)
      try line.draw(for: .seconds(2))
      #expect(line.drawn == drawn && line.requests == requests)
      #expect(try wakeUps(of: run.terminal.process) == before)
    }

    @Test func theAnswersOfALongWayDoNotReachTheShell() throws {
      // What is left to read behind viz is what a shell would take for typing.
      let script =
        #""$0" run --seed 7 --optimizer adam; IFS= read -rs -t 2 -n 99 left; printf 'left:%q:' "$left""#
      let run = try ScreenRun(
        ["-c", script, Program.locate().path], program: URL(filePath: "/bin/bash"), width: 80, height: 24)
      let line = SlowLine(run.terminal, rate: 1e6, roundTrip: .milliseconds(150))
      try line.draw(for: .seconds(2))
      #expect(line.requests > 4)
      try run.terminal.write("q")
      #expect(try line.draw(for: .seconds(10), until: "left:''") == true)
    }

    /// How often the program's threads gave the processor up of themselves.
    private func wakeUps(of process: pid_t) throws -> Int {
      let folder = "/proc/\(process)/task"
      return try FileManager.default.contentsOfDirectory(atPath: folder).reduce(0) { sum, thread in
        let status = try String(contentsOfFile: "\(folder)/\(thread)/status", encoding: .utf8)
        let count = status.firstMatch(of: /\nvoluntary_ctxt_switches:\s+(\d+)/).flatMap { Int($0.1) }
        return sum + (count ?? 0)
      }
    }
  }
}
