import Engine
import Languages

/// The word that is followed, letter by letter: what the network says once it has read so far, and what each letter adds.
struct WordPanel {
  let state: AppState

  /// The entries of the followed word; `nil` where features are no letters.
  private static func entries(_ state: AppState) -> [Float]? {
    guard LettersPanel.alphabet(state) != nil, let row = state.snapshot.row else { return nil }
    return row.stages[0].data.elements
  }

  /// The word up to a letter, filled up as a shorter word is.
  private static func beginning(_ word: [Float], through place: Int) -> [Float] {
    word.enumerated().map { $0.offset <= place ? $0.element : 0 }
  }

  /// The word with a letter left out, its place empty.
  private static func without(_ place: Int, _ word: [Float]) -> [Float] {
    word.enumerated().map { $0.offset == place ? 0 : $0.element }
  }

  /// The words whose predictions it shows.
  static func questions(_ state: AppState) -> [[Float]] {
    guard let word = entries(state) else { return [] }
    return word.indices.map { beginning(word, through: $0) } + word.indices.map { without($0, word) }
  }

  /// The rows that it takes with its frame.
  static func height(_ state: AppState) -> Int { (entries(state)?.count ?? 0) + 2 }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let inside = Panel(
      title: say("network.letterByLetter", "the word, letter by letter"),
      caption: say("network.letterAdds", "p so far · what the letter adds")
    ).draw(in: area, &canvas)
    guard let word = Self.entries(state), let letters = LettersPanel.alphabet(state),
      let row = state.snapshot.row
    else { return }
    let table = state.snapshot.parameters.first?.value
    let limit = LettersPanel.limit(table)
    for (place, entry) in word.enumerated() where place < inside.height {
      let line = inside.rows(place, 1)
      let index = Int(entry)
      canvas.write(
        letters.indices.contains(index) ? String(letters[index]) : "?", x: line.x, y: line.y, Theme.strong)
      var rest = line.columns(2)
      if let table, rest.width >= (table.shape.last ?? 0) + 32 {
        let strip = rest.columns(0, table.shape.last ?? 0)
        LettersPanel.draw(entry: index, of: table, limit, in: strip, state.look, &canvas)
        rest = rest.columns(strip.width + 2)
      }
      let so = state.snapshot.answer(to: Self.beginning(word, through: place))?.first
      let less = state.snapshot.answer(to: Self.without(place, word))?.first
      draw(
        so, adds: less.flatMap { less in row.prediction.first.map { Double($0) - Double(less) } }, in: rest,
        &canvas)
    }
  }

  private func draw(_ p: Float?, adds: Double?, in line: Rect, _ canvas: inout Canvas) {
    guard let p, line.width >= 8 else { return }
    let numbers = line.width >= 24 ? 17 : 8
    LettersPanel.drawBar(p, in: line.columns(0, line.width - numbers), &canvas)
    var x = line.maxX - numbers + 1
    canvas.write(
      NumberText.fixed(Double(p), decimals: 3), x: x, y: line.y, limit: line.maxX,
      Theme.strong.forNumber(Double(p)))
    x += 8
    guard numbers > 8, let exact = adds else { return }
    // What rounds to nothing has no sign.
    let adds = abs(exact) < 0.0005 ? 0 : exact
    let ink = Ink(adds == 0 ? Theme.muted : adds < 0 ? Theme.negative : Theme.positive)
    canvas.writeRight(
      NumberText.fixed(adds, decimals: 3, signed: true), maxX: line.maxX, y: line.y, ink.forNumber(adds))
  }
}
