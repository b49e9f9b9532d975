import Engine

/// The rows of an embedding, a letter each, with what a string of that letter alone gives.
struct LettersPanel {
  let state: AppState

  /// The letters of the data's words, and how many entries there are; `nil` where features are no letters.
  static func alphabet(_ state: AppState) -> [Character]? {
    guard let examples = state.snapshot.examples, case .builtIn(let set, _, _) = examples.origin,
      let entries = state.snapshot.parameters.first?.value.shape.first, set.letter(0) != nil
    else { return nil }
    return (0..<entries).map { set.letter($0) ?? "?" }
  }

  /// A string of each letter alone.
  static func questions(_ state: AppState) -> [[Float]] {
    guard let letters = alphabet(state), let length = state.snapshot.examples?.training.rowShape.first else {
      return []
    }
    return letters.indices.map { [Float](repeating: Float($0), count: length) }
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let inside = Panel(title: "letters", caption: "vector, and p of the letter alone").draw(in: area, &canvas)
    guard let letters = Self.alphabet(state), let table = state.snapshot.parameters.first?.value,
      table.isWhole, table.shape.count == 2
    else { return }
    let columns = inside.width >= 64 ? 2 : 1
    let perColumn = (letters.count + columns - 1) / columns
    let limit = Axis.niceCeiling(table.elements.reduce(0.0) { $1.isFinite ? max($0, Double(abs($1))) : $0 })
    for (part, column) in inside.splitColumns(columns).enumerated() {
      for line in 0..<min(perColumn, inside.height) {
        let entry = part * perColumn + line
        guard entry < letters.count else { break }
        draw(entry, letters[entry], table, limit, in: column.rows(line, 1), &canvas)
      }
    }
  }

  private func draw(
    _ entry: Int, _ letter: Character, _ table: ReducedTensor, _ limit: Double, in row: Rect,
    _ canvas: inout Canvas
  ) {
    let dimension = table.shape[1]
    let bar = 12
    canvas.write(String(letter), x: row.x, y: row.y, Theme.strong)
    let strip = Rect(x: row.x + 2, y: row.y, width: min(dimension, row.width - 4 - bar), height: 1)
    let numbers = Array(table.elements[entry * dimension..<(entry + 1) * dimension])
    PixelPicture(numbers: numbers, columns: dimension, rows: 1, limit: limit, look: state.look).draw(
      in: strip, &canvas)
    guard state.snapshot.answers.indices.contains(entry), let p = state.snapshot.answers[entry].first else {
      return
    }
    let line = Rect(
      x: strip.maxX + 1, y: row.y, width: max(0, min(bar, row.maxX - strip.maxX - 2)), height: 1)
    let filled = p.isFinite ? Int((Double(min(1, max(0, p))) * Double(line.width)).rounded()) : 0
    for x in 0..<line.width {
      canvas.put(
        x < filled ? "━" : "─", x: line.x + x, y: row.y, Ink(x < filled ? Theme.positive : Theme.faint))
    }
  }
}
