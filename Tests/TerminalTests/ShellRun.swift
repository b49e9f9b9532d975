import Foundation
import PseudoTerminal
import Testing

/// An interactive shell in a pseudo-terminal, with the program as its job: every byte of both is seen.
final class ShellRun {
  /// A shell that people use.
  enum Shell: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case bash, dash
    var testDescription: String { rawValue }

    var command: [String] { self == .bash ? ["bash", "--norc", "--noprofile", "-i"] : ["dash", "-i"] }
  }

  /// What did not come, and what was on the terminal last.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private static let prompt = "<ready>"
  let terminal: PseudoTerminal
  /// Where the shell works; it goes with the run.
  let folder: URL
  /// The settings while the shell waits for a command.
  private var settings = ""
  /// All that was written so far, and how much of it was looked at.
  private(set) var output: [UInt8] = []
  private var seen = 0

  init(_ shell: Shell, environment changes: [String: String] = [:], width: Int = 80, height: Int = 24) throws
  {
    folder = FileManager.default.temporaryDirectory.appending(path: "viz-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // Otherwise bash would switch on brackets around what is pasted itself.
    let inputrc = folder.appending(path: "inputrc")
    try Data("set enable-bracketed-paste off\n".utf8).write(to: inputrc)
    let environment = Program.environment([
      "TERM": "xterm-256color", "PS1": Self.prompt, "HOME": folder.path, "INPUTRC": inputrc.path,
      "VIZ": try Program.locate().path,
    ])
    terminal = try PseudoTerminal(
      "/usr/bin/env", shell.command, environment: environment.merging(changes) { $1 }, width: width,
      height: height, folder: folder.path)
    try waitForPrompt()
    settings = try terminal.settings()
  }

  deinit {
    terminal.end()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Reads until `text` has come behind what was looked at before.
  func wait(for text: String, _ what: String? = nil) throws {
    let clock = ContinuousClock()
    let end = clock.now + ScreenRun.patience
    let wanted = Array(text.utf8)
    while true {
      if let place = Array(output[seen...]).firstRange(of: wanted) {
        seen += place.upperBound
        return
      }
      guard clock.now < end, let more = terminal.read(for: .milliseconds(100)) else {
        let last = String(decoding: output.suffix(400), as: UTF8.self).debugDescription
        throw Failure(description: "not so: \(what ?? text) comes\n\(last)")
      }
      output += more
    }
  }

  func waitForPrompt() throws {
    try wait(for: Self.prompt, "the prompt")
  }

  /// Waits for the end of a frame, and of what follows at once.
  func waitForFrame() throws {
    try wait(for: "\u{1b}[?2026l", "a frame")
    for _ in 0..<20 {
      guard let more = terminal.read(for: .milliseconds(100)), !more.isEmpty else { break }
      output += more
    }
    seen = output.count
  }

  /// Types a line that starts the program, waits for its frame and returns its process.
  @discardableResult
  func start(_ line: String) throws -> pid_t {
    try terminal.write(line + "\n")
    try waitForFrame()
    return try job()
  }

  /// The youngest process that the shell has started.
  func job(of parent: pid_t? = nil) throws -> pid_t {
    let parent = parent ?? terminal.process
    let children = try String(contentsOfFile: "/proc/\(parent)/task/\(parent)/children", encoding: .utf8)
    guard let job = children.split(separator: " ").last.flatMap({ pid_t($0) }) else {
      throw Failure(description: "the shell has no job")
    }
    return job
  }

  /// The letter that the kernel has for what a process does: T for stopped, Z for ended; `nil` where it is gone.
  static func state(of process: pid_t) -> Character? {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
      let end = text.lastIndex(of: ")")
    else { return nil }
    return text[end...].dropFirst(2).first
  }

  /// Whether a process has ended.
  static func hasEnded(_ process: pid_t) -> Bool { [nil, "Z"].contains(state(of: process)) }

  /// Waits until a process does what is wanted of it.
  func wait(_ what: String, until condition: () -> Bool) throws {
    let clock = ContinuousClock()
    let end = clock.now + ScreenRun.patience
    while !condition() {
      guard clock.now < end else { throw Failure(description: "not so: \(what)") }
      output += terminal.read(for: .milliseconds(20)) ?? []
    }
  }

  /// Runs a command of the shell and returns its exit status.
  @discardableResult
  func status(of command: String = "") throws -> Int32? {
    try terminal.write(command.isEmpty ? "echo \"=$?=\"\n" : "\(command); echo \"=$?=\"\n")
    var status: Int32?
    let start = output.count
    // What was typed before a prompt came is echoed before it: the status need not begin a line.
    try wait("a status comes") {
      let text = String(decoding: output[start...], as: UTF8.self)
      status = text.firstMatch(of: /=(\d+)=\s*<ready>/).flatMap { Int32($0.1) }
      return status != nil
    }
    seen = output.count
    return status
  }

  /// Expects the terminal as the shell had it before: its settings, the first screen, a cursor and no modes.
  func expectTerminalAsBefore() throws {
    try wait("the settings are as before") { (try? terminal.settings()) == settings }
    let text = String(decoding: output, as: UTF8.self)
    var modes: [Substring: Bool] = ["25": true]
    for match in text.matches(of: /\u{1b}\[\?([0-9;]+)([hl])/) {
      for mode in match.1.split(separator: ";") { modes[mode] = match.2 == "h" }
    }
    // Keypad and arrows, blinking and visible cursor, the mouse, second screen, pasting, whole frames.
    let wrong = modes.filter { $0.value != ["25", "12"].contains($0.key) }.keys.filter {
      $0 != "12" && $0 != "7"
    }
    #expect(wrong.isEmpty, "modes that are not as before: \(wrong)")
    #expect(
      text.components(separatedBy: "\u{1b}=").last?.contains("\u{1b}>") != false, "the keypad's mode is left")
  }
}
