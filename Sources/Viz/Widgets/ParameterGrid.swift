/// A parameter of any shape in rows and columns: the last axis makes columns, all others rows.
struct ParameterGrid {
  let shape: [Int]

  var columns: Int { max(1, shape.last ?? 1) }
  var rows: Int { shape.dropLast().reduce(1, *) }

  /// Where the number at an index is.
  func position(of index: [Int]) -> (row: Int, column: Int) {
    let element = zip(index, shape).reduce(0) { $0 * $1.1 + $1.0 }
    return (element / columns, element % columns)
  }

  /// The index of the number at a row and column, or of the nearest one.
  func nearestIndex(row: Int, column: Int) -> [Int] {
    var left = min(max(0, row), rows - 1) * columns + min(max(0, column), columns - 1)
    var index: [Int] = []
    for length in shape.reversed() {
      index.insert(left % length, at: 0)
      left /= length
    }
    return index
  }
}
