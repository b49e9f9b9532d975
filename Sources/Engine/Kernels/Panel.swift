/// Copies of a few columns of a matrix to where a product reads them one behind the other.
extension Kernel {
  /// output[k, :] = x[k·stride…] for `rows` rows k of as many floats as there are lanes, all of which `x` and `output` hold.
  @inline(__always)
  static func copyRows<Row: Lanes>(
    _: Row.Type, _ x: UnsafePointer<Float>, stride: Int, rows: Int, into output: UnsafeMutablePointer<Float>
  ) {
    var (from, to) = (x, output)
    for _ in 0..<rows {
      Row.load(from).store(to)
      from += stride
      to += Row.count
    }
  }

  /// output[k·width + j] = x[j·stride + k] for `rows` k and `width` j, a multiple of eight. There are but `columns` j in x,
  /// each of `rows` floats, and the last stands for those behind it; `output` holds `rows`·`width` floats.
  @inline(__always)
  static func copyColumns(
    _ x: UnsafePointer<Float>, stride: Int, columns: Int, rows: Int,
    into output: UnsafeMutablePointer<Float>, width: Int
  ) {
    let last = columns &- 1
    var column = 0
    while column < width {
      let (x0, x1) = (x + min(column, last) &* stride, x + min(column &+ 1, last) &* stride)
      let (x2, x3) = (x + min(column &+ 2, last) &* stride, x + min(column &+ 3, last) &* stride)
      let (x4, x5) = (x + min(column &+ 4, last) &* stride, x + min(column &+ 5, last) &* stride)
      let (x6, x7) = (x + min(column &+ 6, last) &* stride, x + min(column &+ 7, last) &* stride)
      var (k, to) = (0, output + column)
      while k &+ 8 <= rows {
        var block = Block(
          load(x0, k), load(x1, k), load(x2, k), load(x3, k), load(x4, k), load(x5, k), load(x6, k),
          load(x7, k))
        block.transpose()
        store(block.r0, to, 0)
        store(block.r1, to, width)
        store(block.r2, to, 2 * width)
        store(block.r3, to, 3 * width)
        store(block.r4, to, 4 * width)
        store(block.r5, to, 5 * width)
        store(block.r6, to, 6 * width)
        store(block.r7, to, 7 * width)
        k &+= 8
        to += 8 * width
      }
      while k < rows {
        store(Vector(x0[k], x1[k], x2[k], x3[k], x4[k], x5[k], x6[k], x7[k]), to, 0)
        k &+= 1
        to += width
      }
      column &+= 8
    }
  }

  /// Eight rows of eight numbers.
  private struct Block {
    var r0, r1, r2, r3, r4, r5, r6, r7: Vector

    @inline(__always)
    init(
      _ r0: Vector, _ r1: Vector, _ r2: Vector, _ r3: Vector, _ r4: Vector, _ r5: Vector, _ r6: Vector,
      _ r7: Vector
    ) {
      (self.r0, self.r1, self.r2, self.r3) = (r0, r1, r2, r3)
      (self.r4, self.r5, self.r6, self.r7) = (r4, r5, r6, r7)
    }

    /// Makes columns of the rows: each step is one shuffle of two vectors.
    @inline(__always)
    mutating func transpose() {
      let (a0, a1) = (Self.evens(r0, r1), Self.odds(r0, r1))
      let (a2, a3) = (Self.evens(r2, r3), Self.odds(r2, r3))
      let (a4, a5) = (Self.evens(r4, r5), Self.odds(r4, r5))
      let (a6, a7) = (Self.evens(r6, r7), Self.odds(r6, r7))
      let (b0, b2) = (Self.lows(a0, a2), Self.highs(a0, a2))
      let (b1, b3) = (Self.lows(a1, a3), Self.highs(a1, a3))
      let (b4, b6) = (Self.lows(a4, a6), Self.highs(a4, a6))
      let (b5, b7) = (Self.lows(a5, a7), Self.highs(a5, a7))
      (r0, r4) = (
        Vector(lowHalf: b0.lowHalf, highHalf: b4.lowHalf), Vector(lowHalf: b0.highHalf, highHalf: b4.highHalf)
      )
      (r1, r5) = (
        Vector(lowHalf: b1.lowHalf, highHalf: b5.lowHalf), Vector(lowHalf: b1.highHalf, highHalf: b5.highHalf)
      )
      (r2, r6) = (
        Vector(lowHalf: b2.lowHalf, highHalf: b6.lowHalf), Vector(lowHalf: b2.highHalf, highHalf: b6.highHalf)
      )
      (r3, r7) = (
        Vector(lowHalf: b3.lowHalf, highHalf: b7.lowHalf), Vector(lowHalf: b3.highHalf, highHalf: b7.highHalf)
      )
    }

    /// Of each four numbers the first and third of both.
    @inline(__always)
    private static func evens(_ a: Vector, _ b: Vector) -> Vector {
      Vector(a[0], b[0], a[2], b[2], a[4], b[4], a[6], b[6])
    }

    @inline(__always)
    private static func odds(_ a: Vector, _ b: Vector) -> Vector {
      Vector(a[1], b[1], a[3], b[3], a[5], b[5], a[7], b[7])
    }

    /// Of each four numbers the first two of both.
    @inline(__always)
    private static func lows(_ a: Vector, _ b: Vector) -> Vector {
      Vector(a[0], a[1], b[0], b[1], a[4], a[5], b[4], b[5])
    }

    @inline(__always)
    private static func highs(_ a: Vector, _ b: Vector) -> Vector {
      Vector(a[2], a[3], b[2], b[3], a[6], a[7], b[6], b[7])
    }
  }
}
