/// Rows of any length, of which many are short: no more than their own floats are touched, by as few vectors as cover them.
extension Kernel {
  private typealias Wide = SIMD16<Float>

  /// x / divisor in every lane, by halves, because the standard library's own is a loop for so many.
  @inline(__always)
  private static func quotient(_ x: Wide, _ divisor: Float) -> Wide {
    Wide(lowHalf: x.lowHalf / divisor, highHalf: x.highHalf / divisor)
  }

  /// output[i] = x[i] over `0..<count`; both hold `count` floats.
  @inline(__always)
  static func copy(_ x: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>, count: Int) {
    var index = 0
    while index &+ Wide.count <= count {
      Wide.load(x + index).store(output + index)
      index &+= Wide.count
    }
    if index &+ Vector.scalarCount <= count {
      store(load(x, index), output, index)
      index &+= Vector.scalarCount
    }
    if index &+ 4 <= count {
      storeFour(loadFour(x, index), output, index)
      index &+= 4
    }
    while index < count {
      output[index] = x[index]
      index &+= 1
    }
  }

  /// output[i] += x[i] over `0..<count`; both hold `count` floats and do not overlap.
  @inline(__always)
  static func add(_ x: UnsafePointer<Float>, to output: UnsafeMutablePointer<Float>, count: Int) {
    var index = 0
    while index &+ 2 &* Wide.count <= count {
      Wide.sum(.load(output + index), .load(x + index)).store(output + index)
      let next = index &+ Wide.count
      Wide.sum(.load(output + next), .load(x + next)).store(output + next)
      index &+= 2 &* Wide.count
    }
    if index &+ Wide.count <= count {
      Wide.sum(.load(output + index), .load(x + index)).store(output + index)
      index &+= Wide.count
    }
    if index &+ Vector.scalarCount <= count {
      store(load(output, index) + load(x, index), output, index)
      index &+= Vector.scalarCount
    }
    if index &+ 4 <= count {
      storeFour(loadFour(output, index) + loadFour(x, index), output, index)
      index &+= 4
    }
    while index < count {
      output[index] += x[index]
      index &+= 1
    }
  }

  /// output[i] = Σ over `rows` rows of x[row·stride + i] / divisor, each sum from the first row to the last; `x` holds that
  /// many rows of `count` floats, and `output` one.
  @inline(__always)
  static func meanOfRows(
    _ x: UnsafePointer<Float>, rows: Int, stride: Int, divisor: Float,
    into output: UnsafeMutablePointer<Float>, count: Int
  ) {
    var index = 0
    while index &+ Wide.count <= count {
      var (sum, place) = (Wide.broadcast(0), x + index)
      for _ in 0..<rows {
        sum = .sum(sum, .load(place))
        place += stride
      }
      quotient(sum, divisor).store(output + index)
      index &+= Wide.count
    }
    if index &+ Vector.scalarCount <= count {
      var (sum, place) = (Vector.zero, x + index)
      for _ in 0..<rows {
        sum += load(place, 0)
        place += stride
      }
      store(sum / divisor, output, index)
      index &+= Vector.scalarCount
    }
    if index &+ 4 <= count {
      var (sum, place) = (SIMD4<Float>.zero, x + index)
      for _ in 0..<rows {
        sum += loadFour(place, 0)
        place += stride
      }
      storeFour(sum / divisor, output, index)
      index &+= 4
    }
    while index < count {
      var (sum, place) = (Float(0), x + index)
      for _ in 0..<rows {
        sum += place[0]
        place += stride
      }
      output[index] = sum / divisor
      index &+= 1
    }
  }

  /// output[row·stride + i] = x[i] / divisor in each of `rows` rows, or += where `adding`; `x` holds `count` floats, and
  /// `output` that many rows of them. Returns the check of what was written.
  @inline(__always)
  static func spread(
    _ x: UnsafePointer<Float>, dividedBy divisor: Float, into output: UnsafeMutablePointer<Float>, rows: Int,
    stride: Int, count: Int, adding: Bool
  ) -> FiniteCheck {
    var check = FiniteCheck()
    var index = 0
    while index &+ Wide.count <= count {
      let share = quotient(.load(x + index), divisor)
      spread(share, into: output + index, rows: rows, stride: stride, adding: adding, &check)
      index &+= Wide.count
    }
    if index &+ Vector.scalarCount <= count {
      let share = load(x, index) / divisor
      spread(share, into: output + index, rows: rows, stride: stride, adding: adding, &check)
      index &+= Vector.scalarCount
    }
    if index &+ 4 <= count {
      let share = loadFour(x, index) / divisor
      spread(share, into: output + index, rows: rows, stride: stride, adding: adding, &check)
      index &+= 4
    }
    while index < count {
      let share = x[index] / divisor
      var place = output + index
      check.include(share)
      for _ in 0..<rows {
        place[0] = adding ? place[0] + share : share
        check.include(place[0])
        place += stride
      }
      index &+= 1
    }
    return check
  }

  /// The same of as many columns as there are lanes.
  @inline(__always)
  private static func spread<Row: Lanes>(
    _ share: Row, into output: UnsafeMutablePointer<Float>, rows: Int, stride: Int, adding: Bool,
    _ check: inout FiniteCheck
  ) {
    var place = output
    share.include(in: &check)
    if adding {
      for _ in 0..<rows {
        let sum = Row.sum(.load(place), share)
        sum.include(in: &check)
        sum.store(place)
        place += stride
      }
    } else {
      for _ in 0..<rows {
        share.store(place)
        place += stride
      }
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
}
