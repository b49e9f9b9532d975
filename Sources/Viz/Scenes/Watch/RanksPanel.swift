import Engine

/// The processes of a job side by side: each one's loss, and whether its weights are those of rank 0.
struct RanksPanel {
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard let watched = state.report.watched else { return }
    let ranks = watched.ranks
    let inside = Panel(
      title: "ranks", captions: ["\(watched.world) processes"], in: area, canvas
    ).draw(in: area, &canvas)
    guard inside.height > 0 else { return }
    let verdict = Self.verdict(ranks)
    // All ranks before many words.
    let wanted = ranks.count * Self.rankWidth
    let words = verdict.forms.first { wanted + canvas.columns($0) <= inside.width } ?? verdict.forms[1]
    let room = inside.width - canvas.columns(words) - 1
    var x = inside.x
    for (index, rank) in ranks.enumerated() {
      let loss = rank.loss.isFinite ? NumberText.compact(rank.loss, width: 7) : "–"
      let label = "rank \(rank.number) loss "
      guard x - inside.x + Self.rankWidth <= room + 1 else {
        let more = "and \(ranks.count - index) more"
        if x + canvas.columns(more) <= inside.x + room { canvas.write(more, x: x, y: inside.y, Theme.quiet) }
        break
      }
      x = canvas.write(label, x: x, y: inside.y, Theme.quiet)
      canvas.write(loss, x: x, y: inside.y, rank.isEqual == false ? Ink(Theme.bad, .bold) : Theme.strong)
      x += 10
    }
    canvas.writeRight(words, maxX: inside.maxX, y: inside.y, verdict.ink)
  }

  /// The columns of a rank with its loss.
  private static let rankWidth = 22

  /// What the comparison of all weights came to, in a longer and a shorter form.
  private static func verdict(_ ranks: [WatchedProgram.Rank]) -> (forms: [String], ink: Ink) {
    let different = ranks.filter { $0.isEqual == false }.map { "\($0.number)" }
    if !different.isEmpty {
      let names = different.prefix(4).joined(separator: ", ")
      return (["weights of rank \(names) differ from rank 0 ✗", "weights differ ✗"], Ink(Theme.bad, .bold))
    }
    let compared = ranks.filter { $0.number > 0 }
    if !compared.isEmpty, compared.allSatisfy({ $0.isEqual == true }) {
      return (["weights equal on all ranks ✓", "weights equal ✓"], Ink(Theme.good, .bold))
    }
    return (["weights are not compared", "not compared"], Theme.quiet)
  }
}
