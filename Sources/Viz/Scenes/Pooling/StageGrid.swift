import Engine

/// A stage's tensor as blocks of rows and columns, one block a sample, with what each element is to the window.
struct StageGrid {
  /// What an element is to the present window.
  enum Role: Equatable {
    case plain
    /// In the window, which runs along the row.
    case window
    /// In the window, which runs down the column.
    case windowDown
    case windowPadding
    case padding
    /// In no window at all.
    case dropped
    /// What the window gives.
    case output
  }

  let samples: Int
  let rowsPerSample: Int
  /// Columns with padding on both sides.
  let columns: Int
  /// The rows and columns, within their sample, that must be in view; padding has columns below 0.
  let focus: (rows: Range<Int>, columns: Range<Int>)
  let padding: Int
  let shapeText: String
  /// What the axes count that are shown, as samples, rows and columns.
  let axes: [String]
  private let values: Tensor
  private let roleAt: (Int, Int) -> Role

  init(
    _ values: Tensor, axes: [String], focus: (rows: Range<Int>, columns: Range<Int>), padding: Int,
    roleAt: @escaping (Int, Int) -> Role
  ) {
    let shape = values.shape
    let hasSamples = axes.first == "sample"
    samples = hasSamples ? shape[0] : 1
    let inner = hasSamples ? Array(shape.dropFirst()) : shape
    rowsPerSample = inner.count >= 2 ? inner[0] : 1
    columns = (inner.last ?? 1) + 2 * padding
    self.axes = axes
    self.focus = focus
    self.padding = padding
    self.values = values.reshaped([samples, rowsPerSample, inner.last ?? 1])
    shapeText = PoolingScene.text(shape)
    self.roleAt = roleAt
  }

  /// The number at a place of a sample; 0 in the padding.
  func value(sample: Int, row: Int, column: Int) -> Double {
    let place = column - padding
    guard place >= 0, place < values.shape[2] else { return 0 }
    return Double(values[sample, row, place])
  }

  /// What the element is, where its sample is the window's.
  func role(row: Int, column: Int) -> Role {
    roleAt(row, column - padding)
  }

  /// What the element is in another sample than the window's.
  func roleElsewhere(row: Int, column: Int) -> Role {
    switch role(row: row, column: column) {
    case .window, .windowDown, .output: .plain
    case .windowPadding: .padding
    case let other: other
    }
  }

  /// The one element at `indices`, as what must be in view.
  static func focus(_ indices: [Int], axes: [String]) -> (rows: Range<Int>, columns: Range<Int>) {
    let place = place(indices, axes: axes)
    return (place.row..<place.row + 1, place.column..<place.column + 1)
  }

  /// The row and column within the sample of the element at `indices`.
  static func place(_ indices: [Int], axes: [String]) -> (row: Int, column: Int) {
    let inner = axes.first == "sample" ? Array(indices.dropFirst()) : indices
    return (inner.count >= 2 ? inner[0] : 0, inner.last ?? 0)
  }
}
