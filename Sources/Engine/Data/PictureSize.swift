/// The columns and rows of a picture.
public struct PictureSize: Sendable, Hashable {
  /// The numbers in a row.
  public let columns: Int
  /// The rows.
  public let rows: Int

  /// A size; each side has one at the least.
  public init(columns: Int, rows: Int) {
    (self.columns, self.rows) = (max(1, columns), max(1, rows))
  }
}
