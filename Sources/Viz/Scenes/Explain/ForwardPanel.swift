import Engine

/// From the chosen weight to the loss, with the number at each station.
struct ForwardPanel {
  let chain: ChainRule
  let state: AppState

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let inside = Panel(title: "forward").draw(in: area, &canvas)
    guard inside.height >= 2 else { return }
    let (i, j) = (chain.row.subscripted, chain.column.subscripted)
    let product = Double(chain.input) * Double(chain.weight)
    let count = state.snapshot.layer.target.count
    let error = Double(chain.prediction) - Double(chain.target)
    let stations = [
      ("x\(j)⋅W\(i)\(j)", product), ("z\(i) = Σ", Double(chain.preactivation)),
      ("p\(i) = σ(z\(i))", Double(chain.prediction)),
      ("(p\(i)−y\(i))²/\(count)", error * error / Double(count)),
    ]
    let width = inside.width / stations.count
    let y = inside.y + max(0, (inside.height - 4) / 2)
    for (index, station) in stations.enumerated() {
      let x = inside.x + index * width
      // Where the whole does not fit, its right side alone.
      let name = [station.0, station.0.split(separator: "= ").last.map(String.init) ?? ""].first {
        canvas.columns($0) < width
      }
      canvas.write(canvas.shortened(name ?? station.0, to: width - 1), x: x, y: y, Theme.quiet)
      let text = NumberText.compact(station.1, width: 8, signed: true)
      let end = canvas.write(text, x: x, y: y + 1, limit: x + width, Theme.strong.forNumber(station.1))
      if index + 1 < stations.count {
        for column in end + 1..<max(end + 1, x + width - 2) {
          canvas.put("─", x: column, y: y + 1, Ink(Theme.faint))
        }
        if x + width - 2 > end { canvas.put("▶", x: x + width - 2, y: y + 1, Ink(Theme.faint)) }
      }
    }
    guard inside.height >= 4 else { return }
    let rest = Double(chain.preactivation) - product
    let loss = Double(chain.loss)
    let left = "z\(i): + the other inputs \(NumberText.compact(rest, width: 8, signed: true))"
    let right = "L: + the other outputs = \(NumberText.compact(loss, width: 8))"
    let ink = Theme.quiet.forNumber(loss)
    canvas.write(left, x: inside.x, y: y + 3, limit: inside.maxX, Theme.quiet.forNumber(rest))
    if canvas.columns(left) + 3 + canvas.columns(right) <= inside.width {
      canvas.writeRight(right, maxX: inside.maxX, y: y + 3, ink)
    } else {
      canvas.write(right, x: inside.x, y: y + 2, limit: inside.maxX, ink)
    }
  }
}
