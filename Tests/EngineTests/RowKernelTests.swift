import Testing

@testable import Engine

/// Rows of every length are walked by vectors of three lengths and what is left: each float once, and no other.
@Suite struct RowKernelTests {
  private static let most = 70

  /// Some numbers, the same at each call.
  private func numbers(_ count: Int, seed: UInt64) -> Buffer {
    var generator = Generator(seed: seed)
    let buffer = Buffer(count: count)
    for index in 0..<count { buffer[index] = generator.uniform() - 0.5 }
    return buffer
  }

  private func same(_ found: Buffer, _ wanted: [Float]) -> Bool {
    found.elements.map(\.bitPattern) == wanted.map(\.bitPattern)
  }

  @Test(arguments: 0...most) func aRowIsCopiedAndAdded(count: Int) {
    let (x, output) = (numbers(Self.most + 1, seed: 1), numbers(Self.most + 1, seed: 2))
    var wanted = output.elements
    for index in 0..<count { wanted[index] += x[index] }
    Kernel.add(x.pointer, to: output.pointer, count: count)
    #expect(same(output, wanted))
    for index in 0..<count { wanted[index] = x[index] }
    Kernel.copy(x.pointer, into: output.pointer, count: count)
    #expect(same(output, wanted))
  }

  @Test(arguments: 0...most) func rowsHaveAMeanAndAreGivenTheirShare(count: Int) {
    let (rows, stride, divisor) = (3, Self.most + 1, Float(7))
    let (x, mean) = (numbers(rows * stride, seed: 3), numbers(stride, seed: 4))
    var wanted = mean.elements
    for index in 0..<count {
      wanted[index] = (0..<rows).reduce(Float(0)) { $0 + x[$1 * stride + index] } / divisor
    }
    Kernel.meanOfRows(
      x.pointer, rows: rows, stride: stride, divisor: divisor, into: mean.pointer, count: count)
    #expect(same(mean, wanted))

    for adding in [false, true] {
      var wanted = x.elements
      for row in 0..<rows {
        for index in 0..<count {
          let (place, share) = (row * stride + index, mean[index] / divisor)
          wanted[place] = adding ? wanted[place] + share : share
        }
      }
      let check = Kernel.spread(
        mean.pointer, dividedBy: divisor, into: x.pointer, rows: rows, stride: stride, count: count,
        adding: adding)
      #expect(same(x, wanted) && check.holds)
    }
    // What is not finite is seen wherever it is.
    for index in 0..<count {
      mean[index] = .infinity
      let check = Kernel.spread(
        mean.pointer, dividedBy: divisor, into: x.pointer, rows: rows, stride: stride, count: count,
        adding: false)
      #expect(!check.holds, "\(index)")
      mean[index] = 0
    }
  }
}
