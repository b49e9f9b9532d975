/// The bottom line: the keys that matter, made from the key table, or what the last action has to say.
struct KeyBar {
  let scopes: [KeyScope]
  let message: String?

  func draw(in area: Rect, _ canvas: inout Canvas) {
    if let message {
      canvas.write(message, x: area.x + 1, y: area.y, limit: area.maxX - 1, Ink(Theme.key, .bold))
      return
    }
    var x = area.x + 1
    for hint in hints(fitting: area.width - 2) {
      x = canvas.write(hint.keys, x: x, y: area.y, Ink(Theme.key, .bold))
      x = canvas.write(hint.words, x: x + 1, y: area.y, Theme.quiet) + 2
    }
  }

  private struct Hint {
    var keys: String
    let words: String
    let rank: Int
    var width: Int { keys.columns + 1 + words.columns + 2 }
  }

  /// The hints in the table's order, without the least important ones until the rest fits.
  private func hints(fitting width: Int) -> [Hint] {
    var hints: [Hint] = []
    for binding in KeyMap.bindings(in: scopes) where !binding.hint.isEmpty {
      let key = binding.keys[0].symbol
      if let last = hints.indices.last, hints[last].words == binding.hint {
        hints[last].keys += " " + key
      } else {
        hints.append(Hint(keys: key, words: binding.hint, rank: binding.rank))
      }
    }
    while hints.reduce(-2, { $0 + $1.width }) > width, let worst = hints.map(\.rank).max() {
      guard let index = hints.lastIndex(where: { $0.rank == worst }) else { break }
      hints.remove(at: index)
    }
    return hints
  }
}
