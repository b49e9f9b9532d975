import Engine
import Languages
import RealModule

/// Every parameter in a line: its size, its gradient's, how far a step moves it, how its numbers are spread.
struct ParameterTable {
  let state: AppState

  /// The columns that a line has, as far as there is room.
  private struct Columns {
    let name: Int
    let shape: Int
    /// How many of both norms there are, the gradient's last.
    let norms: Int
    let ratio: Int
    let histogram: Int

    static let norm = 8

    /// What a table of a width has room for; the rest gives way from the last column on.
    init(width: Int, names: Int, shapes: Int) {
      let (name, shape) = (min(names, 16) + 2, max(6, min(shapes, 12) + 1))
      norms = max(0, min(2, (width - name - shape) / Self.norm))
      (self.name, self.shape) = (name, shape)
      let left = width - name - shape - norms * Self.norm
      let bars = ParameterSummary.histogramParts
      histogram = left >= bars + 1 + 12 ? bars + 1 : 0
      ratio = norms == 2 && left - histogram >= 9 ? min(20, left - histogram) : 0
    }
  }

  /// The powers of ten that the axis of the update over the weight goes over.
  private static let powers = -5.0...(-1.0)
  /// From what share of itself on a parameter moves fast, and below which it hardly moves at all.
  static let fast = 0.02

  private var summaries: [ParameterSummary] { state.snapshot.summaries }

  /// How many rows it takes with its frame, to show all parameters and what there is to say of them.
  static func height(_ state: AppState) -> Int { state.snapshot.parameters.count + 4 }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let count = summaries.reduce(0) { $0 + $1.shape.reduce(1, *) }
    let numbers = NumberText.grouped(count)
    let caption =
      summaries.isEmpty
      ? ""
      : say(
        "panel.parameterCount",
        "\(summaries.count) parameter\(ending: summaries.count) · \(numbers) numbers")
    let inside = Panel(title: say("panel.parameters", "parameters"), caption: caption).draw(in: area, &canvas)
    guard inside.height >= 2 else { return }
    guard !summaries.isEmpty else {
      return canvas.writeCentered(
        say("panel.notToldYet", "not told yet"), in: inside, row: inside.height / 2, Theme.quiet)
    }
    let columns = Columns(
      width: inside.width, names: summaries.map { canvas.columns($0.name) }.max() ?? 0,
      shapes: summaries.map { canvas.columns(Self.shape($0)) }.max() ?? 0)
    drawTitles(columns, in: inside.rows(0, 1), &canvas)
    let shown = shown(inside)
    for (line, index) in shown.enumerated() {
      draw(summaries[index], isChosen: index == chosen, columns, in: inside.rows(1 + line, 1), &canvas)
    }
    if summaries.count > shown.count {
      let range = say("panel.rangeOf", "\(shown.lowerBound + 1)–\(shown.upperBound) of \(summaries.count)")
      canvas.write(" \(range) ", x: area.x + 2, y: area.maxY - 1, limit: area.maxX - 1, Theme.quiet)
    }
    if hasNoteRow(inside), let note {
      canvas.write(canvas.shortened(note, to: inside.width), x: inside.x, y: inside.maxY - 1, Ink(Theme.key))
    }
  }

  /// A click on a parameter chooses it.
  func action(for mouse: MouseInput, in area: Rect) -> Action? {
    let inside = Panel.inside(area)
    guard mouse.kind == .click, inside.contains(x: mouse.x, y: mouse.y), inside.height >= 2,
      !summaries.isEmpty
    else { return nil }
    let shown = shown(inside)
    let index = shown.lowerBound + mouse.y - inside.y - 1
    return shown.contains(index) ? .chooseParameter(index - chosen) : nil
  }

  /// The line with the cursor.
  private var chosen: Int { summaries.firstIndex { $0.name == state.chosenWeight.tensor } ?? 0 }

  /// Whether the last row is for what there is to say: it stays free where that is nothing, so that no line moves. It is not
  /// where it would be the only reason that not all parameters are seen.
  private func hasNoteRow(_ inside: Rect) -> Bool {
    inside.height >= 4 && summaries.count != inside.height - 1
  }

  /// The parameters that have a line, around the chosen one.
  private func shown(_ inside: Rect) -> Range<Int> {
    let room = inside.height - 1 - (hasNoteRow(inside) ? 1 : 0)
    let first = summaries.count > room ? min(max(0, chosen - room / 2), summaries.count - room) : 0
    return first..<min(summaries.count, first + room)
  }

  private static func shape(_ summary: ParameterSummary) -> String {
    summary.shape.map { String($0) }.joined(separator: "×")
  }

  private func drawTitles(_ columns: Columns, in row: Rect, _ canvas: inout Canvas) {
    var x = row.x
    func title(_ text: String, _ width: Int, right: Bool = false) {
      if right {
        canvas.writeRight(text, maxX: x + width - 1, y: row.y, Theme.quiet)
      } else {
        canvas.write(text, x: x, y: row.y, limit: x + width, Theme.quiet)
      }
      x += width
    }
    title(say("panel.parameter", "parameter"), columns.name)
    title(say("panel.shape", "shape"), columns.shape)
    for text in ["|W|", "|∂L/∂W|"].prefix(columns.norms) { title(text, Columns.norm, right: true) }
    if columns.ratio >= 18 {
      title(" " + say("panel.updateRatio", "update ÷ weight"), columns.ratio)
    } else if columns.ratio > 0 {
      title(" ΔW÷W", columns.ratio)
    }
    if columns.histogram > 0 { title(" " + say("panel.spread", "spread"), columns.histogram) }
  }

  private func draw(
    _ summary: ParameterSummary, isChosen: Bool, _ columns: Columns, in row: Rect, _ canvas: inout Canvas
  ) {
    let background = isChosen ? Theme.selection : Theme.background
    if isChosen { canvas.fill(row, Ink(Theme.text, on: background)) }
    func ink(_ color: Color, _ style: Cell.Style = []) -> Ink { Ink(color, on: background, style) }
    canvas.put(isChosen ? "▌" : " ", x: row.x, y: row.y, ink(Theme.key))
    canvas.write(
      canvas.shortened(summary.name, to: columns.name - 2), x: row.x + 1, y: row.y,
      ink(Theme.text, isChosen ? .bold : []))
    var x = row.x + columns.name
    canvas.write(
      canvas.shortened(Self.shape(summary), to: columns.shape - 1), x: x, y: row.y, ink(Theme.muted))
    x += columns.shape
    for number in [summary.norm, summary.gradientNorm].prefix(columns.norms) {
      let text = number.map { NumberText.compact($0, width: Columns.norm - 1) } ?? "–"
      canvas.writeRight(
        text, maxX: x + Columns.norm - 1, y: row.y, ink(Theme.text).forNumber(number ?? 0))
      x += Columns.norm
    }
    if columns.ratio > 0 {
      drawRatio(
        summary.updateRatio, in: Rect(x: x, y: row.y, width: columns.ratio, height: 1), background, &canvas)
      x += columns.ratio
    }
    if columns.histogram > 0 { drawHistogram(summary.histogram, x: x + 1, y: row.y, background, &canvas) }
  }

  /// The share of itself that the next step moves a parameter by, on an axis of powers of ten.
  private func drawRatio(_ ratio: Double?, in area: Rect, _ background: Color, _ canvas: inout Canvas) {
    guard let ratio else {
      canvas.write(" –", x: area.x, y: area.y, limit: area.maxX, Ink(Theme.muted, on: background))
      return
    }
    let line = Rect(x: area.x + 1, y: area.y, width: area.width - 9, height: 1)
    let isFast = ratio > Self.fast
    let color = isFast ? Theme.key : Theme.good
    if line.width >= 5 {
      for x in line.x..<line.maxX { canvas.put("─", x: x, y: line.y, Ink(Theme.faint, on: background)) }
      if ratio > 0, ratio.isFinite {
        let share =
          (Double.log10(ratio) - Self.powers.lowerBound) / (Self.powers.upperBound - Self.powers.lowerBound)
        let place = Int((min(1, max(0, share)) * Double(line.width - 1)).rounded())
        canvas.put(
          share < 0 ? "◀" : share > 1 ? "▶" : "●", x: line.x + place, y: line.y,
          Ink(color, on: background, .bold))
      }
    }
    canvas.writeRight(
      ratio == 0 ? "0" : NumberText.scientific(ratio, digits: 2), maxX: area.maxX, y: area.y,
      Ink(isFast ? Theme.key : Theme.text, on: background).forNumber(ratio))
  }

  private func drawHistogram(_ parts: [Int], x: Int, y: Int, _ background: Color, _ canvas: inout Canvas) {
    let glyphs: [Unicode.Scalar] =
      state.look.glyphs == .unicode
      ? [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : [" ", ".", ".", ":", ":", "|", "|", "#", "#"]
    let most = max(1, parts.max() ?? 1)
    for (index, count) in parts.enumerated() {
      // What is there at all is to be seen.
      let height = count == 0 ? 0 : max(1, count * 8 / most)
      let color = index < parts.count / 2 ? Theme.negative : Theme.positive
      canvas.put(glyphs[height], x: x + index, y: y, Ink(color, on: background))
    }
  }

  /// What is worth saying of the parameter that moves fastest, if anything is.
  private var note: String? {
    // One that is 0 yet moves by no share of itself.
    let moving = summaries.compactMap { summary in
      summary.updateRatio.flatMap { $0.isFinite ? (name: summary.name, ratio: $0) : nil }
    }
    guard let fastest = moving.max(by: { $0.ratio < $1.ratio }), fastest.ratio > Self.fast else { return nil }
    return say(
      "panel.moves", "\(fastest.name) moves \(Self.share(fastest.ratio)) a step: usual is about 1/1 000")
  }

  /// How far a parameter moves, in words.
  static func share(_ ratio: Double) -> String {
    switch ratio {
    // A whole number under the line would tell a larger part too roughly.
    case ..<0.1: say("panel.partOfItself", "1/\(NumberText.grouped(Int((1 / ratio).rounded()))) of itself")
    case ..<1: say("panel.shareOfItself", "\(NumberText.shortest(ratio, figures: 2)) of itself")
    default: say("panel.timesItself", "\(NumberText.shortest(ratio, figures: 2)) times itself")
    }
  }
}
