import Languages

/// The lines of the help in a width: the keys with their words, in two columns where they fit, then what is seen.
struct HelpText {
  private typealias Span = SheetOverlay.Span

  /// Each line's spans.
  private(set) var lines: [[SheetOverlay.Span]] = []
  /// The columns that the longest line takes.
  private(set) var width = 0

  private static let columnGap = 3

  /// Lays out `keys` and `explanations` in at most `width` columns, the keys in columns where one would make the whole
  /// longer than `height` lines.
  init(
    keys: [(keys: String, words: String)], explanations: [Explanation], width: Int, height: Int,
    _ canvas: Canvas
  ) {
    let keyWidth = keys.map { canvas.columns($0.keys) }.max() ?? 0
    let wordsWidth = keys.map { canvas.columns($0.words) }.max() ?? 0
    let column = keyWidth + 2 + wordsWidth
    // As many columns as it takes to have all in view, where they fit.
    let most = max(1, (width + Self.columnGap) / (column + Self.columnGap))
    let count =
      (1...most).first { (keys.count + $0 - 1) / $0 + explanations.count + 2 <= height } ?? min(most, 3)
    // Wide enough for sentences, whatever the keys take.
    self.width = min(max(count * (column + Self.columnGap) - Self.columnGap, 92), max(1, width))
    if count > 1 {
      addColumns(keys, count, keyWidth: keyWidth, column: column)
    } else {
      add(keys.map { Explanation($0.keys, Ink(Theme.key, .bold), $0.words) }, canvas)
    }
    guard !explanations.isEmpty else { return }
    // A few rows have none to spare.
    if height > 3 { lines.append([]) }
    lines.append([Span(x: 0, text: say("help.whatIsSeen", "what is seen"), ink: Theme.quiet)])
    add(explanations, canvas)
  }

  private mutating func addColumns(
    _ keys: [(keys: String, words: String)], _ count: Int, keyWidth: Int, column: Int
  ) {
    let perColumn = (keys.count + count - 1) / count
    for line in 0..<perColumn {
      let places = (0..<count).map { $0 * perColumn + line }
      lines.append(
        places.enumerated().filter { $1 < keys.count }.flatMap { part, index in
          let x = part * (column + Self.columnGap)
          return [
            Span(x: x, text: keys[index].keys, ink: Ink(Theme.key, .bold)),
            Span(x: x + keyWidth + 2, text: keys[index].words, ink: Theme.plain),
          ]
        })
    }
  }

  /// Each with its sample at the left and its words beside it; under it where the room is narrow.
  private mutating func add(_ explanations: [Explanation], _ canvas: Canvas) {
    let sampleWidth = explanations.map { canvas.columns($0.sample) }.max() ?? 0
    let isNarrow = width < sampleWidth + 18
    let left = isNarrow ? min(2, width - 1) : sampleWidth + 2
    for explanation in explanations {
      let sample = Span(x: 0, text: explanation.sample, ink: explanation.ink)
      var texts = explanation.words.broken(to: max(1, width - left), canvas.columns).map {
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
}
