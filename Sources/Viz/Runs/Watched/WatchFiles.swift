import Formats
import Glibc
import Languages

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
    for (index, line) in try input.readAll().split(separator: UInt8(ascii: "\n")).enumerated() {
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
    let path = environmentVariable("PYTHONPATH") ?? ""
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
    let state = environmentVariable("XDG_STATE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
    guard let base = state ?? environmentVariable("HOME").map({ $0 + "/.local/state" }) else {
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
