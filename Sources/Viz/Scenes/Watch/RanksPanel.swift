import Engine
import Languages

/// The processes of a job side by side: each one's loss, and whether its weights are those of rank 0.
struct RanksPanel {
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard let watched = state.report.watched else { return }
    let ranks = watched.ranks
    let inside = Panel(
      title: say("watch.ranks", "ranks"),
      captions: [say("watch.processes", "\(watched.world) processes")], in: area, canvas
    ).draw(in: area, &canvas)
    guard inside.height > 0 else { return }
    let verdict = Self.verdict(ranks)
    // All ranks before many words.
    func fits(_ label: String, _ words: String) -> Bool {
      ranks.count * Self.width(label) + canvas.columns(words) <= inside.width
    }
    let labels = Self.labels
    let label = labels.first { fits($0, verdict.forms[1]) } ?? labels[2]
    let words = verdict.forms.first { fits(label, $0) } ?? verdict.forms[1]
    let room = inside.width - canvas.columns(words) - 1
    var x = inside.x
    for (index, rank) in ranks.enumerated() {
      let loss = rank.loss.isFinite ? NumberText.compact(rank.loss, width: 7) : "–"
      guard x - inside.x + Self.width(label) <= room + 1 else {
        let more = say("watch.more", "and \(ranks.count - index) more")
        if x + canvas.columns(more) <= inside.x + room { canvas.write(more, x: x, y: inside.y, Theme.quiet) }
        break
      }
      x = canvas.write(label.replacing("#", with: "\(rank.number)"), x: x, y: inside.y, Theme.quiet)
      canvas.write(loss, x: x, y: inside.y, rank.isEqual == false ? Ink(Theme.bad, .bold) : Theme.strong)
      x += 10
    }
    canvas.writeRight(words, maxX: inside.maxX, y: inside.y, verdict.ink)
  }

  /// What stands before a rank's loss, where there is more room and less; # is its number.
  private static var labels: [String] { [say("watch.rankLoss", "rank # loss") + " ", "rank # ", "# "] }

  /// The columns of a rank with its loss.
  private static func width(_ label: String) -> Int { label.plainColumns + 10 }

  /// What the comparison of all weights came to, in a longer and a shorter form.
  private static func verdict(_ ranks: [WatchedProgram.Rank]) -> (forms: [String], ink: Ink) {
    let different = ranks.filter { $0.isEqual == false }.map { "\($0.number)" }
    if !different.isEmpty {
      let names = different.prefix(4).joined(separator: ", ")
      return (
        [
          say("watch.ranksDiffer", "weights of rank \(names) differ from rank 0 ✗"),
          say("watch.differ", "weights differ ✗"),
        ], Ink(Theme.bad, .bold)
      )
    }
    let compared = ranks.filter { $0.number > 0 }
    if !compared.isEmpty, compared.allSatisfy({ $0.isEqual == true }) {
      return (
        [say("watch.ranksEqual", "weights equal on all ranks ✓"), say("watch.equal", "weights equal ✓")],
        Ink(Theme.good, .bold)
      )
    }
    return (
      [
        say("watch.weightsNotCompared", "weights are not compared"), say("watch.notCompared", "not compared"),
      ],
      Theme.quiet
    )
  }
}
