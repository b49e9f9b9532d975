/// The bottom line: what the last action has to say; else what must be known, and the keys that matter, made from the
/// key table.
struct KeyBar {
  let scopes: [KeyScope]
  /// The run whose abilities and words the keys have.
  var report: RunReport?
  let message: String?
  /// What must be known.
  var notice: RunNotice?
  /// Whether what a key does is not for the class at present.
  var isHeld: (Action) -> Bool = { _ in false }

  /// What run and pause and the help take: better fewer words than without these keys.
  private static let usualKeys = 26

  func draw(in area: Rect, _ canvas: inout Canvas) {
    var x = area.x + 1
    let room = area.width - 2
    if let message {
      canvas.write(canvas.shortened(message, to: room), x: x, y: area.y, Ink(Theme.key, .bold))
      return
    }
    let hints = hints(canvas)
    // The last hint that gives way is how to quit.
    let least = 2 + (hints.min { $0.rank < $1.rank }?.width ?? 0)
    func longest(beside width: Int) -> String? {
      notice?.forms.first { canvas.columns($0) + 2 + width <= room }
    }
    if let notice,
      let text = longest(beside: Self.usualKeys) ?? longest(beside: least - 2) ?? notice.forms.last
    {
      let ink = Ink(notice.isBad ? Theme.bad : Theme.key, .bold)
      x = canvas.write(canvas.shortened(text, to: room), x: x, y: area.y, ink) + 2
    }
    for hint in Self.most(of: hints, fitting: area.maxX - 1 - x) {
      x = canvas.write(hint.keys, x: x, y: area.y, Ink(Theme.key, .bold))
      x = canvas.write(hint.words, x: x + 1, y: area.y, Theme.quiet) + 2
    }
  }

  private struct Hint {
    var keys: String
    let words: String
    let rank: Int
    /// With the space to the next one.
    var width: Int
  }

  /// The hints in the table's order.
  private func hints(_ canvas: Canvas) -> [Hint] {
    var hints: [Hint] = []
    for binding in KeyMap.bindings(in: scopes, report)
    where !binding.hint.isEmpty && !isHeld(binding.action) {
      let key = binding.keys[0].symbol(in: canvas.look)
      if let last = hints.indices.last, hints[last].words == binding.hint {
        hints[last].keys += " " + key
        hints[last].width += 1 + canvas.columns(key)
      } else {
        let width = canvas.columns(key) + 1 + canvas.columns(binding.hint) + 2
        hints.append(Hint(keys: key, words: binding.hint, rank: binding.rank, width: width))
      }
    }
    return hints
  }

  /// Those that are left when the least important ones have gone until the rest fits.
  private static func most(of hints: [Hint], fitting width: Int) -> [Hint] {
    var hints = hints
    while hints.reduce(-2, { $0 + $1.width }) > width, let worst = hints.map(\.rank).max() {
      guard let index = hints.lastIndex(where: { $0.rank == worst }) else { break }
      hints.remove(at: index)
    }
    return hints
  }
}
