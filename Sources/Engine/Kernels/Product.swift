/// The matrix product C[r, j] = first[j] + Σₖ A[r, k]·B[k, j], where `first` is one row for all or nothing.
///
/// Each number is one sum that runs along k with fused products, so its bits depend neither on the width of the vectors nor
/// on the blocks, nor on which thread computes it.
///
/// It is blocked as by Goto and van de Geijn (2008): one panel of B after the other, two vectors wide, is copied so that it
/// stays in the cache, and used for all rows of A, whose sums stay in registers while k runs. k is not divided: a panel of
/// the widest layers that a processor trains in good time stays in its second-level cache, which is fast enough.
struct Product {
  /// A matrix that is read: element [i, j] lies at `pointer[i·row + j·step]`, where `row` or `step` is 1. The memory belongs to
  /// a buffer that outlives the matrix and holds every element of the product's size, rounded up to whole vectors.
  struct Matrix {
    let pointer: UnsafePointer<Float>
    let row: Int
    let step: Int

    /// [rows, columns], one row behind the other.
    init(_ buffer: Buffer, columns: Int) {
      self.init(buffer.pointer, row: columns, step: 1)
    }

    fileprivate init(_ pointer: UnsafePointer<Float>, row: Int, step: Int) {
      (self.pointer, self.row, self.step) = (pointer, row, step)
    }

    /// The same numbers with the axes swapped.
    var transposed: Matrix { Matrix(pointer, row: step, step: row) }
  }

  /// How many columns a panel has: two of the widest registers for which the engine is compiled.
  #if WIDE_VECTORS
    static let panelWidth = 32
    private static let hasManyRegisters = true
  #else
    static let panelWidth = 16
    private static let hasManyRegisters = false
  #endif
  /// How many rows of A are copied together.
  private static let group = 8

  /// [rows, inner]
  private let a: Matrix
  /// [inner, columns]
  private let b: Matrix
  /// [columns], readable up to a whole panel, as a `Buffer` is.
  private let first: UnsafePointer<Float>?
  /// [rows, columns], one row behind the other. Less than a panel's width behind it is spoiled, and set to 0 again.
  private let c: UnsafeMutablePointer<Float>
  private let rows: Int
  private let columns: Int
  private let inner: Int
  private let panelWidth: Int
  /// Whether A is copied: where its rows are read across, and often.
  private let copiesA: Bool
  /// Whether a panel of B pays for its copy.
  private let copiesB: Bool
  /// How many parts can be computed at the same time.
  let parts: Int
  /// How many columns whole panels cover; kept because dividing takes as long as a small product's row.
  private let covered: Int

  /// C = first + A·B over buffers that outlive the product.
  init(
    _ a: Matrix, _ b: Matrix, first: Buffer? = nil, into c: Buffer, rows: Int, columns: Int, inner: Int,
    panelWidth: Int = Product.panelWidth
  ) {
    precondition(rows * columns == c.count && (first.map { $0.count == columns } ?? true))
    (self.a, self.b, self.first, self.c) = (a, b, first.map { UnsafePointer($0.pointer) }, c.pointer)
    (self.rows, self.columns, self.inner, self.panelWidth) = (rows, columns, inner, panelWidth)
    copiesA = a.step != 1 && columns >= 2 * panelWidth && rows >= Self.group
    copiesB = b.step != 1 || rows > 2 * Self.group
    parts = max(1, columns / panelWidth)
    covered = columns / panelWidth * panelWidth
  }

  /// How many floats of memory a computation needs: for the copy of A, and for a panel of B.
  var scratch: (a: Int, panel: Int) {
    (copiesA ? rows * inner : 0, copiesB ? panelWidth * inner : 0)
  }

  /// Whether it is so much work that a second thread pays.
  var isLarge: Bool { rows * columns * inner >= 1 << 20 && parts > 1 }

  /// Computes C, or adds to it, with memory for `scratch`; returns the check of all its numbers.
  @inline(never)
  @discardableResult
  func compute(
    accumulating: Bool, _ copyOfA: UnsafeMutablePointer<Float>, _ panel: UnsafeMutablePointer<Float>
  ) -> FiniteCheck {
    copyA(into: copyOfA)
    var check = FiniteCheck()
    for part in 0..<parts { check.include(compute(part, accumulating, copyOfA, panel)) }
    return check
  }

  /// Copies A, where that pays, by groups of eight rows: [group][inner][8]. It comes before all parts.
  func copyA(into copy: UnsafeMutablePointer<Float>) {
    guard copiesA else { return }
    for group in 0..<rows / Self.group {
      var (from, to) = (a.pointer + group * Self.group, copy + group * Self.group * inner)
      for _ in 0..<inner {
        Kernel.store(Kernel.load(from, 0), to, 0)
        from += a.step
        to += Self.group
      }
    }
  }

  /// Computes a part, which is a panel; the first is also what is left of one.
  @inline(__always)
  func compute(
    _ part: Int, _ accumulating: Bool, _ copyOfA: UnsafePointer<Float>, _ panel: UnsafeMutablePointer<Float>
  ) -> FiniteCheck {
    var check = FiniteCheck()
    if part == 0 {
      // What is left comes first, because it spoils the beginning of each next row.
      let left = columns &- covered
      if left > 16 {
        check.include(compute(Pair<SIMD16<Float>>.self, covered, left, accumulating, copyOfA, panel))
      } else if left > 8 {
        check.include(compute(SIMD16<Float>.self, covered, left, accumulating, copyOfA, panel))
      } else if left > 0 {
        check.include(compute(SIMD8<Float>.self, covered, left, accumulating, copyOfA, panel))
      }
    }
    if covered > 0 {
      let column = part &* panelWidth
      if panelWidth == 32 {
        check.include(compute(Pair<SIMD16<Float>>.self, column, 32, accumulating, copyOfA, panel))
      } else {
        check.include(compute(SIMD16<Float>.self, column, 16, accumulating, copyOfA, panel))
      }
    }
    return check
  }

  /// Computes `count` columns of C from `column` on.
  private func compute<Row: Lanes>(
    _: Row.Type, _ column: Int, _ count: Int, _ accumulating: Bool, _ copyOfA: UnsafePointer<Float>,
    _ panel: UnsafeMutablePointer<Float>
  ) -> FiniteCheck {
    let right = b.pointer + column &* b.step
    if copiesB {
      if b.step == 1 {
        Kernel.copyRows(Row.self, right, stride: b.row, rows: inner, into: panel)
      } else {
        Kernel.copyColumns(
          right, stride: b.step, columns: count, rows: inner, into: panel, width: Row.count)
      }
    }
    var tiles = ProductPanel<Row>(
      right: copiesB ? UnsafePointer(panel) : right, rightRow: copiesB ? Row.count : b.row,
      inner: inner, first: first.map { $0 + column }, c: c + column, cRow: columns, count: count,
      accumulating: accumulating)
    let (copied, most) = (copiesA ? rows / Self.group * Self.group : 0, Self.hasManyRegisters ? 8 : 4)
    var row = 0
    while row &+ most <= rows {
      let isCopied = row < copied
      let left = isCopied ? copyOfA + row / 8 &* 8 &* inner + row % 8 : a.pointer + row &* a.row
      let (stride, step) = isCopied ? (1, Self.group) : (a.row, a.step)
      if Self.hasManyRegisters {
        tiles.eight(left, stride, step, row)
      } else {
        tiles.four(left, stride, step, row)
      }
      row &+= most
    }
    if row &+ 4 <= rows {
      tiles.four(a.pointer + row &* a.row, a.row, a.step, row)
      row &+= 4
    }
    while row < rows {
      tiles.one(a.pointer + row &* a.row, a.step, row)
      row &+= 1
    }
    tiles.clearBehind(rows)
    return tiles.check
  }
}
