import Engine
import Languages

/// The row that is followed: what it is, and what the network says of it.
struct RowPanel {
  let state: AppState

  private var data: DataSet? { state.snapshot.examples?.training }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard let row = state.snapshot.row else {
      let inside = Panel(title: say("panel.aRow", "a row")).draw(in: area, &canvas)
      let words = canvas.shortened(say("panel.noRow", "no row can be followed here"), to: inside.width)
      canvas.write(words, x: inside.x, y: inside.y, limit: inside.maxX, Theme.quiet)
      return
    }
    let inside = Panel(title: title(row), caption: verdict(row).text, captionInk: verdict(row).ink).draw(
      in: area, &canvas)
    // Less does not hold a number.
    guard inside.width >= 8 else { return }
    let said = ClassScores(state.snapshot, prediction: row.prediction)
    if let picture = data?.picture, inside.width >= 24 {
      let size = pictureSize(picture, in: inside)
      PixelPicture(
        numbers: row.stages[0].data.elements, columns: picture.columns, rows: picture.rows,
        colors: .sequential,
        limit: RoundNumbers.colorLimit(of: row.stages[0].data.elements),
        look: state.look
      ).draw(
        in: inside.rows(max(0, (inside.height - size.height) / 2), size.height).columns(0, size.width),
        &canvas)
      drawScores(said, row, in: inside.columns(size.width + 2), &canvas)
      return
    }
    // Where the classes need all rows, they have them.
    let classes = said?.shares.count ?? 0
    let count = featureCount(row)
    let height = classes == inside.height ? 0 : max(1, min(inside.height / 2, count))
    drawFeatures(row, count, in: inside.rows(0, height), &canvas)
    drawScores(
      said, row, in: inside.rows(height + (height > 0 && inside.height > height + 2 ? 1 : 0)), &canvas)
  }

  /// As large as half of the width and all of the height allow, by whole factors.
  private func pictureSize(_ picture: PictureSize, in inside: Rect) -> (width: Int, height: Int) {
    let pixels = PixelPicture.pixelsPerCell(state.look)
    let scale = max(
      1, min(inside.width / 2 / (picture.columns * 2 / pixels), inside.height * pixels / picture.rows))
    let width = min(inside.width / 2, picture.columns * scale * 2 / pixels)
    return (width, min(inside.height, (picture.rows * scale + pixels - 1) / pixels))
  }

  private func title(_ row: RowView) -> String {
    guard case .training(let number) = row.choice else { return row.choice.name }
    guard let place = state.snapshot.batch.firstIndex(of: number), state.snapshot.batch.count > 1 else {
      return state.snapshot.article == nil ? row.choice.name : say("panel.theSample", "the sample")
    }
    return row.choice.name + " · " + say("panel.sampleOfBatch", "sample \(place) of the batch")
  }

  /// What the network makes of it beside what it is.
  private func verdict(_ row: RowView) -> (text: String, ink: Ink) {
    guard let said = ClassScores(state.snapshot, prediction: row.prediction)?.best else {
      return ("", Theme.quiet)
    }
    guard let target = ClassScores.actual(state.snapshot, row) else {
      return (say("panel.says", "says \(said)"), Theme.strong)
    }
    return target == said
      ? ("\(target) ✓", Ink(Theme.good, .bold))
      : (say("panel.isSays", "is \(target), says \(said)"), Ink(Theme.bad, .bold))
  }

  /// One feature as it is written down.
  private struct Feature {
    let name: String
    /// The number as the data has it.
    let text: String
    /// What goes into the network in its place, where that is another number.
    var scaled = ""
  }

  /// The letters of a row that is a word; `nil` for other rows.
  private func letters(_ row: RowView) -> Feature? {
    guard case .builtIn(let set, _, _)? = state.snapshot.examples?.origin, set.letter(0) != nil else {
      return nil
    }
    let letters = row.stages[0].data.elements.map { set.letter(Int($0)).map(String.init) ?? "?" }
    return Feature(name: say("panel.letters", "letters"), text: letters.joined(separator: " "))
  }

  /// How many lines its features are.
  private func featureCount(_ row: RowView) -> Int {
    letters(row) == nil ? min(data?.featureNames.count ?? 0, row.stages[0].data.elements.count) : 1
  }

  /// The first features of a row: of many, few are shown.
  private func features(_ row: RowView, atMost count: Int) -> [Feature] {
    if let letters = letters(row) { return [letters] }
    guard let data else { return [] }
    let scale = state.snapshot.examples?.standardization
    return zip(data.featureNames, row.stages[0].data.elements).prefix(count).enumerated().map {
      column, feature in
      let number = NumberText.compact(Double(feature.1), width: 8, signed: true)
      guard let scale else { return Feature(name: feature.0, text: number) }
      // As many figures as float32 has for sure.
      let original = NumberText.shortest(scale.original(feature.1, column: column), figures: 6)
      return Feature(name: feature.0, text: original, scaled: " → \(number)")
    }
  }

  /// Names with their values: in one column, or in several where that alone shows all.
  private func drawFeatures(_ row: RowView, _ count: Int, in area: Rect, _ canvas: inout Canvas) {
    guard area.height > 0 else { return }
    let columns = (count + area.height - 1) / area.height
    // A number has eight columns, with two before it and two behind.
    let canBeAll = columns > 1 && columns * 13 <= area.width
    let features = features(row, atMost: canBeAll ? count : area.height)
    let width = (features.map { canvas.columns($0.name) + max(8, canvas.columns($0.text)) }.max() ?? 0) + 4
    guard canBeAll, columns * width <= area.width else {
      return drawColumn(features, of: count, in: area, &canvas)
    }
    for (part, column) in area.splitColumns(columns).enumerated() {
      let shown = Array(features.dropFirst(part * area.height).prefix(area.height))
      drawColumn(shown, of: shown.count, in: column, &canvas)
    }
  }

  private func drawColumn(_ features: [Feature], of count: Int, in area: Rect, _ canvas: inout Canvas) {
    let widths = features.prefix(area.height).map {
      canvas.columns($0.name) + canvas.columns($0.text + $0.scaled)
    }
    let showsScaled = (widths.max() ?? 0) + 2 <= area.width
    for (line, feature) in features.prefix(area.height).enumerated() {
      let y = area.y + line
      if line + 1 == area.height, line + 1 < count {
        let words = canvas.shortened(
          say("panel.moreFeatures", "… \(count - line) more features"), to: area.width)
        canvas.write(words, x: area.x, y: y, limit: area.maxX, Theme.quiet)
        return
      }
      let name = canvas.shortened(feature.name, to: max(0, area.width - 10))
      let start = min(area.maxX, canvas.write(name, x: area.x, y: y, limit: area.maxX, Theme.quiet) + 2)
      let end = canvas.write(
        canvas.shortened(feature.text, to: area.maxX - start), x: start, y: y, limit: area.maxX,
        Theme.strong)
      if showsScaled { canvas.write(feature.scaled, x: end, y: y, limit: area.maxX, Theme.quiet) }
    }
  }

  private func drawScores(_ said: ClassScores?, _ row: RowView, in area: Rect, _ canvas: inout Canvas) {
    guard let said else {
      if state.snapshot.targetsAreClasses {
        let words = canvas.shortened(
          say("panel.scoresNotFinite", "the scores are not finite: no class is said"), to: area.width)
        if area.height > 0 { canvas.write(words, x: area.x, y: area.y, Ink(Theme.bad, .bold)) }
        return
      }
      for (index, value) in row.prediction.enumerated() where index * 2 + 1 < area.height {
        let goal = row.target.flatMap { $0.indices.contains(index) ? Double($0[index]) : nil }
        let numbers = [Double(value), goal ?? 0, 0, 1].filter(\.isFinite)
        NumberLine(
          low: min(0, numbers.min() ?? 0), high: max(1, numbers.max() ?? 1), index: index,
          value: Double(value),
          goal: goal ?? .nan
        ).draw(in: area.rows(index * 2, 2), &canvas)
      }
      return
    }
    let goal = ClassScores.actual(state.snapshot, row)
    ShareBars(
      bars: said.shares.map { name, share in
        ShareBars.Bar(
          name: name, share: share, color: name == said.best ? Theme.positive : Theme.muted,
          isGoal: name == goal,
          text: said.number.map {
            name == said.best ? NumberText.compact($0, width: 6, signed: true) : ""
          })
      }
    ).draw(in: area, &canvas)
  }
}

extension RowChoice {
  /// What the screen calls it.
  var name: String {
    switch self {
    case .own: say("panel.yourRow", "your row")
    case .training(let number): say("panel.rowNumber", "row \(NumberText.grouped(number))")
    }
  }
}
