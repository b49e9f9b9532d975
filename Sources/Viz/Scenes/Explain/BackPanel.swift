import Engine

/// The chain rule back to the chosen weight, factor by factor, and what each optimizer makes of it.
struct BackPanel {
  let article: Snapshot.Article
  let state: AppState

  private var chain: ChainRule { article.inspection.chain }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let inside = Panel(title: "back, by the chain rule").draw(in: area, &canvas)
    let (x, w) = (Symbol.element("x", chain.column), Symbol.element("W", chain.row, chain.column))
    let (z, p, y) = (
      Symbol.element("z", chain.row), Symbol.element("p", chain.row), Symbol.element("y", chain.row)
    )
    let outputs = article.layer.target.count
    let colors = [Theme.key, Theme.good, Theme.sgd, Theme.text, Theme.text]
    let heads = ["∂L/∂\(p)", "∂\(p)/∂\(z)", "∂\(z)/∂\(w)", "∂L/∂\(w)", "autograd"]
    let rules = ["2/\(outputs)⋅(\(p)−\(y))", "\(p)⋅(1−\(p))", x, "the product", verdict]
    let values = [
      Double(chain.lossByPrediction), Double(chain.predictionByPreactivation),
      Double(chain.preactivationByWeight),
      chain.product, Double(chain.automatic),
    ]
    let signs = ["×", "×", "=", "", ""]
    // On narrow screens autograd's column goes first, for the product stands beside it.
    let count = inside.width >= heads.count * 10 ? heads.count : heads.count - 1
    let width = inside.width / count
    let hasRules = inside.height >= 5
    let valueRow = hasRules ? 2 : 1
    for index in 0..<count {
      let left = inside.x + index * width
      let (head, rule) = (
        canvas.shortened(heads[index], to: width - 1), canvas.shortened(rules[index], to: width - 1)
      )
      canvas.write(head, x: left, y: inside.y, Ink(colors[index], .bold))
      if hasRules { canvas.write(rule, x: left, y: inside.y + 1, Theme.quiet) }
      let number =
        width >= 12
        ? NumberText.compactPrecise(values[index]) : NumberText.compact(values[index], width: width - 2)
      let ink = Ink(colors[index], .bold).forNumber(values[index])
      canvas.write(number, x: left, y: inside.y + valueRow, limit: left + width, ink)
      canvas.write(signs[index], x: left + width - 2, y: inside.y + valueRow, Theme.strong)
    }
    let first = valueRow + (inside.height >= 7 ? 2 : 1)
    let snapshot = state.snapshot
    for (line, rule) in [snapshot.optimizer.rule, snapshot.partner].enumerated()
    where first + line < inside.height {
      let spacing = inside.height >= first + 3 ? 2 : 1
      drawUpdate(rule, in: inside.rows(first + line * spacing, 1), &canvas)
    }
  }

  private var titleWidth: Int {
    max(6, (state.snapshot.contenders.map(\.title.count).max() ?? 0) + 1)
  }

  private var verdict: String {
    let difference = abs(chain.product - Double(chain.automatic))
    guard difference.isFinite else { return "overflow" }
    if chain.product == 0, chain.automatic == 0 { return "both 0" }
    return "Δ \(NumberText.scientific(difference, digits: 2)) \(chain.agrees ? "✓" : "✗")"
  }

  /// The update of the chosen weight by one optimizer, with its numbers.
  private func drawUpdate(_ rule: OptimizerRule, in area: Rect, _ canvas: inout Canvas) {
    guard area.height > 0 else { return }
    let snapshot = state.snapshot
    guard let preview = article.inspection.preview(rule) else { return }
    let next = Double(preview.next[0])
    let isRunning = rule == snapshot.optimizer.rule
    let end =
      "\(isRunning ? "→" : area.width < 100 ? "would →" : "would go to") \(NumberText.compactPrecise(next))"
    let label = canvas.write(
      rule.title.padded(to: titleWidth), x: area.x, y: area.y, limit: area.maxX,
      Ink(rule.color, isRunning ? .bold : []))
    let endInk = Ink(rule.color, isRunning ? .bold : []).forNumber(next)
    canvas.writeRight(end, maxX: area.maxX, y: area.y, endInk)
    var x = label
    // Where room is short, g goes first: autograd's column has it.
    let isNarrow = area.width < 100
    let numbers = StepNumbers(gradient: chain.automatic, preview).all
    for (symbol, value) in numbers.map({ ($0.symbol, $0.value) }) where !isNarrow || symbol != "g" {
      let text = symbol == "lr" ? NumberText.shortest(value) : NumberText.compact(value, width: 8)
      guard x + canvas.columns(symbol) + canvas.columns(text) + 2 <= area.maxX - canvas.columns(end) else {
        break
      }
      x = canvas.write(symbol + " ", x: x, y: area.y, Theme.quiet)
      x = canvas.write(text + (isNarrow ? " " : "  "), x: x, y: area.y, Theme.plain.forNumber(value))
    }
  }
}

extension String {
  /// The text with spaces at its end, to a width.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
