import ArgumentParser
import Formats
import Glibc
import Languages

/// `viz watch`: starts a program that trains with PyTorch, and shows and steers it.
struct WatchCommandLine: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "watch",
      abstract: say("command.watch", "Start a PyTorch program and watch and steer its training."),
      usage: say("command.watchUsage", "viz watch [<options>] -- <command> ..."),
      discussion: say(
        "command.watchDiscussion",
        """
        The program needs no edit. It runs in a session of its own, its output in a file; q asks whether to leave it running, \
        which viz attach comes back to, or to stop it. Untouched, it computes the same numbers as without viz.

        Examples:
          viz watch -- python train.py --lr 0.1
          viz watch --output train.log -- torchrun --nproc-per-node=2 train.py
        """))
  }

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say("option.cwd", "Folder to start it in. (default: this one)"),
      valueName: say("value.folder", "folder")),
    completion: .directory)
  var cwd: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.watchOutput",
        """
        File for all that it prints; an older one is replaced. What is changed is written beside it. (default: one \
        in ~/.local/state/viz)
        """), valueName: say("value.file", "file")), completion: .file())
  var output: String?

  @Flag(
    help: ArgumentHelp(
      say("option.hold", "Keep a paused run paused when nobody watches any more, and not for a minute only."))
  )
  var hold = false

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      say(
        "option.replay",
        "Do again, at the same steps, what the steering log of an earlier run tells. (default: nothing)"),
      valueName: say("value.file", "file")), completion: .file())
  var replay: String?

  @OptionGroup(title: say("option.screenTitle", "Screen"))
  var look: LookOptions

  @Argument(
    parsing: .postTerminator,
    help: ArgumentHelp(
      say("option.program", "The program with its arguments, behind --."),
      valueName: say("value.command", "command")))
  var command: [String] = []

  func validate() throws {
    if command.isEmpty {
      throw ValidationError(
        say("error.programMissing", "the program is missing: viz watch -- python train.py would be right"))
    }
  }

  /// The command as it is shown: without the folder of the program.
  private var title: String {
    let name = command[0].split(separator: "/").last.map { String($0) } ?? command[0]
    return ([name] + command.dropFirst()).joined(separator: " ")
  }

  func run() throws {
    try WatchScreen.check()
    let files = try WatchFiles(output: output, replay: replay, program: command)
    let python = try PythonFolder()
    let name = "\(getpid())-\(UInt64.random(in: 0..<1 << 48))"
    let environment = files.environment(python: python.path, run: name, holds: hold)
    let (run, ending) = try WatchScreen(look: look).show {
      let program = try StartedProgram(
        command, folder: cwd, environment: environment, output: files.output)
      let run = try WatchedRun(
        watching: program, command: title, name: name, output: files.output)
      return (run, run.report)
    }
    let status = run.status
    let place = say("told.outputIn", "its output is in \(files.output)")
    let fate: String
    if let status {
      fate = say("told.ended", "\(run.summary); ended with status \(status)")
    } else if let process = run.process {
      fate =
        run.isHeld && !hold
        ? say(
          "told.goesOnSoon", "\(run.summary); process \(process) goes on in a minute, viz attach comes back")
        : say("told.leftRunning", "\(run.summary); process \(process) goes on, viz attach comes back")
    } else {
      fate = say("told.goesOn", "\(run.summary); process \(run.group) goes on")
    }
    try WatchScreen.finish("\(fate)\nviz: \(place)", ending)
    if let status, status != 0 { throw ExitCode(status) }
  }
}

/// Where a watched program's output and steering log go, and what it is told of them.
struct WatchFiles {
  /// All that the program prints.
  let output: String
  /// What was changed at which step.
  let steeringLog: String
  /// What is to be done again.
  private let replay: String?

  /// Makes the file for the output; throws where it cannot be written, or `replay` cannot be read.
  init(output: String?, replay: String?, program: [String]) throws {
    let path = try output ?? Self.newPath(program)
    guard case .file = try OutputPlace(path) else {
      throw Failure(
        say(
          "error.outputNotPlain",
          "--output '\(path)' is no plain file; what a program prints is read from one"))
    }
    self.replay = try replay.map { file in
      guard access(file, R_OK) == 0, let whole = realpath(file, nil) else {
        throw Failure(say("error.cannotReadReplay", "cannot read --replay '\(file)': \(systemErrorText())"))
      }
      defer { free(whole) }
      try Self.checkSteeringLog(file)
      return String(cString: whole)
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0, let whole = realpath(path, nil) else {
      throw Failure(say("error.cannotWriteOutput", "cannot write --output '\(path)': \(systemErrorText())"))
    }
    close(descriptor)
    self.output = String(cString: whole)
    free(whole)
    // One that is done again must not be written to meanwhile.
    let log = self.output + ".steering.jsonl"
    steeringLog = log == self.replay ? self.output + ".steering-again.jsonl" : log
    unlink(steeringLog)
  }

  /// Throws where a file is no steering log: an object a line, with a step and what was changed.
  private static func checkSteeringLog(_ path: String) throws {
    let input = try ByteInput(path: path, limit: 1 << 26)
    var bytes: [UInt8] = []
    while let byte = try input.next() { bytes.append(byte) }
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
      let told = try? JSONValue(Array(line), name: path)
      guard told?["step"]?.int != nil, ["set", "optimizer"].contains(told?["what"]?.string) else {
        throw Failure(
          say(
            "error.noSteeringLog",
            """
            --replay '\(path)' is no steering log: line \(index + 1) tells of no change; viz watch writes one \
            beside the output
            """)
        )
      }
    }
  }

  /// The variables that the program is started with.
  func environment(python: String, run: String, holds: Bool) -> [(name: String, value: String)] {
    let path = getenv("PYTHONPATH").map { String(cString: $0) } ?? ""
    var variables = [
      ("PYTHONPATH", path.isEmpty ? python : "\(python):\(path)"), ("PYTHONUNBUFFERED", "1"),
      ("VIZ_RUN", run), ("VIZ_OUTPUT", output), ("VIZ_STEERING_LOG", steeringLog),
    ]
    if holds { variables.append(("VIZ_HOLD", "1")) }
    if let replay { variables.append(("VIZ_REPLAY", replay)) }
    return variables.map { (name: $0.0, value: $0.1) }
  }

  /// A file that is not there yet, in the folder that keeps such things, named by the program and the time.
  private static func newPath(_ program: [String]) throws -> String {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    let state = variable("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let base = state ?? variable("HOME").map({ $0 + "/.local/state" }) else {
      throw Failure(
        say("error.noHome", "there is no home folder for what the program prints; name a file with --output"))
    }
    let folder = base + "/viz"
    var path = ""
    for part in folder.split(separator: "/") {
      path += "/\(part)"
      guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
        throw Failure(
          say(
            "error.cannotMakeFolder",
            "cannot make the folder \(path): \(systemErrorText()); name a file with --output"))
      }
    }
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    var text = [CChar](repeating: 0, count: 32)
    strftime(&text, text.count, "%Y%m%d-%H%M%S", &parts)
    let script = program.first { $0.hasSuffix(".py") } ?? program[0]
    let name = script.split(separator: "/").last ?? "program"
    let stamp = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return "\(folder)/\(name)-\(stamp)-\(getpid()).log"
  }
}
