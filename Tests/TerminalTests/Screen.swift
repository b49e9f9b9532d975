/// What a terminal shows, and what of the program's state can be read from it.
struct Screen: CustomStringConvertible {
  /// All rows, without the blanks at their ends.
  let lines: [String]

  init(_ capture: String) {
    lines = capture.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  var text: String { lines.joined(separator: "\n") }
  var description: String { text }
  var isASCII: Bool { text.allSatisfy(\.isASCII) }

  private var header: String { lines.first ?? "" }
  private var second: String { lines.count > 1 ? lines[1] : "" }
  /// The lowest row that is not empty.
  var lastLine: String { lines.last { !$0.isEmpty } ?? "" }

  /// Whether the program is on the screen, from its first row to its last.
  var isViz: Bool {
    let hasTabs = header.contains("1 over") || header.contains("1 总览") || header.hasPrefix(" 1 2 3")
    return hasTabs && (lastLine.contains("q quit") || lastLine.contains("q 退出"))
  }
  var isRunning: Bool { header.contains("running") }
  var isPaused: Bool { header.contains("paused") }
  /// Whether the help is on the screen, down to its keys in the last row, which is drawn last: a capture may come in
  /// the middle of a frame.
  var showsHelp: Bool { text.contains("? or esc closes") && lastLine.contains("? close") }

  var step: Int? {
    header.firstMatch(of: /step (\d{1,3}(?: \d{3})*)/).flatMap { Int($0.1.filter { $0 != " " }) }
  }
  var seed: Int? { header.firstMatch(of: /seed (\d+)/).flatMap { Int($0.1) } }
  /// The badge of the running optimizer.
  var optimizer: String? { second.split(separator: " ").first.map(String.init) }
  var learningRate: String? { second.firstMatch(of: /lr (\S+)/).map { String($0.1) } }
  var speed: String? {
    second.firstMatch(of: /speed \S+ ((?:\d{1,3} )*\d{1,3}\/s|max)/).map { String($0.1) }
  }
  /// The loss as the loss panel says it.
  var loss: String? { text.firstMatch(of: /now (\S+)/).map { String($0.1) } }
  /// "log" or "linear", as the loss panel says.
  var lossScale: String? { text.firstMatch(of: /─ loss ─+ (log|linear)\b/).map { String($0.1) } }

  /// Whether the loss plot has a mark with these words beside its line.
  func hasMark(_ words: String) -> Bool {
    lines.dropFirst(2).contains { $0.contains("┆" + words) || $0.contains(words + "┆") }
  }

  /// The rows after the newest command line that starts `command`.
  func lines(after command: String) -> [String] {
    guard let index = lines.lastIndex(where: { $0.hasPrefix("$ " + command) }) else { return [] }
    return lines[(index + 1)...].filter { !$0.isEmpty }
  }

  /// Whether the shell waits for a command.
  var isAtPrompt: Bool { lastLine == "$" }
}
