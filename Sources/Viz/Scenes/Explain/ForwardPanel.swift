import Engine

/// From the chosen weight to the loss, with the number at each station.
struct ForwardPanel {
  let article: Snapshot.Article
  let state: AppState

  private var chain: ChainRule { article.inspection.chain }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let inside = Panel(title: "forward").draw(in: area, &canvas)
    guard inside.height >= 2 else { return }
    let (x, w) = (Symbol.element("x", chain.column), Symbol.element("W", chain.row, chain.column))
    let (z, p, y) = (
      Symbol.element("z", chain.row), Symbol.element("p", chain.row), Symbol.element("y", chain.row)
    )
    let product = Double(chain.input) * Double(chain.weight)
    let count = article.layer.target.count
    let error = Double(chain.prediction) - Double(chain.target)
    let stations = [
      ("\(x)⋅\(w)", product), ("\(z) = Σ", Double(chain.preactivation)),
      ("\(p) = σ(\(z))", Double(chain.prediction)),
      ("(\(p)−\(y))²/\(count)", error * error / Double(count)),
    ]
    let width = inside.width / stations.count
    let top = inside.y + max(0, (inside.height - 4) / 2)
    for (index, station) in stations.enumerated() {
      let left = inside.x + index * width
      // Where the whole does not fit, its right side alone.
      let name = [station.0, station.0.split(separator: "= ").last.map(String.init) ?? ""].first {
        canvas.columns($0) < width
      }
      canvas.write(canvas.shortened(name ?? station.0, to: width - 1), x: left, y: top, Theme.quiet)
      let text = NumberText.compact(station.1, width: 8, signed: true)
      let end = canvas.write(
        text, x: left, y: top + 1, limit: left + width, Theme.strong.forNumber(station.1))
      if index + 1 < stations.count {
        for column in end + 1..<max(end + 1, left + width - 2) {
          canvas.put("─", x: column, y: top + 1, Ink(Theme.faint))
        }
        if left + width - 2 > end { canvas.put("▶", x: left + width - 2, y: top + 1, Ink(Theme.faint)) }
      }
    }
    guard inside.height >= 4 else { return }
    let rest = Double(chain.preactivation) - product
    let loss = Double(chain.loss)
    let inputs = "\(z): + the other inputs \(NumberText.compact(rest, width: 8, signed: true))"
    let outputs = "L: + the other outputs = \(NumberText.compact(loss, width: 8))"
    let ink = Theme.quiet.forNumber(loss)
    canvas.write(inputs, x: inside.x, y: top + 3, limit: inside.maxX, Theme.quiet.forNumber(rest))
    if canvas.columns(inputs) + 3 + canvas.columns(outputs) <= inside.width {
      canvas.writeRight(outputs, maxX: inside.maxX, y: top + 3, ink)
    } else {
      canvas.write(outputs, x: inside.x, y: top + 2, limit: inside.maxX, ink)
    }
  }
}
