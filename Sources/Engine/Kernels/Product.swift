extension Kernel {
  /// The matrix product C[r, :] = first + Σₖ A[r, k]·B[k, :], where `first` is one row for all or nothing.
  ///
  /// Each number is one sum that runs along k with fused products, so its bits depend neither on the width of the vectors
  /// nor on the blocks. A is read number by number, B and `first` by whole vectors: up to seven floats behind the last row,
  /// which a `Buffer` has. A whole vector behind C is set to 0.
  struct Product {
    /// A[r, k] lies at `a[r·aRow + k·aStep]`.
    let a: UnsafePointer<Float>
    let aRow: Int
    let aStep: Int
    /// B[k, j] lies at `b[k·bRow + j]`.
    let b: UnsafePointer<Float>
    let bRow: Int
    /// What the sums begin with.
    var first: UnsafePointer<Float>?
    /// C: [rows, columns], one row behind the other.
    let c: UnsafeMutablePointer<Float>
    let rows: Int
    let columns: Int
    let inner: Int
    /// Whether the product is added to what C holds.
    var accumulating = false

    /// Computes C and returns the check of all its numbers.
    @inline(never)
    @discardableResult
    func compute() -> FiniteCheck {
      var check = FiniteCheck()
      let whole = columns / Vector.scalarCount * Vector.scalarCount
      var row = 0
      // What is left of a vector comes first in each row: it is written as a whole one, and what it spoils behind the row's
      // end is computed later.
      while row + 4 <= rows {
        if whole < columns { narrow(row, whole, &check) }
        var column = 0
        while column + 2 * Vector.scalarCount <= whole {
          wide(row, column, &check)
          column += 2 * Vector.scalarCount
        }
        if column < whole {
          narrow(row, column, &check)
        }
        row += 4
      }
      while row < rows {
        if whole < columns { single(row, whole, &check) }
        var column = 0
        while column < whole {
          single(row, column, &check)
          column += Vector.scalarCount
        }
        row += 1
      }
      store(.zero, c, rows * columns)
      return check
    }

    /// Four rows by two vectors.
    @inline(__always)
    private func wide(_ row: Int, _ column: Int, _ check: inout FiniteCheck) {
      let next = column + Vector.scalarCount
      let (begin, beginNext) = (begin(column), begin(next))
      var (s0, s1, s2, s3) = (begin, begin, begin, begin)
      var (t0, t1, t2, t3) = (beginNext, beginNext, beginNext, beginNext)
      var (left, right) = (a + row * aRow, b)
      for _ in 0..<inner {
        let (v, w) = (load(right, column), load(right, next))
        let (a0, a1) = (Vector(repeating: left[0]), Vector(repeating: left[aRow]))
        let (a2, a3) = (Vector(repeating: left[2 * aRow]), Vector(repeating: left[3 * aRow]))
        (s0, t0) = (fused(a0, v, plus: s0), fused(a0, w, plus: t0))
        (s1, t1) = (fused(a1, v, plus: s1), fused(a1, w, plus: t1))
        (s2, t2) = (fused(a2, v, plus: s2), fused(a2, w, plus: t2))
        (s3, t3) = (fused(a3, v, plus: s3), fused(a3, w, plus: t3))
        left += aStep
        right += bRow
      }
      write(s0, row, column, &check)
      write(t0, row, next, &check)
      write(s1, row + 1, column, &check)
      write(t1, row + 1, next, &check)
      write(s2, row + 2, column, &check)
      write(t2, row + 2, next, &check)
      write(s3, row + 3, column, &check)
      write(t3, row + 3, next, &check)
    }

    /// Four rows by one vector, or what is left of one.
    @inline(__always)
    private func narrow(_ row: Int, _ column: Int, _ check: inout FiniteCheck) {
      let begin = begin(column)
      var (s0, s1, s2, s3) = (begin, begin, begin, begin)
      var (left, right) = (a + row * aRow, b + column)
      for _ in 0..<inner {
        let v = load(right, 0)
        s0 = fused(Vector(repeating: left[0]), v, plus: s0)
        s1 = fused(Vector(repeating: left[aRow]), v, plus: s1)
        s2 = fused(Vector(repeating: left[2 * aRow]), v, plus: s2)
        s3 = fused(Vector(repeating: left[3 * aRow]), v, plus: s3)
        left += aStep
        right += bRow
      }
      write(s0, row, column, &check)
      write(s1, row + 1, column, &check)
      write(s2, row + 2, column, &check)
      write(s3, row + 3, column, &check)
    }

    /// One row by one vector, or what is left of one.
    @inline(__always)
    private func single(_ row: Int, _ column: Int, _ check: inout FiniteCheck) {
      var sum = begin(column)
      var (left, right) = (a + row * aRow, b + column)
      for _ in 0..<inner {
        sum = fused(Vector(repeating: left[0]), load(right, 0), plus: sum)
        left += aStep
        right += bRow
      }
      write(sum, row, column, &check)
    }

    @inline(__always)
    private func begin(_ column: Int) -> Vector {
      if let first { load(first, column) } else { .zero }
    }

    /// Writes what of a vector is within C's row.
    @inline(__always)
    private func write(_ vector: Vector, _ row: Int, _ column: Int, _ check: inout FiniteCheck) {
      let (place, left) = (c + row * columns + column, columns - column)
      if accumulating && left < Vector.scalarCount {
        for lane in 0..<left {
          place[lane] += vector[lane]
          check.include(place[lane])
        }
        return
      }
      let sum = accumulating ? load(place, 0) + vector : vector
      check.include(left < Vector.scalarCount ? Kernel.first(left, of: sum) : sum)
      store(sum, place, 0)
    }
  }

  /// output[i] = Σ over `rows` rows, one behind the other, of x[row·count + i], each sum from the first row to the last; with
  /// `accumulating` the sum is added. `output` is rounded up to whole vectors, and behind `x` as many floats may be read.
  /// Returns the check of what was written.
  @inline(__always)
  static func sumRows(
    _ x: UnsafePointer<Float>, rows: Int, into output: UnsafeMutablePointer<Float>, count: Int,
    accumulating: Bool
  ) -> FiniteCheck {
    var check = FiniteCheck()
    var column = 0
    while column < count {
      var sum = Vector.zero
      for row in 0..<rows { sum += load(x, row * count + column) }
      if accumulating { sum += load(output, column) }
      if count - column < Vector.scalarCount { sum = first(count - column, of: sum) }
      check.include(sum)
      store(sum, output, column)
      column += Vector.scalarCount
    }
    return check
  }

  /// output[j·inner + i] = x[i·outer + j]: the columns of a matrix as rows. Both hold `inner`·`outer` floats.
  @inline(__always)
  static func transpose(
    _ x: UnsafePointer<Float>, rows inner: Int, columns outer: Int, into output: UnsafeMutablePointer<Float>
  ) {
    for j in 0..<outer {
      for i in 0..<inner { output[j * inner + i] = x[i * outer + j] }
    }
  }
}
