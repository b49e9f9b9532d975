import Engine
import Languages

/// The chain rule back to the chosen number, factor by factor, and what each optimizer makes of it.
struct BackPanel {
  let state: AppState
  let inspection: WeightView

  /// One number of the chain: what it is, how it is made, and what stands between it and the next.
  private struct Factor {
    let heads: [String]
    let rules: [String]
    let value: Double
    let color: Color
    var sign = ""
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let words = inspection.path.map {
      PathWords(snapshot: state.snapshot, inspection: inspection, path: $0)
    }
    let inside = Panel(
      title: say("explain.back", "back, by the chain rule"),
      captions: words?.rowForms(isChanging: state.report.changesRows) ?? [],
      in: area, canvas
    ).draw(in: area, &canvas)
    var factors = factors(words)
    // On narrow screens autograd's column goes first, for the sum stands beside it, then those farthest from the number.
    if inside.width < factors.count * 10, factors.count > 1 { factors.removeLast() }
    let count = factors.count
    while factors.count > 1, inside.width < factors.count * 8 { factors.removeFirst() }
    // What is left of a product is none.
    if factors.count < count { for place in factors.indices { factors[place].sign = "" } }
    let width = inside.width / max(1, factors.count)
    let hasRules = inside.height >= 5
    let valueRow = hasRules ? 2 : 1
    for (index, factor) in factors.enumerated() {
      let left = inside.x + index * width
      func fitting(_ texts: [String]) -> String {
        canvas.shortened(
          texts.first { canvas.columns($0) < width } ?? texts[texts.count - 1], to: width - 1)
      }
      canvas.write(fitting(factor.heads), x: left, y: inside.y, Ink(factor.color, .bold))
      if hasRules { canvas.write(fitting(factor.rules), x: left, y: inside.y + 1, Theme.quiet) }
      // The sign before the next factor has the column behind the number.
      let room = factor.sign.isEmpty ? width - 1 : width - 2
      let precise = NumberText.compactPrecise(factor.value)
      let number =
        canvas.columns(precise) <= room
        ? precise : NumberText.compact(factor.value, width: room, signed: true)
      let ink = Ink(factor.color, .bold).forNumber(factor.value)
      canvas.write(number, x: left, y: inside.y + valueRow, limit: left + width, ink)
      canvas.write(factor.sign, x: left + width - 2, y: inside.y + valueRow, Theme.strong)
    }
    drawUpdates(in: inside.rows(valueRow + (inside.height >= 7 ? 2 : 1)), &canvas)
  }

  /// The chain from the loss to the number, the sum over the batch, and autograd's gradient.
  private func factors(_ words: PathWords?) -> [Factor] {
    let name = PathWords.weight(state.snapshot, inspection.place)
    let automatic = Factor(
      heads: [say("explain.autograd", "autograd")],
      rules: words.map { [verdict($0.path)] } ?? ["∂L/∂\(name)"],
      value: Double(inspection.gradient), color: Theme.text)
    guard let words, let last = words.path.stations.last else { return [automatic] }
    let (path, count) = (words.path, words.path.stations.count)
    let palette = [Theme.key, Theme.good, Theme.sgd]
    var factors = [
      Factor(
        heads: ["∂L/∂\(words.station(count - 1))"], rules: lossRule(words), value: Double(last.gradient),
        color: palette[0], sign: "×")
    ]
    for place in (0..<count).reversed() {
      let below = place == 0 ? name : words.station(place - 1)
      factors.append(
        Factor(
          heads: ["∂\(words.station(place))/∂\(below)"], rules: [words.slope(place)],
          value: Double(path.stations[place].slope), color: palette[place == 0 ? 2 : 1],
          sign: place == 0 ? "=" : "×"))
    }
    let hasMore = path.useCount > 1
    factors.append(
      Factor(
        heads: [path.rows > 1 ? say("explain.thisRow", "this row") : "∂L/∂\(name)"],
        rules: hasMore
          ? [
            say("explain.suchProducts", "\(path.useCount) such products"),
            say("explain.sumOf", "Σ of \(path.useCount)"),
          ] : [say("explain.theProduct", "the product"), say("explain.product", "product")],
        value: path.contribution, color: Theme.text, sign: path.rows > 1 ? "→" : ""))
    if hasMore { factors[factors.count - 2].sign = "→" }
    if path.rows > 1 {
      factors.append(
        Factor(
          heads: ["∂L/∂\(name)"],
          rules: [
            say("explain.sumOfRows", "Σ of \(path.rows) rows"), say("explain.sumRows", "Σ rows"),
          ], value: path.total, color: Theme.text))
    }
    return factors + [automatic]
  }

  /// How the loss depends on the last station.
  private func lossRule(_ words: PathWords) -> [String] {
    guard words.path.rest.isEmpty else {
      return [say("explain.byTheRest", "by the rest"), say("explain.theRest", "the rest")]
    }
    guard let article = state.snapshot.article,
      let p = words.path.stations.last.map({ _ in words.station(words.path.stations.count - 1) })
    else { return [say("explain.byTheLoss", "by the loss"), say("explain.theLoss", "the loss")] }
    let y = "y" + p.dropFirst()
    return ["2/\(article.layer.target.count)⋅(\(p)−\(y))"]
  }

  private func verdict(_ path: GradientPath) -> String {
    let difference = abs(path.total - Double(path.automatic))
    guard difference.isFinite else { return say("explain.overflow", "overflow") }
    if path.total == 0, path.automatic == 0 { return say("explain.bothZero", "both 0") }
    let text = difference == 0 ? "0" : NumberText.scientific(difference, digits: 2)
    return "Δ \(text) \(path.agrees ? "✓" : "✗")"
  }

  /// What the running optimizer and its partner make of the number, each in a line, with a second one for its numbers.
  private func drawUpdates(in area: Rect, _ canvas: inout Canvas) {
    let snapshot = state.snapshot
    let rules =
      [snapshot.optimizer.rule] + (snapshot.partner == snapshot.optimizer.rule ? [] : [snapshot.partner])
    let titleWidth = rules.map { canvas.columns(title($0)) }.max() ?? 0
    let hasParts = area.height >= rules.count * 2
    for (line, rule) in rules.enumerated() {
      let y = line * (hasParts ? 2 : 1)
      guard y < area.height else { return }
      let row = area.rows(y, 1)
      let isRunning = rule == snapshot.optimizer.rule
      canvas.write(title(rule), x: row.x, y: row.y, limit: row.maxX, Ink(rule.color, isRunning ? .bold : []))
      let text = row.columns(titleWidth + 1)
      guard let preview = preview(rule) else {
        canvas.write("…", x: text.x, y: text.y, limit: text.maxX, Theme.quiet)
        continue
      }
      let words = UpdateWords(preview)
      let form = words.forms.first { canvas.columns($0) <= text.width } ?? words.forms[words.forms.count - 1]
      canvas.write(
        canvas.shortened(form, to: text.width), x: text.x, y: text.y,
        Ink(isRunning ? Theme.text : Theme.muted, isRunning ? .bold : []).forNumber(words.next))
      let raw = Double(inspection.gradient)
      let clipped =
        preview.gradient[0] == inspection.gradient
        ? [] : [StepNumber(say("explain.clippedBefore", "g clipped, before"), raw)]
      if hasParts {
        drawParts(clipped + words.parts, in: area.rows(y + 1, 1).columns(titleWidth + 1), &canvas)
      }
    }
  }

  private func title(_ rule: OptimizerRule) -> String {
    rule == state.snapshot.optimizer.rule ? rule.title : say("explain.would", "\(rule.title) would")
  }

  /// The step of an optimizer: of a rule that looks at a large parameter as a whole, as it was seen last.
  private func preview(_ rule: OptimizerRule) -> StepPreview? {
    guard !state.hidesNextStep else { return nil }
    if let preview = inspection.preview(rule) { return preview }
    let curve = state.report.examination.curve
    guard curve?.place == inspection.place, curve?.step == state.snapshot.step else { return nil }
    return curve?.previews.first { $0.optimizer.rule == rule }
  }

  /// As many numbers of a step as have room, each whole.
  private func drawParts(_ parts: [StepNumber], in area: Rect, _ canvas: inout Canvas) {
    var x = area.x
    for part in parts {
      let text = NumberText.shortest(part.value, figures: 5)
      guard x + canvas.columns(part.symbol) + 1 + canvas.columns(text) <= area.maxX else { return }
      x = canvas.write(part.symbol + " ", x: x, y: area.y, Theme.quiet)
      x = canvas.write(text, x: x, y: area.y, Theme.plain.forNumber(part.value)) + 3
    }
  }
}
