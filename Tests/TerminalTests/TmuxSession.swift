import Foundation
import Testing

/// A shell in a terminal of its own: a private tmux server, without anyone's settings, in a folder that goes with it.
final class TmuxSession {
  /// What a program must leave as it found it.
  struct TerminalState: Equatable {
    let settings: String
    let isAlternateScreen: Bool
    let isCursorVisible: Bool
  }

  /// A condition that did not come true, and what the screen showed at last.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  // Long: a busy machine takes ten seconds for what takes two here, and only what never comes true waits so long.
  private static let patience = Duration.seconds(40)
  // -u: the terminal is UTF-8 whatever locale a test gives to the program.
  private static let privately = ["-u", "-L", "viz", "-f", "/dev/null"]
  private static let keyNames = [
    "space": "Space", "tab": "Tab", "esc": "Escape", "enter": "Enter", "backspace": "BSpace",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right",
    "home": "Home", "end": "End", "pageup": "PPage", "pagedown": "NPage", "ctrl-l": "C-l",
  ]

  /// The shell's working folder; `viz` stands in its search path.
  let folder: URL
  private let environment: [String: String]
  private let server = Process()
  private var commandCount = 0

  init(_ size: FullScreen.Size = FullScreen.Size.all[0], environment changes: [String: String] = [:]) throws {
    let program = try Program.locate()
    let files = FileManager.default
    folder = files.temporaryDirectory.appendingPathComponent("viz-\(UUID().uuidString.prefix(8))")
    let bin = folder.appendingPathComponent("bin")
    try files.createDirectory(at: bin, withIntermediateDirectories: true)
    try files.createSymbolicLink(at: bin.appendingPathComponent("viz"), withDestinationURL: program)
    var environment = Program.environment(["HOME": folder.path, "TMUX_TMPDIR": folder.path])
    environment["PATH"] = bin.path + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    self.environment = environment.merging(changes) { $1 }
    let start = [
      "set", "-g", "default-terminal", "tmux-256color", ";", "set", "-g", "status", "off", ";",
      "new-session", "-d", "-x", "\(size.width)", "-y", "\(size.height)", "-c", folder.path,
      // A plain sh: one with line editing repairs the terminal after a program and would hide what it left.
      "env", "PS1=$ ", "sh",
    ]
    try startServer()
    let end = ContinuousClock.now + Self.patience
    while true {
      do {
        try tmux(start)
        break
      } catch {
        // The server takes a moment to listen.
        guard ContinuousClock.now < end else { throw error }
        usleep(5000)
      }
    }
    // What is typed before the prompt would stand before it.
    while try !screen().isAtPrompt {
      guard ContinuousClock.now < end else { throw Failure(description: "the shell has no prompt") }
      usleep(5000)
    }
  }

  /// Starts the server in the foreground: one that turns into a daemon keeps the pipes of its starter open.
  private func startServer() throws {
    server.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    server.arguments = ["tmux", "-D"] + Self.privately
    server.environment = environment
    server.standardInput = FileHandle.nullDevice
    server.standardOutput = FileHandle.nullDevice
    server.standardError = FileHandle.nullDevice
    // Swift's own threads block most signals, and what they start would inherit that.
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try server.run()
  }

  deinit {
    hangUp()
    try? FileManager.default.removeItem(at: folder)
  }

  /// Takes the terminal away from all that runs in it.
  func hangUp() {
    _ = try? tmux("kill-server")
  }

  // MARK: Keys

  /// Presses keys, named as the key table names them; others as tmux does, such as "C-c".
  func press(_ keys: String...) throws {
    try tmux(["send-keys", "--"] + keys.map { Self.keyNames[$0] ?? $0 })
  }

  /// Pastes text as a user does, between the marks that a program asked for.
  func paste(_ text: String) throws {
    try tmux("set-buffer", "--", text)
    try tmux("paste-buffer", "-p", "-r")
  }

  /// Types a command line.
  func type(_ line: String) throws {
    try tmux("send-keys", "-l", "--", line)
    try press("enter")
  }

  /// Runs a command in the shell and returns what it printed.
  func shell(_ command: String) async throws -> String {
    commandCount += 1
    let output = folder.appendingPathComponent("output-\(commandCount)")
    let done = folder.appendingPathComponent("done-\(commandCount)")
    try type("{ \(command); } >\(output.lastPathComponent) 2>&1; : >\(done.lastPathComponent)")
    try await wait("the shell runs \(command)") {
      $0.isAtPrompt && FileManager.default.fileExists(atPath: done.path)
    }
    return String(decoding: try Data(contentsOf: output), as: UTF8.self)
  }

  /// Types a command line that starts the program, and waits for its first frame.
  @discardableResult
  func start(_ line: String) async throws -> Screen {
    try type(line)
    return try await wait("viz is on the screen") { $0.isViz }
  }

  // MARK: Looks

  /// What the terminal shows now.
  func screen() throws -> Screen {
    Screen(try tmux("capture-pane", "-p"))
  }

  /// What the terminal shows now, with the escapes for its colours and styles.
  func styledScreen() throws -> String {
    try tmux("capture-pane", "-p", "-e")
  }

  /// Waits until the screen meets a condition, and returns it; fails with the screen as it was at last.
  @discardableResult
  func wait(_ what: String, until condition: (Screen) throws -> Bool) async throws -> Screen {
    let clock = ContinuousClock()
    let end = clock.now + Self.patience
    while true {
      let screen = try screen()
      if try condition(screen) { return screen }
      guard clock.now < end else { throw Failure(description: "not so: \(what)\n\(screen)") }
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  /// Waits until the shell is back, and returns the screen.
  @discardableResult
  func waitForPrompt() async throws -> Screen {
    try await wait("the shell is back") { try $0.isAtPrompt && !isAlternateScreen() }
  }

  /// What a program must leave as it found it; the shell must be waiting.
  func state() async throws -> TerminalState {
    let (isAlternate, cursor) = (try isAlternateScreen(), try value("cursor_flag") == "1")
    // -g: every setting, but not the size, which tmux passes on when it likes.
    return TerminalState(
      settings: try await shell("stty -g"), isAlternateScreen: isAlternate, isCursorVisible: cursor)
  }

  /// The exit status of the shell's last command.
  func lastStatus() async throws -> Int32? {
    Int32(try await shell("echo $?").trimmingCharacters(in: .whitespacesAndNewlines))
  }

  private func isAlternateScreen() throws -> Bool {
    try value("alternate_on") == "1"
  }

  // MARK: The terminal and its programs

  /// Gives the terminal another size.
  func resize(width: Int, height: Int) throws {
    try tmux("resize-window", "-x", "\(width)", "-y", "\(height)")
  }

  /// The process that the shell waits for.
  func foregroundProcess() throws -> pid_t {
    let shell = try value("pane_pid")
    let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
    guard let process = children.split(separator: " ").last.flatMap({ pid_t($0) }) else {
      throw Failure(description: "the shell waits for no process")
    }
    return process
  }

  /// Whether the shell waits for a process; what a very small screen shows cannot tell.
  var isWaitingForProcess: Bool { (try? foregroundProcess()) != nil }

  private func value(_ name: String) throws -> String {
    try tmux("display", "-p", "#{\(name)}").trimmingCharacters(in: .newlines)
  }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String {
    try tmux(arguments)
  }

  @discardableResult
  private func tmux(_ arguments: [String]) throws -> String {
    let outcome = try Program.run(
      URL(fileURLWithPath: "/usr/bin/env"), ["tmux", "-N"] + Self.privately + arguments,
      environment: environment)
    guard outcome.status == 0 else { throw Failure(description: "tmux \(arguments): \(outcome.errorText)") }
    return outcome.outputText
  }
}
