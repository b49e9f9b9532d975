import CNcurses
import Glibc
import Languages

/// A program that was started to be watched: in a session of its own, its output in a file.
///
/// Nothing ties it to this process: it goes on when the terminal, or whoever watches, is gone.
final class StartedProgram {
  let process: pid_t
  /// How it ended, once it has.
  private(set) var ending: Ending?

  enum Ending: Equatable {
    case status(Int32)
    case signal(Int32)
    /// Nobody has told.
    case unknown

    /// The exit status that a shell would tell.
    var code: Int32 {
      switch self {
      case .status(let status): status
      case .signal(let signal): 128 + signal
      case .unknown: 1
      }
    }

    /// In a sentence.
    var text: String {
      switch self {
      case .status(let status): say("watched.endedStatus", "the program ended with status \(status)")
      case .signal(let signal):
        say(
          "watched.endedSignal",
          "the program was ended by signal \(signal) (\(String(cString: strsignal(signal))))")
      case .unknown:
        say("watched.endedUnknown", "the program ended; with which status is not known")
      }
    }
  }

  /// Starts `command` in `folder`, or here, with `environment` over that of this process; throws where that cannot be.
  init(
    _ command: [String], folder: String?, environment: [(name: String, value: String)], output: String
  ) throws(Failure) {
    var about = stat()
    if let folder, stat(folder, &about) != 0 || about.st_mode & S_IFMT != S_IFDIR {
      throw Failure(say("watched.noCwd", "--cwd '\(folder)' is no folder"))
    }
    let names = Set(environment.map(\.name))
    var variables = environment.map { "\($0.name)=\($0.value)" }
    var place = environ
    while let entry = place.pointee {
      let text = String(cString: entry)
      if !names.contains(String(text.prefix { $0 != "=" })) { variables.append(text) }
      place += 1
    }
    let arguments = command.map { strdup($0) } + [nil]
    let strings = variables.map { strdup($0) } + [nil]
    defer { for string in arguments + strings { free(string) } }
    var process: pid_t = 0
    let result = cncurses_start_program(&process, folder, output, arguments, strings)
    guard result == 0 else {
      throw Failure(
        say("watched.cannotStart", "cannot start '\(command[0])': \(systemErrorText(result))"))
    }
    self.process = process
  }

  /// Asks whether it has ended; tells whether that is news.
  func look() -> Bool {
    guard ending == nil else { return false }
    var status: Int32 = 0
    let result = waitpid(process, &status, WNOHANG)
    guard result != 0 else { return false }
    if result < 0 {
      guard errno != EINTR else { return false }
      // Whoever started this process has its children waited for by the system.
      guard kill(process, 0) != 0 else { return false }
      ending = .unknown
      return true
    }
    ending = status & 0x7f == 0 ? .status(status >> 8 & 0xff) : .signal(status & 0x7f)
    return true
  }

  /// Sends a signal to all that belongs to it.
  func signal(_ number: Int32) {
    if ending == nil { kill(-process, number) }
  }
}
