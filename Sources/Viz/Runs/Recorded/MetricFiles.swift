import Formats
import Glibc

/// The logs at some paths, read on as they grow: event files, JSON Lines and CSV, alone or in folders.
final class MetricFiles {
  private struct File {
    let input: GrowingInput
    let run: String
    var decoder: any LogDecoder
    var isBroken = false
  }

  private(set) var metrics = RecordedMetrics()
  private let paths: [String]
  private var files: [File] = []
  private var known: Set<String> = []

  /// How deep folders are looked into, and how many files are read.
  private static let (deepest, mostFiles) = (8, 1024)

  /// Finds the logs at `paths`; throws where there is none, or a file that was named is none.
  init(_ paths: [String]) throws {
    self.paths = paths
    for path in paths { try find(path) }
    guard !files.isEmpty else {
      throw Failure(
        "there is no log in \(paths.joined(separator: ", ")); event files, .jsonl and .csv files would be")
    }
    while try read(isFirst: true) {}
    guard !metrics.tags.isEmpty else {
      throw Failure("there is no number to show in \(paths.joined(separator: ", "))")
    }
  }

  /// Reads what was written since, and files that are new; tells whether there was anything.
  func follow() -> Bool {
    for path in paths { try? find(path) }
    return (try? read(isFirst: false)) ?? false
  }

  private func read(isFirst: Bool) throws -> Bool {
    var hasNews = false
    for index in files.indices where !files[index].isBroken {
      let run = files[index].run
      do {
        hasNews =
          try files[index].input.read { bytes in
            for number in try files[index].decoder.feed(bytes) { metrics.append(number, run: run) }
          } || hasNews
      } catch {
        files[index].isBroken = true
        hasNews = true
        // What was named and cannot be read at all is an error; what breaks off is told.
        if isFirst, paths.contains(files[index].input.path), metrics.tags.isEmpty {
          throw Failure("\(error)")
        }
        metrics.problems.append("\(error)")
      }
      if let damage = files[index].decoder.damage {
        let words = "\(files[index].input.path): \(damage)"
        if !metrics.problems.contains(words) { metrics.problems.append(words) }
      }
    }
    return hasNews
  }

  // MARK: - Finding them

  private func find(_ path: String) throws {
    var about = stat()
    guard stat(path, &about) == 0 else { throw Failure("cannot read '\(path)': \(systemErrorText())") }
    if about.st_mode & S_IFMT == S_IFDIR {
      look(into: path, root: path, depth: 0)
    } else {
      try add(path, run: Self.name(path), kind: Self.kind(path) ?? .guessed)
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
        try? add(path, run: own.isEmpty ? Self.name(root) : own, kind: kind)
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
    files.append(File(input: input, run: run, decoder: decoder))
  }

  /// What a file is whose name does not tell, by its first bytes.
  private static func guess(_ path: String) throws -> Kind {
    let start = try ByteInput(path: path).read(64)
    if start.contains(0) { return .events }
    return start.first { $0 > UInt8(ascii: " ") } == UInt8(ascii: "{") ? .jsonLines : .csv
  }
}
