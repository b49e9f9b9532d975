import Engine

/// The chosen unit: its weights and bias, and where it stands.
struct UnitDetailPanel {
  let state: AppState
  let view: UnitView

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let (index, unit) = (min(state.unit.layer, view.layers.count - 1), state.unit.unit)
    let layer = view.layers[index]
    let inside = Panel(title: "unit \(unit) of layer \(index)", caption: layer.title).draw(in: area, &canvas)
    guard inside.height > 0 else { return }
    let edges = view.edges.filter { $0.layer == index && $0.to == unit }.sorted { $0.from < $1.from }
    guard index > 0, !edges.isEmpty else {
      let words =
        index == 0
        ? "an input: \(name(of: unit, in: layer))" : "no weights lead here: it is made by \(layer.title)"
      canvas.write(canvas.shortened(words, to: inside.width), x: inside.x, y: inside.y, Theme.quiet)
      drawOutgoing(index, unit, in: inside.rows(1), &canvas)
      return
    }
    var x = canvas.write("w", x: inside.x, y: inside.y, Theme.quiet) + 1
    var y = inside.y
    for (place, edge) in edges.enumerated() {
      let text = NumberText.compact(Double(edge.weight), width: 7, signed: true)
      if x + 8 > inside.maxX {
        (x, y) = (inside.x + 2, y + 1)
        if y + 1 >= inside.maxY {
          canvas.write("… \(edges.count - place) more", x: x, y: y, limit: inside.maxX, Theme.quiet)
          break
        }
      }
      canvas.write(
        text, x: x, y: y, limit: inside.maxX,
        Ink(edge.weight < 0 ? Theme.negative : Theme.positive).forNumber(Double(edge.weight)))
      x += 8
    }
    let slot = unit - layer.shown.lowerBound
    if layer.biases.indices.contains(slot), y + 1 < inside.maxY {
      let bias = Double(layer.biases[slot])
      let end = canvas.write("b ", x: inside.x, y: y + 1, Theme.quiet)
      canvas.write(
        NumberText.compact(bias, width: 7, signed: true), x: end, y: y + 1, limit: inside.maxX,
        Theme.strong.forNumber(bias))
      drawOutgoing(index, unit, in: inside.rows(y + 2 - inside.y), &canvas)
    }
  }

  private func name(of unit: Int, in layer: UnitView.Layer) -> String {
    let slot = unit - layer.shown.lowerBound
    return layer.names.indices.contains(slot) ? layer.names[slot] : "\(unit)"
  }

  /// Where the unit's number goes.
  private func drawOutgoing(_ index: Int, _ unit: Int, in area: Rect, _ canvas: inout Canvas) {
    let edges = view.edges.filter { $0.layer == index + 1 && $0.from == unit }
    guard area.height > 0, let strongest = edges.max(by: { abs($0.weight) < abs($1.weight) }) else { return }
    let words =
      "goes most to unit \(strongest.to) of layer \(index + 1), by \(NumberText.compact(Double(strongest.weight), width: 7, signed: true))"
    canvas.write(canvas.shortened(words, to: area.width), x: area.x, y: area.y, limit: area.maxX, Theme.quiet)
  }
}
