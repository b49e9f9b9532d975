import Engine

/// Where the cursor goes, and what is looked at with it.
extension AppState {
  /// Moves the cursor over the numbers of a parameter; of the article's layer, inputs lie above the weights, targets to their
  /// right.
  mutating func moveCursor(columns: Int, rows: Int) {
    guard let layer = snapshot.article?.layer else {
      guard let parameter = shownParameter else { return }
      let (place, grid) = (chosenWeight, ParameterGrid(shape: parameter.value.shape))
      let (row, column) = grid.position(of: place.index)
      cursor = Place(
        tensor: place.tensor, index: grid.nearestIndex(row: row + rows, column: column + columns))
      return
    }
    let (lastRow, width) = (layer.target.count - 1, layer.input.count)
    let place =
      switch cursor.tensor {
      case "x": (row: -1, column: cursor.column)
      case "y": (row: cursor.row, column: width)
      default: (row: cursor.row, column: cursor.column)
      }
    let row = min(max(place.row + rows, -1), lastRow)
    let column = min(max(place.column + columns, 0), row < 0 ? width - 1 : width)
    if row < 0 {
      cursor = place.column == width ? .target(0) : .input(column)
    } else {
      cursor = column == width ? .target(row) : .weight(row: row, column: column)
    }
  }

  /// Takes over what another state shows of the same run: scene, cursors, scales.
  mutating func takeView(of other: AppState) {
    (scene, page, lossScale, plotView) = (other.scene, other.page, other.lossScale, other.plotView)
    (sheet, settingsRow, editing, message) = (nil, nil, nil, nil)
    showsRatePreview = other.showsRatePreview
    (cursor, unit, flow, row) = (other.cursor, other.unit, other.flow, other.row)
    (race, pooling) = (other.race, other.pooling)
  }
}
