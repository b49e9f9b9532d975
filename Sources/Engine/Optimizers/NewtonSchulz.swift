/// A matrix made nearly orthogonal by a polynomial that drives its singular values towards 1, in bfloat16 as PyTorch's Muon
/// does it. All memory is made at once; `run` allocates nothing.
final class NewtonSchulz {
  let rows: Int
  let columns: Int
  /// How often the polynomial is applied.
  var iterations = 5
  /// The least norm that is divided by.
  var epsilon: Float = 1e-7
  /// The matrix to start from, [rows, columns]; `run` leaves it as it is.
  let input: Buffer

  /// X, wide: [short, long], transposed where there are more rows than columns; and the next X.
  private let wide: Buffer
  private let nextWide: Buffer
  /// A = XXᵀ and B = bA + cA², [short, short].
  private let gram: Buffer
  private let polynomial: Buffer
  /// One row of [long] sums.
  private let sums: Buffer
  private let result: Buffer

  init(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    let short = min(rows, columns)
    input = Buffer(count: rows * columns)
    wide = Buffer(count: rows * columns)
    nextWide = Buffer(count: rows * columns)
    result = Buffer(count: rows * columns)
    gram = Buffer(count: short * short)
    polynomial = Buffer(count: short * short)
    sums = Buffer(count: max(rows, columns))
  }

  /// The outcome of the last `run`, [rows, columns]; valid for the input's padded count, as long as this object lives.
  var output: UnsafePointer<Float> { UnsafePointer(result.pointer) }

  /// Makes `output` of `input`.
  func run() {
    let (short, long) = (min(rows, columns), max(rows, columns))
    let isTall = rows > columns
    let (x, next, a, b) = (wide.pointer, nextWide.pointer, gram.pointer, polynomial.pointer)
    // Every index below is less than rows·columns or short·short, the sizes of the buffers.
    for row in 0..<rows {
      for column in 0..<columns {
        x[isTall ? column * rows + row : row * columns + column] = Self.rounded(
          input.pointer[row * columns + column])
      }
    }
    let norm = Self.rounded(Kernel.dot(x, x, count: short * long).squareRoot())
    let divisor = norm < epsilon ? Self.rounded(epsilon) : norm
    for index in 0..<short * long { x[index] = Self.rounded(x[index] / divisor) }
    for _ in 0..<iterations {
      for i in 0..<short {
        for j in 0...i {
          a[i * short + j] = Self.rounded(Kernel.dot(x + i * long, x + j * long, count: long))
          a[j * short + i] = a[i * short + j]
        }
      }
      // A is symmetric, so A² is made of the products of its rows.
      for i in 0..<short {
        for j in 0...i {
          let square = Kernel.dot(a + i * short, a + j * short, count: short)
          b[i * short + j] = Self.rounded(-4.7750 * a[i * short + j] + 2.0315 * square)
          b[j * short + i] = b[i * short + j]
        }
      }
      for i in 0..<short {
        sums.fill(0)
        for k in 0..<short {
          Kernel.scale(
            x + k * long, by: b[i * short + k], into: sums.pointer, count: long, accumulating: true)
        }
        for j in 0..<long {
          next[i * long + j] = Self.rounded(3.4445 * x[i * long + j] + sums.pointer[j])
        }
      }
      x.update(from: next, count: short * long)
    }
    for row in 0..<rows {
      for column in 0..<columns {
        result.pointer[row * columns + column] = x[isTall ? column * rows + row : row * columns + column]
      }
    }
  }

  /// The nearest bfloat16: a float whose lower half is 0, ties going to even.
  @inline(__always)
  private static func rounded(_ x: Float) -> Float {
    let bits = x.bitPattern
    if bits & 0x7f80_0000 == 0x7f80_0000 { return x }
    return Float(bitPattern: (bits + 0x7fff + (bits >> 16 & 1)) & 0xffff_0000)
  }
}
