/// A panel of a product: as many columns as a row of lanes, or fewer, for which tiles of some rows are computed. A tile's
/// sums stay in registers while k runs.
struct ProductPanel<Row: Lanes> {
  /// B[k, :] of these columns lies at `right[k·rightRow]`, a whole row of lanes.
  let right: UnsafePointer<Float>
  let rightRow: Int
  let inner: Int
  /// What the sums begin with: a whole row of lanes.
  let first: UnsafePointer<Float>?
  /// C[r, :] of these columns lies at `c[r·cRow]`.
  let c: UnsafeMutablePointer<Float>
  let cRow: Int
  /// How many columns there are.
  let count: Int
  /// Whether sums are added to what C holds.
  let accumulating: Bool
  /// 0 in each lane as long as all that was written is finite, then NaN: by turns, so that one row waits less for another.
  private var spoiled = Pair(Row.broadcast(0), Row.broadcast(0))

  init(
    right: UnsafePointer<Float>, rightRow: Int, inner: Int, first: UnsafePointer<Float>?,
    c: UnsafeMutablePointer<Float>, cRow: Int, count: Int, accumulating: Bool
  ) {
    (self.right, self.rightRow, self.inner, self.first) = (right, rightRow, inner, first)
    (self.c, self.cRow, self.count, self.accumulating) = (c, cRow, count, accumulating)
  }

  /// The check of all that was written.
  @inline(__always)
  var check: FiniteCheck {
    var check = FiniteCheck()
    spoiled.include(in: &check)
    return check
  }

  /// Sets what was spoiled behind the last of `rows` rows to 0 again.
  @inline(__always)
  func clearBehind(_ rows: Int) {
    if count < Row.count { Row.broadcast(0).store(c + (rows &- 1) &* cRow + count) }
  }

  /// Computes eight rows from `row` on, where A[row + i, k] is `a[i·stride + k·step]`.
  @inline(__always)
  mutating func eight(_ a: UnsafePointer<Float>, _ stride: Int, _ step: Int, _ row: Int) {
    var (upper, lower) = (FourRows(begin), FourRows(begin))
    var (a, right) = (a, right)
    for _ in 0..<inner {
      let b = Row.load(right)
      upper.add(a, stride, b)
      lower.add(a + 4 &* stride, stride, b)
      a += step
      right += rightRow
    }
    write(upper, row)
    write(lower, row &+ 4)
  }

  /// Computes four rows likewise.
  @inline(__always)
  mutating func four(_ a: UnsafePointer<Float>, _ stride: Int, _ step: Int, _ row: Int) {
    var sums = FourRows(begin)
    var (a, right) = (a, right)
    for _ in 0..<inner {
      sums.add(a, stride, .load(right))
      a += step
      right += rightRow
    }
    write(sums, row)
  }

  /// Computes one row likewise.
  @inline(__always)
  mutating func one(_ a: UnsafePointer<Float>, _ step: Int, _ row: Int) {
    var sum = begin
    var (a, right) = (a, right)
    for _ in 0..<inner {
      sum = .fused(.broadcast(a[0]), .load(right), plus: sum)
      a += step
      right += rightRow
    }
    look(at: Pair(written(sum, row), .broadcast(0)))
  }

  @inline(__always)
  private var begin: Row {
    if let first { .load(first) } else { .broadcast(0) }
  }

  @inline(__always)
  private mutating func write(_ sums: FourRows<Row>, _ row: Int) {
    look(at: Pair(written(sums.s0, row), written(sums.s1, row &+ 1)))
    look(at: Pair(written(sums.s2, row &+ 2), written(sums.s3, row &+ 3)))
  }

  @inline(__always)
  private mutating func look(at rows: Pair<Row>) {
    spoiled = .fused(rows, .broadcast(0), plus: spoiled)
  }

  /// Writes a whole row of lanes even where there are fewer columns: what it spoils is the next row's, and not yet computed.
  @inline(__always)
  private func written(_ sum: Row, _ row: Int) -> Row {
    let place = c + row &* cRow
    if accumulating && count < Row.count { return sum.addFirst(count, to: place) }
    let sum = accumulating ? Row.sum(.load(place), sum) : sum
    sum.store(place)
    return sum
  }
}

/// The sums of four rows.
private struct FourRows<Row: Lanes> {
  var s0, s1, s2, s3: Row

  @inline(__always)
  init(_ begin: Row) {
    (s0, s1, s2, s3) = (begin, begin, begin, begin)
  }

  /// Adds the products of four numbers of A, `stride` apart, with a row of B.
  @inline(__always)
  mutating func add(_ a: UnsafePointer<Float>, _ stride: Int, _ b: Row) {
    s0 = .fused(.broadcast(a[0]), b, plus: s0)
    s1 = .fused(.broadcast(a[stride]), b, plus: s1)
    s2 = .fused(.broadcast(a[2 &* stride]), b, plus: s2)
    s3 = .fused(.broadcast(a[3 &* stride]), b, plus: s3)
  }
}
