import Engine
import Languages

/// The weights of the first layer as pictures: what each unit looks for.
struct WeightPicturesPanel {
  let state: AppState
  let view: UnitView

  /// The columns and rows of cells of a picture, its frame left out.
  private static func cells(_ picture: PictureSize, _ look: Look) -> (width: Int, height: Int) {
    let pixels = PixelPicture.pixelsPerCell(look)
    // Larger pictures are drawn more coarsely.
    let scale = max(1, (max(picture.columns, picture.rows) + 15) / 16)
    return (picture.columns / scale, (picture.rows / scale + pixels - 1) / pixels)
  }

  private static func grid(_ inside: Rect, _ picture: PictureSize, _ look: Look) -> (columns: Int, rows: Int)
  {
    let cell = cells(picture, look)
    return (max(1, inside.width / (cell.width + 2)), max(1, (inside.height + 1) / (cell.height + 1)))
  }

  /// How many pictures have room.
  static func mostUnits(in area: Rect, _ state: AppState) -> Int {
    guard let picture = state.snapshot.examples?.training.picture else { return 1 }
    let grid = grid(area.inset(2, 1), picture, state.look)
    return grid.columns * grid.rows
  }

  /// Where the first of some pictures stand, as many as have room.
  private func places(_ inside: Rect, _ picture: PictureSize, _ count: Int) -> [Rect] {
    let (cell, grid) = (Self.cells(picture, state.look), Self.grid(inside, picture, state.look))
    let used = min(grid.columns, count)
    let left = inside.x + max(0, (inside.width - used * (cell.width + 2) + 2) / 2)
    return (0..<min(count, grid.columns * grid.rows)).map { slot in
      Rect(
        x: left + slot % grid.columns * (cell.width + 2),
        y: inside.y + slot / grid.columns * (cell.height + 1), width: cell.width, height: cell.height)
    }
  }

  /// The unit whose picture covers a cell of the panel.
  func unit(x: Int, y: Int, in area: Rect) -> UnitPlace? {
    guard let index = view.layers.firstIndex(where: { !$0.pictures.isEmpty }),
      let picture = view.weightPicture
    else { return nil }
    let layer = view.layers[index]
    let slot = places(Panel.inside(area), picture, layer.pictures.count).firstIndex {
      $0.contains(x: x, y: y)
    }
    return slot.map { UnitPlace(layer: index, unit: layer.shown.lowerBound + $0) }
  }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    guard let index = view.layers.firstIndex(where: { !$0.pictures.isEmpty }),
      let picture = view.weightPicture
    else {
      return
    }
    let layer = view.layers[index]
    let shown =
      layer.shown.count < layer.count
      ? say("network.someUnits", "\(layer.shown.count) of \(layer.count) units")
      : say("network.units", "\(layer.count) units")
    let inside = Panel(title: say("network.looksFor", "what each unit looks for"), caption: shown).draw(
      in: area, &canvas)
    let places = places(inside, picture, layer.pictures.count)
    let limit = RoundNumbers.colorLimit(of: layer.pictures.joined())
    for (slot, (numbers, place)) in zip(layer.pictures, places).enumerated() {
      PixelPicture(
        numbers: numbers, columns: picture.columns, rows: picture.rows, limit: limit, look: state.look
      ).draw(in: place, &canvas)
      guard state.unit == UnitPlace(layer: index, unit: layer.shown.lowerBound + slot) else { continue }
      for row in 0..<place.height {
        canvas.put("▐", x: place.x - 1, y: place.y + row, Ink(Theme.key, .bold))
        canvas.put("▌", x: place.maxX, y: place.y + row, Ink(Theme.key, .bold))
      }
    }
  }
}
