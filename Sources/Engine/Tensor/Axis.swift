extension [Int] {
  /// The place of an axis of this shape; below 0 it is counted from the end.
  func place(ofAxis axis: Int) -> Int { axis < 0 ? axis + count : axis }
}
