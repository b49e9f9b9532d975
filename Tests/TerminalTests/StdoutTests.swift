import Foundation
import Testing

/// What prints to stdout, where stdout takes nothing.
@Suite struct StdoutTests {
  static let commands = [
    "trace --seed 1", "trace --seed 1 --format text", "check --seed 1", "pool --seed 1",
    "pool --seed 1 --format json", "render --seed 1", "render --seed 1 --format svg", "--help", "--version",
  ]

  /// Runs a line of shell in which `$viz` is the program, in a folder of its own that is `folder`.
  private func shell(_ line: String, in folder: URL? = nil) throws -> Program.Outcome {
    let program = try Program.locate().path
    let goTo = folder.map { "cd '\($0.path)' && " } ?? ""
    return try Program.run(
      URL(fileURLWithPath: "/bin/sh"), ["-c", goTo + line],
      environment: Program.environment(["viz": program]))
  }

  @Test(arguments: commands)
  func aFullDeviceIsOneLineAndStatus1(command: String) throws {
    let outcome = try shell("$viz \(command) >/dev/full")
    #expect(outcome.errorText == "viz: cannot write stdout: No space left on device\n")
    #expect(outcome.status == 1)
  }

  @Test(arguments: commands)
  func aClosedStdoutIsOneLineAndStatus1(command: String) throws {
    let outcome = try shell("$viz \(command) >&-")
    #expect(outcome.errorText == "viz: cannot write stdout: it is closed\n")
    #expect(outcome.status == 1)
  }

  @Test func aReaderThatLeavesEndsThePrintingQuietly() throws {
    let outcome = try shell("{ $viz trace --seed 1 --steps 100000; echo $? >&2; } | head -n 1")
    #expect(outcome.outputText.hasPrefix(#"{"step":0,"#))
    // 128 + SIGPIPE, as for all programs.
    #expect(outcome.errorText == "141\n")
  }

  @Test func aFileSizeLimitIsOneLineAndStatus1() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let outcome = try shell("ulimit -f 8; $viz trace --seed 1 --steps 10000 > trace.jsonl", in: folder)
    #expect(outcome.errorText == "viz: cannot write stdout: File too large\n")
    #expect(outcome.status == 1)
  }

  @Test(.enabled(if: Disc.unshare != nil, Comment(rawValue: Disc.reason)))
  func aFullDiscIsOneLineAndStatus1() throws {
    let folder = try temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let line = "\(Disc.full(free: 4, older: "old"))\n$viz trace --seed 1 --steps 1000 > trace.jsonl"
    let outcome = try shell(
      "unshare \(Disc.unshare?.joined(separator: " ") ?? "") sh -c '\(line)'", in: folder)
    #expect(outcome.errorText == "viz: cannot write stdout: No space left on device\n")
    #expect(outcome.status == 1)
  }
}

/// A new folder with an empty folder `disc` in it.
func temporaryFolder() throws -> URL {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("viz-files-\(UUID().uuidString.prefix(8))")
  try FileManager.default.createDirectory(
    at: folder.appendingPathComponent("disc"), withIntermediateDirectories: true)
  return folder
}
