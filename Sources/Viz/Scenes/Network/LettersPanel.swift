import Engine
import Languages

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

  /// The rows that it takes with its frame in a width.
  static func height(_ state: AppState, width: Int) -> Int {
    let count = alphabet(state)?.count ?? 0
    let columns = columns(width - 4)
    return (count + columns - 1) / columns + 2
  }

  /// Where vectors have no room, letters stand closer.
  private static func columns(_ width: Int) -> Int { width >= 64 ? 2 : max(1, width / 11) }

  /// The largest magnitude that the colours of vectors tell.
  static func limit(_ table: ReducedTensor?) -> Double {
    RoundNumbers.colorLimit(of: table?.elements ?? [])
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let hasVectors = area.width - 4 >= 64
    let caption =
      hasVectors
      ? say("network.vectorAndChance", "vector, and p of the letter alone")
      : say("network.chance", "p of the letter alone")
    let inside = Panel(title: say("network.letters", "letters"), caption: caption).draw(in: area, &canvas)
    guard let letters = Self.alphabet(state), let table = state.snapshot.parameters.first?.value,
      table.isWhole, table.shape.count == 2
    else { return }
    let columns = Self.columns(inside.width)
    let perColumn = (letters.count + columns - 1) / columns
    let limit = Self.limit(table)
    let questions = Self.questions(state)
    for (part, column) in inside.splitColumns(columns).enumerated() {
      for line in 0..<min(perColumn, inside.height) {
        let entry = part * perColumn + line
        guard entry < letters.count else { break }
        let row = column.rows(line, 1)
        canvas.write(String(letters[entry]), x: row.x, y: row.y, Theme.strong)
        var rest = row.columns(2, row.width - 3)
        if hasVectors {
          let strip = rest.columns(0, table.shape[1])
          Self.draw(entry: entry, of: table, limit, in: strip, state.look, &canvas)
          rest = rest.columns(strip.width + 1, 12)
        }
        guard let p = state.snapshot.answer(to: questions[entry])?.first else { continue }
        Self.drawBar(p, in: rest, &canvas)
      }
    }
  }

  /// The vector of an entry, a column a number.
  static func draw(
    entry: Int, of table: ReducedTensor, _ limit: Double, in strip: Rect, _ look: Look, _ canvas: inout Canvas
  ) {
    let dimension = table.shape.last ?? 0
    guard table.isWhole, (entry + 1) * dimension <= table.elements.count, entry >= 0 else { return }
    let numbers = Array(table.elements[entry * dimension..<(entry + 1) * dimension])
    PixelPicture(numbers: numbers, columns: dimension, rows: 1, limit: limit, look: look).draw(
      in: strip, &canvas)
  }

  /// A probability as a bar.
  static func drawBar(_ p: Float, in line: Rect, _ canvas: inout Canvas) {
    let filled = p.isFinite ? Int((Double(min(1, max(0, p))) * Double(line.width)).rounded()) : 0
    for x in 0..<line.width {
      canvas.put(
        x < filled ? "━" : "─", x: line.x + x, y: line.y, Ink(x < filled ? Theme.positive : Theme.faint))
    }
  }
}
