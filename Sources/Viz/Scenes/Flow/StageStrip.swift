import Engine
import Languages

/// All stages side by side, as many of them open as have room around the one with the cursor.
struct StageStrip {
  let state: AppState
  let row: RowView

  /// A folded stage: its frame and the arrow.
  private static let foldedWidth = 5

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard area.height >= 3 else { return }
    let cursor = state.flow.cursor(in: row)
    let widths = widths(in: area.width, cursor.stage, canvas)
    let lit = lit(cursor)
    var x = area.x
    for (index, stage) in row.stages.enumerated() {
      let panel = Rect(x: x, y: area.y, width: widths[index], height: area.height)
      x += widths[index]
      guard panel.width >= 4 else { continue }
      if panel.width <= Self.foldedWidth {
        drawFolded(stage, isChosen: index == cursor.stage, in: panel, &canvas)
      } else {
        StagePanel(
          stage: stage, isGradient: state.flow.showsGradient, lit: lit[index] ?? [],
          cursor: index == cursor.stage ? cursor.index : nil, picture: index == 0 ? picture : nil,
          letters: index == 0 ? letters : [], look: state.look
        ).draw(in: panel, &canvas)
      }
    }
  }

  /// The stage whose panel covers a column of the strip.
  func stage(x: Int, in area: Rect) -> Int? {
    let canvas = Canvas(width: 0, height: 0, look: state.look)
    var left = area.x
    for (index, width) in widths(in: area.width, state.flow.cursor(in: row).stage, canvas).enumerated() {
      if width >= 4, (left..<left + width).contains(x) { return index }
      left += width
    }
    return nil
  }

  private var picture: PictureSize? { state.snapshot.examples?.training.picture }

  /// The letters of the row, where its features are some.
  private var letters: [Character] {
    guard case .builtIn(let set, _, _)? = state.snapshot.examples?.origin, set.letter(0) != nil else {
      return []
    }
    return row.stages[0].data.elements.map { set.letter(Int($0)) ?? "?" }
  }

  /// What the element under the cursor is made of, stage by stage, as long as that is not all of a stage.
  private func lit(_ cursor: (stage: Int, index: [Int])) -> [Int: Set<[Int]>] {
    var lit: [Int: Set<[Int]>] = [cursor.stage: [cursor.index]]
    var (stage, indices) = (cursor.stage, [cursor.index])
    while stage > 0 {
      let sources = Set(indices.flatMap { row.sources(of: $0, stage: stage) })
      stage -= 1
      let count = row.stages[stage].shape.reduce(1, *)
      guard !sources.isEmpty, sources.count < count || count == 1 else { break }
      lit[stage] = sources
      indices = Array(sources)
    }
    return lit
  }

  /// Each stage's width: what it wants where all fit, else folded from the farthest on.
  private func widths(in width: Int, _ cursor: Int, _ canvas: Canvas) -> [Int] {
    let stages = row.stages.indices.map { index in
      StagePanel.width(
        row.stages[index], picture: index == 0 ? picture : nil, hasLetters: index == 0 && !letters.isEmpty)
    }
    var folded = state.flow.folded.intersection(stages.indices)
    func sum(_ wide: Bool) -> Int {
      stages.indices.reduce(0) {
        $0 + (folded.contains($1) ? Self.foldedWidth : wide ? stages[$1].wanted : stages[$1].least)
      }
    }
    // The farthest from the cursor give way first.
    let order = stages.indices.sorted { (abs($0 - cursor), $0) > (abs($1 - cursor), $1) }
    for index in order where sum(false) > width && index != cursor { folded.insert(index) }
    var widths = stages.indices.map { folded.contains($0) ? Self.foldedWidth : min(width, stages[$0].least) }
    // Where not even folded ones have room, the farthest are left out.
    for index in order where widths.reduce(0, +) > width && index != cursor { widths[index] = 0 }
    // What is left goes to those that want it, a column each in turn, then to the widest.
    var left = width - widths.reduce(0, +)
    while left > 0 {
      let wanting = stages.indices.filter {
        !folded.contains($0) && widths[$0] > 0 && widths[$0] < stages[$0].wanted
      }
      guard !wanting.isEmpty else { break }
      for index in wanting where left > 0 {
        widths[index] += 1
        left -= 1
      }
    }
    let open = stages.indices.filter { !folded.contains($0) && widths[$0] > 0 }
    if left > 0, !open.isEmpty {
      for (place, index) in open.enumerated() {
        widths[index] += left * (place + 1) / open.count - left * place / open.count
      }
    }
    return widths
  }

  /// A folded stage: its name from the top down.
  private func drawFolded(_ stage: RowView.Stage, isChosen: Bool, in panel: Rect, _ canvas: inout Canvas) {
    _ = Panel(title: "").draw(in: panel, &canvas)
    let name = stage.layer.map { type(of: $0).name } ?? say("flow.input", "input")
    for (line, character) in name.enumerated() where line < panel.height - 2 {
      canvas.write(
        String(character), x: panel.x + 2, y: panel.y + 1 + line, limit: panel.maxX - 1,
        isChosen ? Ink(Theme.key, .bold) : Theme.quiet)
    }
  }
}
