import Foundation
import Testing

extension FullScreen {
  /// Files that the full screen cannot write: the run goes on, the user is told, and what was there stays.
  @Suite(.serialized) struct LostFiles {
    private static let old = "log.jsonl"

    /// Lines of shell that run the program as `start`, then tell its status, what is in the folder and the old file.
    private func script(_ lines: String, start: String) -> String {
      """
      home=$PWD
      \(lines)
      \(start)
      echo "status $?"
      echo files $(ls -A)
      cp \(Self.old) $home/copy
      head -n 1 \(Self.old) | cut -c 1-60
      """
    }

    /// A session in which `sh disc.sh` runs `script`, with mounts of its own where there are any.
    private func session(_ script: String) throws -> TmuxSession {
      let session = try TmuxSession()
      try FileManager.default.createDirectory(
        at: session.folder.appendingPathComponent("disc"), withIntermediateDirectories: true)
      try script.write(
        to: session.folder.appendingPathComponent("disc.sh"), atomically: true, encoding: .utf8)
      return session
    }

    /// Runs a command line to its end, where the program should not come onto the screen.
    private func run(_ command: String, in session: TmuxSession) async throws -> Screen {
      try session.type(command)
      return try await session.wait("\(command) has ended") { $0.text.contains("status ") && $0.isAtPrompt }
    }

    private static var inDisc: String { "unshare \(Disc.unshare?.joined(separator: " ") ?? "") sh disc.sh" }

    @Test(.enabled(if: Disc.unshare != nil, Comment(rawValue: Disc.reason)))
    func aLogOnAFullDiscEndsButTheRunGoesOn() async throws {
      let session = try session(
        script(
          Disc.full(free: 8, older: Self.old), start: "viz --seed 3 --speed 1000 --log \(Self.old)"))
      try await expectALostLog(session, Self.inDisc, reason: "No space left on device", files: "filling ")
    }

    @Test func aLogThatReachesTheFileSizeLimitEndsButTheRunGoesOn() async throws {
      let session = try session(
        script(
          "cd disc; echo old > \(Self.old); ulimit -f 16",
          start: "viz --seed 3 --speed 1000 --log \(Self.old)"))
      try await expectALostLog(session, "sh disc.sh", reason: "File too large", files: "")
    }

    private func expectALostLog(
      _ session: TmuxSession, _ command: String, reason: String, files: String
    ) async throws {
      try await session.start(command)
      let told = try await session.wait("the bottom line tells that the log ended") {
        $0.lastLine.contains("the log ended: \(reason)") && $0.isViz
      }
      try await session.wait("the run goes on, and so it is told") {
        ($0.step ?? 0) > (told.step ?? .max) && $0.isRunning && $0.lastLine.contains(reason)
      }
      // A scene without the loss tells it too.
      try session.press("6")
      try await session.wait("the pooling scene tells it") {
        $0.lines[0].contains("6 pool") && $0.lastLine.contains("the log ended: \(reason)")
      }
      try session.press("q")
      let screen = try await session.waitForPrompt()
      #expect(screen.text.contains("viz: cannot write \(Self.old): \(reason)"))
      #expect(screen.text.contains("status 1"))
      #expect(screen.text.contains("files \(files)\(Self.old)\n"))
      // What could be written is there: whole lines, up to some step, which are those of a trace.
      let copy = try String(contentsOf: session.folder.appendingPathComponent("copy"), encoding: .utf8)
      #expect(copy.hasSuffix("\n") && copy.utf8.count > 4000)
      let numbers = numbers(ofLog: copy)
      let steps = numbers.split(separator: "\n").count - 1
      #expect(numbers == (try Program.viz("trace", "--seed", "3", "--steps", "\(steps)").outputText))
    }

    @Test(.enabled(if: Disc.unshare != nil, Comment(rawValue: Disc.reason)))
    func aLogWhoseFirstLineFindsNoRoomKeepsTheOldFile() async throws {
      let session = try session(
        script(
          Disc.full(free: 0, older: Self.old), start: "viz --seed 3 --paused --log \(Self.old)"))
      try await session.start(Self.inDisc)
      try await session.wait("it is told at once") {
        $0.lastLine.contains("the log ended: No space left on device")
      }
      try session.press("s", "q")
      let screen = try await session.waitForPrompt()
      #expect(screen.text.contains("viz: cannot write \(Self.old): No space left on device"))
      #expect(screen.text.contains("status 1"))
      #expect(screen.text.contains("files filling \(Self.old)\n"))
      #expect(screen.lines.contains("old"))
    }

    @Test(.enabled(if: Disc.unshare != nil, Comment(rawValue: Disc.reason)))
    func aLogOnAReadOnlyDiscIsRefusedBeforeTheScreen() async throws {
      let session = try session(
        script(Disc.readOnly(older: Self.old), start: "viz --seed 3 --log \(Self.old)"))
      let screen = try await run(Self.inDisc, in: session)
      #expect(screen.text.contains("viz: cannot write \(Self.old): Read-only file system"))
      #expect(screen.text.contains("status 1"))
      #expect(screen.text.contains("files \(Self.old)\n"))
      #expect(screen.lines.contains("old"))
    }

    @Test(arguments: [
      ("mkdir log", "log", "it is a folder", "log"),
      (":", "none/log", "No such file or directory", ""),
      ("mkfifo pipe", "pipe", "no program reads from this pipe", "pipe"),
      (":", "/dev/tty", "it is the terminal that shows the run", ""),
      (":", "/dev/stdout", "it is the terminal that shows the run", ""),
      ("ln -s nothing link", "link", "it is a link to a file that does not exist", "link"),
      ("echo > file", "file/log", "Not a directory", "file"),
    ])
    func aPlaceThatTakesNoLogIsRefusedBeforeTheScreen(
      lines: String, path: String, reason: String, files: String
    ) async throws {
      let session = try session(
        script("cd disc; echo old > \(Self.old); \(lines)", start: "viz --seed 3 --log \(path)"))
      let screen = try await run("sh disc.sh", in: session)
      #expect(screen.text.contains("viz: cannot write \(path): \(reason)"))
      #expect(screen.text.contains("status 1"))
      let names = ([Self.old] + (files.isEmpty ? [] : [files])).sorted().joined(separator: " ")
      #expect(screen.text.contains("files \(names)\n"))
      #expect(screen.lines.contains("old"))
    }

    @Test func aTerminalThatIsNotKnownLeavesNoFileBehind() async throws {
      let session = try session(
        script("cd disc; echo old > \(Self.old)", start: "TERM=nothing viz --seed 3 --log \(Self.old)"))
      let screen = try await run("sh disc.sh", in: session)
      #expect(screen.text.contains("status 1"))
      #expect(screen.text.contains("files \(Self.old)\n"))
      #expect(screen.lines.contains("old"))
    }

    @Test(
      .enabled(if: Disc.unshare != nil, Comment(rawValue: Disc.reason)),
      arguments: [
        (Disc.full(free: 0, older: old), "No space left on device", "filling "),
        (Disc.readOnly(older: old), "Read-only file system", ""),
      ])
    func aPictureThatCannotBeSavedIsToldAndLeavesNothing(
      disc: String, reason: String, files: String
    ) async throws {
      let session = try session(script(disc, start: "viz --seed 3 --paused"))
      try await session.start(Self.inDisc)
      try session.press("S")
      try await session.wait("the bottom line tells why") {
        $0.lastLine.contains("cannot write viz-step-0.svg: \(reason)")
      }
      try session.press("s")
      try await session.wait("the run goes on") { $0.step == 1 && $0.isViz }
      try session.press("q")
      let screen = try await session.waitForPrompt()
      #expect(screen.text.contains("status 0"))
      #expect(screen.text.contains("files \(files)\(Self.old)\n"))
    }

    @Test func aPictureNeverReplacesAnother() async throws {
      let session = try TmuxSession()
      _ = try await session.shell("echo mine > viz-step-0.svg; ln -s nothing viz-step-0-2.svg")
      try await session.start("viz --seed 3 --paused")
      try session.press("S")
      try await session.wait("the picture has the next free name") {
        $0.lastLine.contains("saved viz-step-0-3.svg")
      }
      try session.press("q")
      try await session.waitForPrompt()
      #expect(try await session.shell("cat viz-step-0.svg; ls").hasPrefix("mine\n"))
      #expect(try await session.shell("ls | grep -c partial") == "0\n")
    }
  }
}
