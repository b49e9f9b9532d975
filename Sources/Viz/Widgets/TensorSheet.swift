import Engine

/// A tensor of any rank laid out in rows and columns.
///
/// A scalar is one element, a vector one row, a matrix itself. Of a higher rank, the last two axes make tiles: those along
/// the axis before stand side by side, all others below one another.
struct TensorSheet {
  let rows: Int
  let columns: Int
  private let elements: [Float]
  private let tile: (rows: Int, columns: Int)
  /// How many tiles stand side by side.
  private let across: Int
  private let gap: Int

  /// The layout of `tensor`, with an empty row and column between tiles where `hasGaps`.
  init(_ tensor: Tensor, hasGaps: Bool = false) {
    let shape = tensor.shape
    elements = tensor.elements
    tile = (shape.dropLast().last ?? 1, shape.last ?? 1)
    across = shape.dropLast(2).last ?? 1
    let down = shape.dropLast(3).reduce(1, *)
    // Tiles of one element are a matrix.
    gap = hasGaps && (tile.rows > 1 || tile.columns > 1) ? 1 : 0
    rows = down * (tile.rows + gap) - gap
    columns = across * (tile.columns + gap) - gap
  }

  /// The element at a place, or `nil` between two tiles.
  subscript(row: Int, column: Int) -> Double? {
    let (down, tileRow) = row.quotientAndRemainder(dividingBy: tile.rows + gap)
    let (right, tileColumn) = column.quotientAndRemainder(dividingBy: tile.columns + gap)
    guard tileRow < tile.rows, tileColumn < tile.columns else { return nil }
    return Double(elements[((down * across + right) * tile.rows + tileRow) * tile.columns + tileColumn])
  }

  /// The element of largest magnitude in each of `blockRows`×`blockColumns` blocks, row by row, or `nil` for one that is all
  /// gap; one that is not finite wins over all.
  func strongest(blockRows: Int, blockColumns: Int) -> [Double?] {
    // Where each column's elements lie within a row of tiles, and the block that it belongs to.
    var places: [(element: Int, block: Int)] = []
    places.reserveCapacity(columns)
    for block in 0..<blockColumns {
      for column in columns * block / blockColumns..<columns * (block + 1) / blockColumns {
        let (right, tileColumn) = column.quotientAndRemainder(dividingBy: tile.columns + gap)
        guard tileColumn < tile.columns else { continue }
        places.append((right * tile.rows * tile.columns + tileColumn, block))
      }
    }
    var strongest = [Float?](repeating: nil, count: blockRows * blockColumns)
    for blockRow in 0..<blockRows {
      for row in rows * blockRow / blockRows..<rows * (blockRow + 1) / blockRows {
        let (down, tileRow) = row.quotientAndRemainder(dividingBy: tile.rows + gap)
        guard tileRow < tile.rows else { continue }
        let first = (down * across * tile.rows + tileRow) * tile.columns
        for (element, block) in places {
          let (value, index) = (elements[first + element], blockRow * blockColumns + block)
          if let held = strongest[index] {
            guard held.isFinite, !(value.magnitude <= held.magnitude) else { continue }
          }
          strongest[index] = value
        }
      }
    }
    return strongest.map { $0.map(Double.init) }
  }

  /// How many rows a tensor of `shape` takes.
  static func rows(of shape: [Int]) -> Int {
    (shape.dropLast().last ?? 1) * shape.dropLast(3).reduce(1, *)
  }
}
