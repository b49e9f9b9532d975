extension Tensor {
  /// The rows along the first axis with these numbers, in this order.
  func selecting(_ rows: [Int32]) -> Tensor {
    let width = shape.dropFirst().reduce(1, *)
    let all = elements
    var selected: [Float] = []
    selected.reserveCapacity(rows.count * width)
    for row in rows { selected.append(contentsOf: all[Int(row) * width..<(Int(row) + 1) * width]) }
    return Tensor(selected, shape: [rows.count] + shape.dropFirst())
  }
}
