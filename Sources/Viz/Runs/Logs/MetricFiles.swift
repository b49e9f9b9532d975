import Formats
import Glibc
import Languages

/// The logs at some paths, read on as they grow: event files, JSON Lines and CSV, alone or in folders.
final class MetricFiles {
  private struct File {
    let input: GrowingInput
    let run: String
    /// The decoder as it is at the file's beginning.
    let fresh: any LogDecoder
    var decoder: any LogDecoder
    var isBroken = false
  }

  private(set) var metrics = LoggedMetrics()
  private let paths: [String]
  private var files: [File] = []
  private var known: Set<String> = []
  private var looks = 0

  /// How many looks pass between two searches for new files.
  private static let looksAFind = 10

  /// How deep folders are looked into, and how many files are read.
  private static let (deepest, mostFiles) = (8, 1024)

  /// Finds the logs at `paths`; throws where there is none, or a file that was named is none.
  init(_ paths: [String]) throws {
    self.paths = paths
    for path in paths { try find(path) }
    guard !files.isEmpty else {
      let names = paths.joined(separator: ", ")
      throw Failure(
        say(
          "run.noLog", "there is no log in \(names); event files, .jsonl and .csv files would be"))
    }
    // Each to its end before the next, so that a run that was taken up again follows what it went on from.
    for index in files.indices { while try read(index, isFirst: true) {} }
    // A run that has just begun has written nothing yet.
    guard !metrics.tags.isEmpty || files.allSatisfy({ $0.input.isEmpty }) else {
      throw Failure(
        say("run.noNumber", "there is no number to show in \(paths.joined(separator: ", "))"))
    }
  }

  /// Reads what was written since, and files that are new; tells whether there was anything.
  func follow() -> Bool {
    // A folder may be large: new files are looked for now and then.
    looks += 1
    if looks % Self.looksAFind == 0 { for path in paths { try? find(path) } }
    var hasNews = false
    for index in files.indices { hasNews = (try? read(index, isFirst: false)) ?? false || hasNews }
    return hasNews
  }

  private func read(_ index: Int, isFirst: Bool) throws -> Bool {
    guard !files[index].isBroken else { return false }
    let run = files[index].run
    var hasNews = false
    if files[index].input.hasShrunk {
      // It was begun anew.
      files[index].input.rewind()
      files[index].decoder = files[index].fresh
      hasNews = true
    }
    do {
      hasNews =
        try files[index].input.read { bytes in
          for number in try files[index].decoder.feed(bytes) { metrics.append(number, run: run) }
        } || hasNews
    } catch {
      files[index].isBroken = true
      hasNews = true
      // What was named and cannot be read at all is an error; what breaks off is told.
      if isFirst, paths.contains(files[index].input.path), metrics.tags.isEmpty { throw Failure("\(error)") }
      metrics.problems.append("\(error)")
    }
    if let damage = files[index].decoder.damage {
      let words = "\(Self.name(files[index].input.path)): \(damage)"
      if !metrics.problems.contains(words) { metrics.problems.append(words) }
    }
    return hasNews
  }

  // MARK: - Finding them

  private func find(_ path: String) throws {
    var about = stat()
    guard stat(path, &about) == 0 else {
      throw Failure(say("run.cannotReadLog", "cannot read '\(path)': \(systemErrorText())"))
    }
    if about.st_mode & S_IFMT == S_IFDIR {
      look(into: path, root: path, depth: 0)
    } else {
      // Files of the same name are told apart by where they lie.
      let isAlone = paths.filter { Self.name($0) == Self.name(path) }.count == 1
      try add(path, run: isAlone ? Self.name(path) : path, kind: Self.kind(path) ?? .guessed)
    }
  }

  private func look(into folder: String, root: String, depth: Int) {
    guard depth < Self.deepest, let handle = opendir(folder) else { return }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    closedir(handle)
    // The names of event files begin with their time.
    for name in names.sorted() {
      let path = folder + "/" + name
      var about = stat()
      guard stat(path, &about) == 0 else { continue }
      if about.st_mode & S_IFMT == S_IFDIR {
        look(into: path, root: root, depth: depth + 1)
      } else if let kind = Self.kind(name), files.count < Self.mostFiles {
        // The event files of a folder are of one run; of others each is one.
        let inner = String(folder.dropFirst(root.count).drop { $0 == "/" })
        let own = kind == .events ? inner : (inner.isEmpty ? "" : inner + "/") + name
        // Of several folders that were named, each name begins with its own.
        let first = paths.count > 1 && !own.isEmpty ? Self.name(root) + "/" : ""
        try? add(path, run: own.isEmpty ? Self.name(root) : first + own, kind: kind)
      }
    }
  }

  private enum Kind {
    case events, jsonLines, csv, guessed
  }

  private static func kind(_ path: String) -> Kind? {
    let name = name(path)
    if name.contains("tfevents") { return .events }
    if name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson") { return .jsonLines }
    return name.hasSuffix(".csv") || name.hasSuffix(".tsv") ? .csv : nil
  }

  private static func name(_ path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? path
  }

  private func add(_ path: String, run: String, kind: Kind) throws {
    guard known.insert(path).inserted else { return }
    let input = try GrowingInput(path)
    let decoder: any LogDecoder =
      switch kind == .guessed ? try Self.guess(path) : kind {
      case .events: EventDecoder(name: path)
      case .csv: CSVLogDecoder(name: path)
      case .jsonLines, .guessed: JSONLinesDecoder(name: path)
      }
    files.append(File(input: input, run: run, fresh: decoder, decoder: decoder))
  }

  /// What a file is whose name does not tell, by its first bytes.
  private static func guess(_ path: String) throws -> Kind {
    let start = try ByteInput(path: path).read(64)
    if start.contains(0) { return .events }
    return start.first { $0 > UInt8(ascii: " ") } == UInt8(ascii: "{") ? .jsonLines : .csv
  }
}
