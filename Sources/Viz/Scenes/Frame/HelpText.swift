/// The lines of the help in a width: the keys with their words, in two columns where they fit, then what is seen.
struct HelpText {
  /// A run of text from a column on.
  struct Span: Equatable {
    let x: Int
    let text: String
    let ink: Ink
  }

  /// Each line's spans.
  private(set) var lines: [[Span]] = []
  /// The columns that the longest line takes.
  private(set) var width = 0

  private static let columnGap = 3

  /// Lays out `keys` and `explanations` in at most `width` columns, the keys in two columns where one would make the whole
  /// longer than `height` lines.
  init(
    keys: [(keys: String, words: String)], explanations: [Explanation], width: Int, height: Int,
    _ canvas: Canvas
  ) {
    let keyWidth = keys.map { canvas.columns($0.keys) }.max() ?? 0
    let wordsWidth = keys.map { canvas.columns($0.words) }.max() ?? 0
    let column = keyWidth + 2 + wordsWidth
    let fitsTwice = 2 * column + Self.columnGap <= width
    let isTwofold = fitsTwice && keys.count + explanations.count + 2 > height
    // Wide enough for sentences, whatever the keys take.
    self.width = min(max(isTwofold ? 2 * column + Self.columnGap : column, 92), max(1, width))
    if isTwofold {
      addColumns(keys, keyWidth: keyWidth, column: column)
    } else {
      add(keys.map { Explanation($0.keys, Ink(Theme.key, .bold), $0.words) }, canvas)
    }
    guard !explanations.isEmpty else { return }
    // A few rows have none to spare.
    if height > 3 { lines.append([]) }
    lines.append([Span(x: 0, text: "what is seen", ink: Theme.quiet)])
    add(explanations, canvas)
  }

  private mutating func addColumns(_ keys: [(keys: String, words: String)], keyWidth: Int, column: Int) {
    let half = (keys.count + 1) / 2
    for line in 0..<half {
      let row = [line, line + half].filter { $0 < keys.count }.enumerated().flatMap { part, index in
        let x = part * (column + Self.columnGap)
        return [
          Span(x: x, text: keys[index].keys, ink: Ink(Theme.key, .bold)),
          Span(x: x + keyWidth + 2, text: keys[index].words, ink: Theme.plain),
        ]
      }
      lines.append(row)
    }
  }

  /// Each with its sample at the left and its words beside it; under it where the room is narrow.
  private mutating func add(_ explanations: [Explanation], _ canvas: Canvas) {
    let sampleWidth = explanations.map { canvas.columns($0.sample) }.max() ?? 0
    let isNarrow = width < sampleWidth + 18
    let left = isNarrow ? min(2, width - 1) : sampleWidth + 2
    for explanation in explanations {
      let sample = Span(x: 0, text: explanation.sample, ink: explanation.ink)
      var texts = Self.wrapped(explanation.words, to: max(1, width - left), canvas).map {
        [Span(x: left, text: $0, ink: Theme.plain)]
      }
      if isNarrow {
        texts.insert([sample], at: 0)
      } else if !texts.isEmpty {
        texts[0].insert(sample, at: 0)
      }
      lines += texts
    }
  }

  /// The text in lines of at most `width` columns, broken between words.
  private static func wrapped(_ text: String, to width: Int, _ canvas: Canvas) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, canvas.columns(last + " " + word) <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
