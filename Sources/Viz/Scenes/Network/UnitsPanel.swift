import Engine
import Languages

/// Layers of units side by side, each unit a tile that shows what it answers to, joined by their strongest weights.
struct UnitsPanel {
  let state: AppState
  let view: UnitView

  /// The most units of a layer that have a row each; below them stands the layer's title.
  static func mostUnits(in area: Rect) -> Int { max(1, min(16, area.height - 4)) }

  /// How fine the tiles are.
  static func tile(in area: Rect, _ look: Look) -> PictureSize {
    PictureSize(
      columns: tileWidth(area.width, layers: 4), rows: tallest * PixelPicture.pixelsPerCell(look))
  }

  /// The rows of a tile where there are few units.
  private static let tallest = 5

  private static func tileWidth(_ width: Int, layers: Int) -> Int {
    max(3, min(2 * tallest, (width - 4) / (layers * 2 + 1)))
  }

  /// The unit whose tile covers a cell of the panel.
  func unit(x: Int, y: Int, in area: Rect) -> UnitPlace? {
    let inside = Panel.inside(area)
    guard inside.width >= 8, inside.height >= 3 else { return nil }
    for index in view.layers.indices {
      let tiles = tiles(of: index, in: inside.rows(0, inside.height - 1))
      if let slot = tiles.firstIndex(where: { $0.contains(x: x, y: y) }) {
        return UnitPlace(layer: index, unit: view.layers[index].shown.lowerBound + slot)
      }
    }
    return nil
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let sizes = view.layers.map { "\($0.count)" }.joined(separator: " → ")
    let inside = Panel(title: say("network.title", "network"), caption: sizes).draw(in: area, &canvas)
    guard inside.width >= 8, inside.height >= 3 else { return }
    let places = view.layers.indices.map { tiles(of: $0, in: inside.rows(0, inside.height - 1)) }
    drawEdges(places, in: inside.rows(0, inside.height - 1), &canvas)
    for (index, layer) in view.layers.enumerated() {
      for (slot, tile) in places[index].enumerated() { draw(layer, slot, at: index, in: tile, &canvas) }
      drawTitle(layer, index, places[index], in: inside, &canvas)
    }
  }

  // MARK: - Places

  /// The tile of each shown unit of a layer.
  private func tiles(of index: Int, in area: Rect) -> [Rect] {
    let count = view.layers[index].shown.count
    let width = Self.tileWidth(area.width + 4, layers: view.layers.count)
    let most = view.layers.map(\.shown.count).max() ?? 1
    // As tall as the largest layer allows, with a row between them where there is room.
    let height = max(
      1, min(Self.tallest, most * 2 - 1 <= area.height ? (area.height - most + 1) / most : area.height / most)
    )
    let gaps = most * (height + 1) - 1 <= area.height ? 1 : 0
    let spare = view.layers.count > 1 ? (area.width - view.layers.count * width) / (view.layers.count - 1) : 0
    let x = area.x + index * (width + spare)
    // Smaller layers stand farther apart.
    let own = count > 1 ? min(height * 2 + 1, (area.height - count * height) / (count - 1)) : 0
    let gap = max(gaps, own)
    let total = count * height + (count - 1) * gap
    let top = area.y + max(0, (area.height - total) / 2)
    return (0..<count).map {
      Rect(x: x, y: top + $0 * (height + gap), width: width, height: height)
    }
  }

  // MARK: - Units

  private func draw(
    _ layer: UnitView.Layer, _ slot: Int, at index: Int, in tile: Rect, _ canvas: inout Canvas
  ) {
    let unit = layer.shown.lowerBound + slot
    if layer.responses.indices.contains(slot) {
      draw(layer.responses[slot], of: layer, in: tile, &canvas)
    }
    if state.unit == UnitPlace(layer: index, unit: unit) {
      let y = tile.y + tile.height / 2
      let hasBlocks = state.look.hasHalfBlocks
      for row in 0..<tile.height where hasBlocks || tile.y + row == y {
        canvas.put(hasBlocks ? "▐" : "[", x: tile.x - 1, y: tile.y + row, Ink(Theme.key, .bold))
        canvas.put(hasBlocks ? "▌" : "]", x: tile.maxX, y: tile.y + row, Ink(Theme.key, .bold))
      }
    }
  }

  private func draw(_ response: [Float], of layer: UnitView.Layer, in tile: Rect, _ canvas: inout Canvas) {
    // All units of a layer share one scale.
    let limit = RoundNumbers.colorLimit(of: layer.responses.joined())
    switch view.about {
    case .plane(_, let size):
      PixelPicture(
        numbers: response, columns: size.columns, rows: size.rows, limit: limit, look: state.look
      ).draw(in: tile, &canvas)
    case .groups:
      PixelPicture(numbers: response, columns: response.count, rows: 1, limit: limit, look: state.look).draw(
        in: tile, &canvas)
    }
  }

  private func drawTitle(
    _ layer: UnitView.Layer, _ index: Int, _ tiles: [Rect], in inside: Rect, _ canvas: inout Canvas
  ) {
    guard let first = tiles.first else { return }
    let isLast = index + 1 == view.layers.count
    let name = layer.title.split(separator: "·").last.map { String($0.drop { $0 == " " }) } ?? ""
    let activation = layer.title.contains("·") ? name.lowercased() : ""
    let text =
      index == 0 && layer.value == "x"
      ? layer.words
      : isLast && layer.count == 1
        ? say("network.prediction", "prediction")
        : activation.isEmpty ? say("network.linear", "linear") : activation
    let shown =
      layer.count > layer.shown.count
      ? say("network.someOf", "\(text) \(layer.shown.count) of \(layer.count)") : text
    let words = canvas.shortened(shown, to: inside.width / max(1, view.layers.count))
    let x = min(
      max(inside.x, first.x + (first.width - canvas.columns(words)) / 2), inside.maxX - canvas.columns(words))
    canvas.write(words, x: x, y: inside.maxY - 1, limit: inside.maxX, Theme.quiet)
    // Inputs are called by their names beneath their tiles, where there is a row.
    for (slot, tile) in tiles.enumerated() where layer.names.indices.contains(slot) {
      let isFree = tiles.count == 1 || (slot + 1 < tiles.count ? tiles[slot + 1].y > tile.maxY + 1 : true)
      guard isFree, tile.maxY < inside.maxY - 1 else { continue }
      let name = canvas.shortened(layer.names[slot], to: tile.width + 3)
      canvas.write(
        name, x: min(tile.x, inside.maxX - canvas.columns(name)), y: tile.maxY, limit: inside.maxX,
        Theme.quiet)
    }
  }

  // MARK: - Edges

  private func drawEdges(_ places: [[Rect]], in area: Rect, _ canvas: inout Canvas) {
    var dots = DotMatrix(area)
    for layer in view.layers.indices.dropFirst() {
      let edges = view.edges.filter { $0.layer == layer }
      let largest = edges.map { abs($0.weight) }.filter(\.isFinite).max() ?? 0
      guard largest > 0 else { continue }
      // The strongest last, over the others.
      for edge in edges.sorted(by: { isOver($1, $0) }) {
        let (from, to) = (
          edge.from - view.layers[layer - 1].shown.lowerBound, edge.to - view.layers[layer].shown.lowerBound
        )
        guard places[layer - 1].indices.contains(from), places[layer].indices.contains(to) else { continue }
        let (start, end) = (places[layer - 1][from], places[layer][to])
        let strength = abs(edge.weight) / largest
        let isChosen = isChosen(edge)
        let color =
          strength < 0.25 && !isChosen ? Theme.faint : edge.weight < 0 ? Theme.negative : Theme.positive
        dots.setCurve(
          from: ((start.maxX - area.x) * 2 + 1, (start.y - area.y) * 4 + start.height * 2),
          to: ((end.x - area.x) * 2 - 2, (end.y - area.y) * 4 + end.height * 2), color,
          // What is negative has gaps, and so it is told without colour.
          every: edge.weight < 0 && state.look.depth == .none ? 3 : 1)
      }
    }
    dots.draw(state.look, &canvas)
  }

  private func isChosen(_ edge: UnitView.Edge) -> Bool {
    state.unit == UnitPlace(layer: edge.layer, unit: edge.to)
      || state.unit == UnitPlace(layer: edge.layer - 1, unit: edge.from)
  }

  private func isOver(_ edge: UnitView.Edge, _ other: UnitView.Edge) -> Bool {
    (isChosen(edge) ? 1 : 0, abs(edge.weight)) > (isChosen(other) ? 1 : 0, abs(other.weight))
  }
}
