import Engine

/// The row that is followed: what it is, and what the network says of it.
struct RowPanel {
  let state: AppState

  private var data: DataSet? { state.snapshot.examples?.training }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard let row = state.snapshot.row else {
      let inside = Panel(title: "a row").draw(in: area, &canvas)
      let words = canvas.shortened("no row can be followed here", to: inside.width)
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
        limit: Axis.niceCeiling(row.stages[0].data.elements.reduce(0.0) { max($0, Double(abs($1))) }),
        look: state.look
      ).draw(
        in: inside.rows(max(0, (inside.height - size.height) / 2), size.height).columns(0, size.width),
        &canvas)
      drawScores(said, row, in: inside.columns(size.width + 2), &canvas)
      return
    }
    let features = featureTexts(row)
    // Where the classes need all rows, they have them.
    let classes = said?.shares.count ?? 0
    let height = classes == inside.height ? 0 : max(1, min(inside.height / 2, features.count))
    drawFeatures(features, in: inside.rows(0, height), &canvas)
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
    switch row.choice {
    case .own: return "your row"
    case .training(let number):
      guard let place = state.snapshot.batch.firstIndex(of: number), state.snapshot.batch.count > 1 else {
        return state.snapshot.article == nil ? "row \(NumberText.grouped(number))" : "the sample"
      }
      return "row \(NumberText.grouped(number)) · sample \(place) of the batch"
    }
  }

  /// What the network makes of it beside what it is.
  private func verdict(_ row: RowView) -> (text: String, ink: Ink) {
    guard let said = ClassScores(state.snapshot, prediction: row.prediction)?.best else {
      return ("", Theme.quiet)
    }
    guard let target = ClassScores.actual(state.snapshot, row) else { return ("says \(said)", Theme.strong) }
    return target == said
      ? ("\(target) ✓", Ink(Theme.good, .bold)) : ("is \(target), says \(said)", Ink(Theme.bad, .bold))
  }

  private func featureTexts(_ row: RowView) -> [(String, String)] {
    guard let data else { return [] }
    let numbers = row.stages[0].data.elements
    if case .builtIn(let set, _, _)? = state.snapshot.examples?.origin, set.letter(0) != nil {
      return [("letters", numbers.map { set.letter(Int($0)).map(String.init) ?? "?" }.joined(separator: " "))]
    }
    return zip(data.featureNames, numbers).map {
      ($0, NumberText.compact(Double($1), width: 8, signed: true))
    }
  }

  /// Names with their values: in one column, or in several where that alone shows all.
  private func drawFeatures(_ features: [(String, String)], in area: Rect, _ canvas: inout Canvas) {
    guard area.height > 0 else { return }
    let columns = (features.count + area.height - 1) / area.height
    // A number has eight columns, with two before it and two behind.
    let width = (features.map { canvas.columns($0.0) + max(8, canvas.columns($0.1)) }.max() ?? 0) + 4
    guard columns > 1, columns * width <= area.width else { return drawColumn(features, in: area, &canvas) }
    for (part, column) in area.splitColumns(columns).enumerated() {
      drawColumn(Array(features.dropFirst(part * area.height).prefix(area.height)), in: column, &canvas)
    }
  }

  private func drawColumn(_ features: [(String, String)], in area: Rect, _ canvas: inout Canvas) {
    for (line, feature) in features.enumerated() where line < area.height {
      let isLast = line + 1 == area.height && line + 1 < features.count
      let name = isLast ? "… \(features.count - line) more features" : feature.0
      let shown = canvas.shortened(name, to: max(0, area.width - (isLast ? 0 : 10)))
      let end = canvas.write(shown, x: area.x, y: area.y + line, limit: area.maxX, Theme.quiet)
      if !isLast {
        canvas.write(
          canvas.shortened(feature.1, to: max(0, area.maxX - end - 2)), x: min(end + 2, area.maxX),
          y: area.y + line,
          limit: area.maxX, Theme.strong)
      }
    }
  }

  private func drawScores(_ said: ClassScores?, _ row: RowView, in area: Rect, _ canvas: inout Canvas) {
    guard let said else {
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
          isGoal: name == goal)
      }
    ).draw(in: area, &canvas)
  }
}
