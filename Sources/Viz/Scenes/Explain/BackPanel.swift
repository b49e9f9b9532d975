import Engine

/// The chain rule back to the chosen weight, factor by factor, and what each optimizer makes of it.
struct BackPanel {
  let chain: ChainRule
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let inside = Panel(title: "back, by the chain rule").draw(in: area, &canvas)
    let (i, j) = (chain.row.subscripted, chain.column.subscripted)
    let outputs = state.snapshot.layer.target.count
    let colors = [Theme.key, Theme.good, Theme.sgd, Theme.text, Theme.text]
    let heads = ["∂L/∂p\(i)", "∂p\(i)/∂z\(i)", "∂z\(i)/∂W\(i)\(j)", "∂L/∂W\(i)\(j)", "autograd"]
    let rules = ["2/\(outputs)⋅(p\(i)−y\(i))", "p\(i)⋅(1−p\(i))", "x\(j)", "the product", verdict]
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
      let x = inside.x + index * width
      let (head, rule) = (
        canvas.shortened(heads[index], to: width - 1), canvas.shortened(rules[index], to: width - 1)
      )
      canvas.write(head, x: x, y: inside.y, Ink(colors[index], .bold))
      if hasRules { canvas.write(rule, x: x, y: inside.y + 1, Theme.quiet) }
      let number =
        width >= 12
        ? NumberText.compactPrecise(values[index]) : NumberText.compact(values[index], width: width - 2)
      let ink = Ink(colors[index], .bold).forNumber(values[index])
      canvas.write(number, x: x, y: inside.y + valueRow, limit: x + width, ink)
      canvas.write(signs[index], x: x + width - 2, y: inside.y + valueRow, Theme.strong)
    }
    let first = valueRow + (inside.height >= 7 ? 2 : 1)
    let other = state.snapshot.optimizer.next
    for (line, kind) in [state.snapshot.optimizer, other].enumerated() where first + line < inside.height {
      let spacing = inside.height >= first + 3 ? 2 : 1
      drawUpdate(kind, in: inside.rows(first + line * spacing, 1), &canvas)
    }
  }

  private var verdict: String {
    let difference = abs(chain.product - Double(chain.automatic))
    let agrees = difference <= GradientCheck.tolerance(forMagnitude: abs(Double(chain.automatic)))
    return "Δ \(NumberText.scientific(difference, digits: 2)) \(agrees ? "✓" : "✗")"
  }

  /// The update of the chosen weight by one optimizer, with its numbers.
  private func drawUpdate(_ kind: OptimizerKind, in area: Rect, _ canvas: inout Canvas) {
    guard area.height > 0 else { return }
    let snapshot = state.snapshot
    let element = chain.row * snapshot.layer.input.count + chain.column
    let preview = StepPreview(snapshot, optimizer: kind, element: element)
    let next = Double(preview.next[0])
    let isRunning = kind == snapshot.optimizer
    let end =
      "\(isRunning ? "→" : area.width < 100 ? "would →" : "would go to") \(NumberText.compactPrecise(next))"
    let label = canvas.write(
      kind.title.padded(to: 6), x: area.x, y: area.y, limit: area.maxX,
      Ink(kind.color, isRunning ? .bold : []))
    let endInk = Ink(kind.color, isRunning ? .bold : []).forNumber(next)
    canvas.writeRight(end, maxX: area.maxX, y: area.y, endInk)
    var x = label
    // Where room is short, g goes first: autograd's column has it.
    let isNarrow = area.width < 100
    for (symbol, value) in numbers(preview, kind, next) where !isNarrow || symbol != "g" {
      let text = symbol == "lr" ? NumberText.shortest(value) : NumberText.compact(value, width: 8)
      guard x + canvas.columns(symbol) + canvas.columns(text) + 2 <= area.maxX - canvas.columns(end) else {
        break
      }
      x = canvas.write(symbol + " ", x: x, y: area.y, Theme.quiet)
      x = canvas.write(text + (isNarrow ? " " : "  "), x: x, y: area.y, Theme.plain.forNumber(value))
    }
  }

  /// What a person would write down on the way to the next value.
  private func numbers(_ preview: StepPreview, _ kind: OptimizerKind, _ next: Double) -> [(String, Double)] {
    let settings = state.snapshot.settings
    let gradient = Double(chain.automatic)
    let step = ("step", next - Double(chain.weight))
    switch kind {
    case .sgd:
      let momentum = preview.memory.buffers.first.map { [("b", Double($0[0][0]))] } ?? []
      return [("g", gradient)] + momentum + [("lr", settings.sgd.learningRate), step]
    case .adam:
      let (m, v) = (Double(preview.memory.buffers[0][0][0]), Double(preview.memory.buffers[1][0][0]))
      let powers = preview.memory.scalars
      return [
        ("g", gradient), ("m", m), ("v", v), ("m̂", m / (1 - powers[0])), ("v̂", v / (1 - powers[1])), step,
      ]
    }
  }
}

extension String {
  /// The text with spaces at its end, to a width.
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
