import Formats
import Glibc
import Languages

/// The private folder where watched runs have their sockets: each has `PID.sock`, and `PID.json` that tells of it.
struct RunFolder {
  /// What a run tells of itself.
  struct Entry: Equatable {
    let process: Int
    /// Its command line, as Python has it.
    let arguments: [String]
    let folder: String
    /// The name that whoever started it gave it.
    let run: String?
    /// When it began, in seconds since 1970: a process may begin another run.
    let start: Double
    let socket: String
    /// The file that its output goes to, where that is known.
    var output: String?

    /// Such as "4711  train.py --lr 0.1  in ~/course".
    var line: String {
      say("watched.entry", "\(process)  \(arguments.joined(separator: " "))  in \(folder)")
    }
  }

  let path: String

  /// The folder of this user; it need not be there.
  init() {
    if let base = Self.variable("XDG_RUNTIME_DIR"), Self.isFolder(base) {
      path = base + "/viz"
    } else {
      // As Python's tempfile chooses it.
      let base = ["TMPDIR", "TEMP", "TMP"].compactMap(Self.variable).first(where: Self.isFolder) ?? "/tmp"
      path = base + "/viz-\(getuid())"
    }
  }

  /// The runs that answer, in the order of their numbers; what is left of others is taken away.
  func entries() -> [Entry] {
    processes.compactMap(entry).filter(answers)
  }

  /// The runs of that name, the newest first, whether or not they answer.
  func entries(ofRun name: String) -> [Entry] {
    processes.compactMap(entry).filter { $0.run == name }.sorted { $0.start > $1.start }
  }

  /// The processes that have told of themselves, in the order of their numbers.
  private var processes: [Int] {
    guard isOurs, let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var processes: [Int] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasSuffix(".json"), let process = Int(name.dropLast(".json".count)) else { continue }
      processes.append(process)
    }
    return processes.sorted()
  }

  /// What a run tells of itself, whether or not it is still there.
  func entry(_ process: Int) -> Entry? {
    let note = self.note(process)
    guard isOurs, let bytes = try? ByteInput(path: note, limit: 1 << 20).readAll(),
      let about = try? JSONValue(bytes, name: note)
    else {
      return nil
    }
    return Entry(
      process: process, arguments: (about["argv"]?.elements ?? []).compactMap(\.string),
      folder: about["cwd"]?.string ?? "", run: about["run"]?.string, start: about["start"]?.double ?? 0,
      socket: "\(path)/\(process).sock",
      output: about["output"]?.string)
  }

  /// Whether a run is still there; what is left of another is taken away.
  private func answers(_ entry: Entry) -> Bool {
    switch RunSocket.answer(of: entry.socket) {
    case .yes: return true
    case .busy: return false
    case .gone: break
    }
    for file in [entry.socket, note(entry.process)] { unlink(file) }
    return false
  }

  private func note(_ process: Int) -> String { "\(path)/\(process).json" }

  /// Whether the folder is there, this user's and nobody else's to enter.
  var isOurs: Bool {
    var about = stat()
    return lstat(path, &about) == 0 && about.st_mode & S_IFMT == S_IFDIR && about.st_uid == getuid()
      && about.st_mode & 0o077 == 0
  }

  private static func variable(_ name: String) -> String? {
    environmentVariable(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func isFolder(_ path: String) -> Bool {
    var about = stat()
    return stat(path, &about) == 0 && about.st_mode & S_IFMT == S_IFDIR
  }
}
