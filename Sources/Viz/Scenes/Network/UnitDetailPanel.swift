import Engine
import Languages

/// The chosen unit: its weights and bias, and where it stands.
struct UnitDetailPanel {
  let state: AppState
  let view: UnitView

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let (index, unit) = (min(state.unit.layer, view.layers.count - 1), state.unit.unit)
    let layer = view.layers[index]
    let inside = Panel(
      title: say("network.unitOfLayer", "unit \(unit) of layer \(index)"), caption: layer.words
    ).draw(in: area, &canvas)
    guard inside.height > 0 else { return }
    let slot = unit - layer.shown.lowerBound
    if layer.pictures.indices.contains(slot), let picture = view.weightPicture {
      drawPicture(layer.pictures[slot], picture, layer, slot, (index, unit), in: inside, &canvas)
      return
    }
    let edges = view.edges.filter { $0.layer == index && $0.to == unit }.sorted { $0.from < $1.from }
    guard index > 0, !edges.isEmpty else {
      let words =
        index == 0
        ? say("network.anInput", "an input: \(name(of: unit, in: layer))")
        : say("network.noWeights", "no weights lead here: it is made by \(layer.words)")
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
          canvas.write(
            say("network.moreWeights", "… \(edges.count - place) more"), x: x, y: y, limit: inside.maxX,
            Theme.quiet)
          break
        }
      }
      canvas.write(
        text, x: x, y: y, limit: inside.maxX,
        Ink(edge.weight < 0 ? Theme.negative : Theme.positive).forNumber(Double(edge.weight)))
      x += 8
    }
    if layer.biases.indices.contains(slot), y + 1 < inside.maxY {
      let bias = Double(layer.biases[slot])
      let end = canvas.write("b ", x: inside.x, y: y + 1, Theme.quiet)
      canvas.write(
        NumberText.compact(bias, width: 7, signed: true), x: end, y: y + 1, limit: inside.maxX,
        Theme.strong.forNumber(bias))
      drawOutgoing(index, unit, in: inside.rows(y + 2 - inside.y), &canvas)
    }
  }

  /// The weights as a picture, as large as has room, and beside it the largest of them and the bias.
  private func drawPicture(
    _ weights: [Float], _ picture: PictureSize, _ layer: UnitView.Layer, _ slot: Int,
    _ place: (index: Int, unit: Int), in inside: Rect, _ canvas: inout Canvas
  ) {
    let pixels = PixelPicture.pixelsPerCell(state.look)
    let scale = max(
      1, min(inside.height * pixels / picture.rows, inside.width / 2 * pixels / 2 / picture.columns))
    let width = min(inside.width / 2, picture.columns * scale * 2 / pixels)
    let height = min(inside.height, (picture.rows * scale + pixels - 1) / pixels)
    let limit = RoundNumbers.colorLimit(of: weights)
    PixelPicture(
      numbers: weights, columns: picture.columns, rows: picture.rows, limit: limit, look: state.look
    )
    .draw(in: inside.rows((inside.height - height) / 2, height).columns(0, width), &canvas)
    let words = inside.columns(width + 2)
    func line(_ row: Int, _ name: String, _ number: Double, _ color: Color) {
      guard row < words.height, words.width >= canvas.columns(name) + 8 else { return }
      let end = canvas.write(name + " ", x: words.x, y: words.y + row, limit: words.maxX, Theme.quiet)
      canvas.write(
        NumberText.compact(number, width: 7, signed: true), x: end, y: words.y + row, limit: words.maxX,
        Ink(color, .bold).forNumber(number))
    }
    line(0, "max w", Double(weights.max() ?? 0), Theme.positive)
    line(1, "min w", Double(weights.min() ?? 0), Theme.negative)
    if layer.biases.indices.contains(slot) {
      line(2, say("network.bias", "bias"), Double(layer.biases[slot]), Theme.text)
    }
    drawOutgoing(place.index, place.unit, in: words.rows(4), &canvas)
  }

  private func name(of unit: Int, in layer: UnitView.Layer) -> String {
    let slot = unit - layer.shown.lowerBound
    return layer.names.indices.contains(slot) ? layer.names[slot] : "\(unit)"
  }

  /// Where the unit's number goes.
  private func drawOutgoing(_ index: Int, _ unit: Int, in area: Rect, _ canvas: inout Canvas) {
    let edges = view.edges.filter { $0.layer == index + 1 && $0.from == unit }
    guard area.height > 0, let strongest = edges.max(by: { abs($0.weight) < abs($1.weight) }) else { return }
    let weight = NumberText.compact(Double(strongest.weight), width: 7, signed: true)
    let forms = [
      say("network.goesMostTo", "goes most to unit \(strongest.to) of layer \(index + 1), by \(weight)"),
      say("network.mostTo", "most to unit \(strongest.to): \(weight)"), "→ \(strongest.to): \(weight)",
    ]
    guard let words = forms.first(where: { canvas.columns($0) <= area.width }) else { return }
    canvas.write(words, x: area.x, y: area.y, limit: area.maxX, Theme.quiet)
  }
}

extension UnitView.Layer {
  /// What the units are, in words: of the inputs that they are those, of others the layers that make them.
  var words: String { value == "x" ? say("network.inputs", "inputs") : title }
}
