import Foundation
import PseudoTerminal
import Testing

extension FullScreen {
  /// A log can be read while the run goes on, and nothing that was written is lost however the run ends.
  @Suite(.serialized) final class GrowingLogs {
    private let folder: URL
    private var log: String { folder.appending(path: "run.jsonl").path }

    init() throws {
      folder = FileManager.default.temporaryDirectory.appending(path: "viz-\(UUID().uuidString.prefix(8))")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
      try? FileManager.default.removeItem(at: folder)
    }

    /// Starts a run from seed 3 that logs, and waits until it is on the screen.
    private func start(_ options: String, log name: String = "run.jsonl") throws -> ScreenRun {
      let run = try ScreenRun(
        ["run", "--seed", "3", "--log", name] + options.split(separator: " ").map(String.init), folder: folder
      )
      try run.waitForFrame()
      return run
    }

    private func text(_ path: String) -> String {
      (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }

    /// The lines of the file that `viz trace` prints as well.
    private var steps: String { numbers(ofLog: text(log)) }

    private func trace(_ options: String...) throws -> String {
      try Program.run(
        Program.locate(), ["trace", "--seed", "3"] + options, environment: Program.environment()
      ).outputText
    }

    /// Waits until a condition holds while the screen is read; false where it does not within `time`.
    private func holds(_ run: ScreenRun, within time: Duration, _ condition: () -> Bool) -> Bool {
      let end = ContinuousClock.now + time
      while ContinuousClock.now < end {
        if condition() { return true }
        _ = run.terminal.read(for: .milliseconds(20))
      }
      return condition()
    }

    private func kill(_ run: ScreenRun) {
      run.terminal.send(SIGKILL)
      #expect(run.terminal.wait(for: ScreenRun.patience) == .signal(SIGKILL))
    }

    /// What a kill left: where it comes in the middle of a line's crossing into another page, that line may be cut.
    private var wholeLines: String {
      let text = text(log)
      return numbers(ofLog: String(text[...(text.lastIndex(of: "\n") ?? text.startIndex)]))
    }

    @Test(arguments: ["0.2", "1", "3", "100", "max"])
    func linesCanBeReadWhileTheRunGoesOn(speed: String) throws {
      let run = try start("--speed \(speed)")
      // Twice a second at least where there are steps; the machine may be busy. What was done stands between, in few lines.
      #expect(holds(run, within: .seconds(10)) { text(log).contains("\n{\"step\":0,\"weights\"") })
      let size = { try? FileManager.default.attributesOfItem(atPath: self.log)[.size] as? Int }
      let isThere = { self.text(self.log).contains("\n{\"step\":1,\"optimizer\"") }
      #expect(holds(run, within: .seconds(20)) { isThere() }, "no step at \(speed) a second")
      let before = size() ?? 0
      #expect(
        holds(run, within: .seconds(20)) { size() ?? 0 > before }, "no further step at \(speed) a second")
      kill(run)
      expectBeginningOfTrace(wholeLines)
    }

    @Test func aPausedRunsLinesAreInTheFile() throws {
      let run = try start("--paused")
      for keys in ["s", "ss", "+", "so", "b", "r"] {
        let before = text(log)
        try run.terminal.write(keys)
        #expect(holds(run, within: .seconds(10)) { text(log) != before }, "nothing was written after \(keys)")
      }
      #expect(holds(run, within: .seconds(10)) { text(log).contains(#""do":"reset""#) })
      let written = text(log)
      kill(run)
      #expect(text(log) == written)
      #expect(written.hasSuffix("\n"))
      // One at step 0 for each start, one a step.
      #expect(numbers(ofLog: written).split(separator: "\n").count == 1 + 4 + 1)
      #expect(written.split(separator: "\n").filter { $0.contains(#""hash":""#) }.count == 1 + 4)
    }

    @Test func aRunThatPausesItselfHasAllItsLinesInTheFile() throws {
      let run = try start("--speed max --stop-at 500 --every 7")
      let wanted = try trace("--steps", "500", "--every", "7")
      // The last step is not due and may not be the last yet.
      let due = wanted.split(separator: "\n", omittingEmptySubsequences: false).dropLast(2).joined(
        separator: "\n")
      #expect(holds(run, within: .seconds(10)) { steps == due + "\n" })
      try run.terminal.write("q")
      #expect(try run.expectCleanEnd().status == 0)
      #expect(steps == wanted)
    }

    @Test(arguments: 0..<12)
    func aProgramThatIsKilledLeavesWholeLines(turn: Int) throws {
      let run = try start("--speed max --every \(1 + turn % 3 * 4)")
      #expect(holds(run, within: .seconds(10)) { text(log).utf8.count > 100_000 })
      usleep(UInt32(turn) * 7001)
      kill(run)
      #expect(wholeLines.utf8.count > 100_000 - 4096)
      expectBeginningOfTrace(wholeLines, every: 1 + turn % 3 * 4)
      #expect(try names == ["run.jsonl"])
    }

    @Test func anOlderLogStaysUntilTheRunIsUp() throws {
      try "old\n".write(toFile: log, atomically: true, encoding: .utf8)
      #expect(chmod(log, 0o640) == 0)
      let refused = try ScreenRun(
        ["run", "--log", "run.jsonl"], environment: ["TERM": "nothing"], folder: folder)
      _ = refused.terminal.readToEnd(for: ScreenRun.patience)
      #expect(refused.terminal.wait(for: ScreenRun.patience) == .exit(1))
      #expect(text(log) == "old\n")
      let run = try start("--paused")
      #expect(holds(run, within: .seconds(10)) { steps.hasPrefix(#"{"step":0,"#) })
      let mode = try FileManager.default.attributesOfItem(atPath: log)[.posixPermissions] as? Int
      #expect(mode == 0o640)
      #expect(try names == ["run.jsonl"])
      kill(run)
    }

    @Test func aLinkStaysOneAndItsFileGrows() throws {
      let target = folder.appending(path: "target.jsonl").path
      try "old\n".write(toFile: target, atomically: true, encoding: .utf8)
      try FileManager.default.createSymbolicLink(atPath: log, withDestinationPath: target)
      let run = try start("--paused")
      #expect(holds(run, within: .seconds(10)) { text(target).hasPrefix(#"{"viz":"#) })
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: log) == target)
      kill(run)
    }

    @Test func aLogThatIsRemovedIsToldWhileTheRunGoesOn() throws {
      let run = try start("--speed 100")
      try FileManager.default.removeItem(atPath: log)
      #expect(run.terminal.read(for: ScreenRun.patience, until: "the log ended: the file was removed") != nil)
      try run.terminal.write("q")
      let ending = try run.expectCleanEnd()
      #expect(ending.status == 1)
      #expect(ending.afterwards.contains("viz: cannot write run.jsonl: the file was removed or replaced"))
      #expect(try names.isEmpty)
    }

    @Test func ofTwoRunsWithOneLogTheFirstIsTold() throws {
      let first = try start("--speed 100")
      let second = try start("--paused")
      #expect(first.terminal.read(for: ScreenRun.patience, until: "the log ended: the file was") != nil)
      try second.terminal.write("sq")
      #expect(try second.expectCleanEnd().status == 0)
      #expect(steps == (try trace("--steps", "1")))
    }

    @Test func aPipesReaderGetsEveryLineAtOnce() throws {
      let pipe = folder.appending(path: "pipe").path
      #expect(mkfifo(pipe, 0o600) == 0)
      let reader = Process()
      reader.executableURL = URL(filePath: "/bin/sh")
      reader.arguments = ["-c", "cat '\(pipe)' > '\(log)'"]
      try reader.run()
      // Opened by the reader as soon as there is a writer; until then nobody reads.
      usleep(300_000)
      let run = try start("--paused", log: "pipe")
      try run.terminal.write("sss")
      #expect(holds(run, within: .seconds(10)) { steps.split(separator: "\n").count == 4 })
      try run.terminal.write("sq")
      #expect(try run.expectCleanEnd().status == 0)
      reader.waitUntilExit()
      #expect(steps == (try trace("--steps", "4")))
    }

    @Test func aPipesReaderThatLeavesEndsTheLogAndNotTheRun() throws {
      let pipe = folder.appending(path: "pipe").path
      #expect(mkfifo(pipe, 0o600) == 0)
      let reader = Process()
      reader.executableURL = URL(filePath: "/bin/sh")
      reader.arguments = ["-c", "head -n 3 '\(pipe)'"]
      reader.standardOutput = FileHandle.nullDevice
      try reader.run()
      usleep(300_000)
      let run = try start("--speed 100", log: "pipe")
      #expect(run.terminal.read(for: ScreenRun.patience, until: "the log ended: Broken pipe") != nil)
      try run.terminal.write("q")
      #expect(try run.expectCleanEnd().status == 1)
    }

    @Test(.timeLimit(.minutes(1)))
    func aPipesReaderThatTakesNothingKeepsNobodyFromQuitting() throws {
      let pipe = folder.appending(path: "pipe").path
      #expect(mkfifo(pipe, 0o600) == 0)
      let descriptor = open(pipe, O_RDONLY | O_NONBLOCK)
      defer { close(descriptor) }
      let run = try start("--speed max", log: "pipe")
      #expect(run.terminal.read(for: ScreenRun.patience, until: "its reader takes nothing") != nil)
      try run.terminal.write("q")
      #expect(try run.expectCleanEnd().status == 1)
    }

    @Test func aLogMayGoNowhere() throws {
      let run = try start("--speed max", log: "/dev/null")
      try run.terminal.write("q")
      #expect(try run.expectCleanEnd().status == 0)
    }

    @Test func aFullDeviceIsTold() throws {
      let run = try ScreenRun(["run", "--paused", "--log", "/dev/full"], folder: folder)
      #expect(
        run.terminal.read(for: ScreenRun.patience, until: "the log ended: No space left on device") != nil)
      try run.terminal.write("q")
      #expect(try run.expectCleanEnd().status == 1)
    }

    private var names: [String] {
      get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path) }
    }

    /// Whole lines, and those of a trace as far as they go.
    private func expectBeginningOfTrace(_ text: String, every: Int = 1) {
      #expect(text.hasSuffix("\n"), "the last line is cut: \(text.suffix(80))")
      let lines = text.split(separator: "\n")
      let wanted = try? trace("--steps", "\((lines.count - 1) * every)", "--every", "\(every)")
      #expect(wanted == text)
    }
  }
}
