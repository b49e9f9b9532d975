import CSIMD

/// The inner loops of the engine. Raw memory is walked here, in the operations' rules, in `RowTable` and in the optimizers,
/// nowhere else.
///
/// Reductions keep several partial sums, because floating-point addition has a latency of four cycles and
/// the compiler may not reorder it by itself.
enum Kernel {
  typealias Vector = SIMD8<Float>

  /// The vector of the eight floats from `pointer + index`; the caller guarantees that they exist.
  @inline(__always)
  static func load(_ pointer: UnsafePointer<Float>, _ index: Int) -> Vector {
    UnsafeRawPointer(pointer + index).loadUnaligned(as: Vector.self)
  }

  /// Writes eight floats from `pointer + index` on; the caller guarantees that they exist.
  @inline(__always)
  static func store(_ vector: Vector, _ pointer: UnsafeMutablePointer<Float>, _ index: Int) {
    UnsafeMutableRawPointer(pointer + index).storeBytes(of: vector, as: Vector.self)
  }

  /// The vector of the four floats from `pointer + index`; the caller guarantees that they exist.
  @inline(__always)
  static func loadFour(_ pointer: UnsafePointer<Float>, _ index: Int) -> SIMD4<Float> {
    UnsafeRawPointer(pointer + index).loadUnaligned(as: SIMD4<Float>.self)
  }

  /// Writes four floats from `pointer + index` on; the caller guarantees that they exist.
  @inline(__always)
  static func storeFour(_ vector: SIMD4<Float>, _ pointer: UnsafeMutablePointer<Float>, _ index: Int) {
    UnsafeMutableRawPointer(pointer + index).storeBytes(of: vector, as: SIMD4<Float>.self)
  }

  /// a·b + c, rounded once as PyTorch's vectorised kernels do.
  @inline(__always)
  static func fused(_ a: Vector, _ b: Vector, plus c: Vector) -> Vector {
    c.addingProduct(a, b)
  }

  /// The vector with 0 for every element too small for a normal float.
  ///
  /// Moments that decay toward 0 would stay denormal for ever and slow every step many times over, while no weight can
  /// tell them from 0.
  @inline(__always)
  static func flushed(_ v: Vector) -> Vector {
    v.replacing(with: 0, where: (v .< .leastNormalMagnitude) .& (v .> -.leastNormalMagnitude))
  }

  /// The vector with 0 in all lanes from `count` on.
  @inline(__always)
  static func first(_ count: Int, of v: Vector) -> Vector {
    let lanes = SIMD8<Int32>(0, 1, 2, 3, 4, 5, 6, 7)
    // Below `count`, the difference is negative, and its sign fills the lane; a comparison of whole numbers is a loop here.
    let kept = (lanes &- Int32(truncatingIfNeeded: count)) &>> 31
    return unsafeBitCast(unsafeBitCast(v, to: SIMD8<Int32>.self) & kept, to: Vector.self)
  }

  /// √v, element by element; the standard library's own is a loop of calls here.
  @inline(__always)
  static func squareRoot(_ v: Vector) -> Vector { csimd_square_root(v) }

  /// Σᵢ a[i]·b[i] over `0..<count`; `a` and `b` each hold at least `count` floats.
  @inline(__always)
  static func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
    let lanes = Vector.scalarCount
    var index = 0
    var sum: Float = 0
    if count >= lanes {
      var partials = (Vector.zero, Vector.zero, Vector.zero, Vector.zero)
      while index + 4 * lanes <= count {
        partials.0 += load(a, index) * load(b, index)
        partials.1 += load(a, index + lanes) * load(b, index + lanes)
        partials.2 += load(a, index + 2 * lanes) * load(b, index + 2 * lanes)
        partials.3 += load(a, index + 3 * lanes) * load(b, index + 3 * lanes)
        index += 4 * lanes
      }
      while index + lanes <= count {
        partials.0 += load(a, index) * load(b, index)
        index += lanes
      }
      sum = total((partials.0 + partials.1) + (partials.2 + partials.3))
    }
    while index < count {
      sum += a[index] * b[index]
      index += 1
    }
    return sum
  }

  /// output[i] = Σ over `rows` rows of x[row·stride + i], each sum from the first row to the last; `x` holds that many
  /// rows of `count` floats, and `output` one.
  @inline(__always)
  static func sumRows(
    _ x: UnsafePointer<Float>, rows: Int, stride: Int, into output: UnsafeMutablePointer<Float>, count: Int
  ) {
    if count == 1 {
      var sum: Float = 0
      for row in 0..<rows { sum += x[row * stride] }
      output[0] = sum
    } else {
      output.update(repeating: 0, count: count)
      for row in 0..<rows { add(x + row * stride, to: output, count: count) }
    }
  }

  /// output[i] = x[i] / divisor over `0..<count`; both hold `count` floats.
  @inline(__always)
  static func divide(
    _ x: UnsafePointer<Float>, by divisor: Float, into output: UnsafeMutablePointer<Float>, count: Int
  ) {
    let lanes = Vector.scalarCount
    var index = 0
    while index + lanes <= count {
      store(load(x, index) / divisor, output, index)
      index += lanes
    }
    if index + 4 <= count {
      storeFour(loadFour(x, index) / divisor, output, index)
      index += 4
    }
    while index < count {
      output[index] = x[index] / divisor
      index += 1
    }
  }

  /// The sum of all elements, in pairs: eight additions in a row would take three times as long.
  @inline(__always)
  static func total(_ v: Vector) -> Float {
    let four = v.lowHalf + v.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  /// output[i] = scale·x[i] over `0..<count`, or += where `accumulating`; both hold at least `count` floats and do
  /// not overlap. Returns the check of what was written.
  @inline(__always)
  @discardableResult
  static func scale(
    _ x: UnsafePointer<Float>,
    by scale: Float,
    into output: UnsafeMutablePointer<Float>,
    count: Int,
    accumulating: Bool
  ) -> FiniteCheck {
    var check = FiniteCheck()
    let lanes = Vector.scalarCount
    var index = 0
    if accumulating {
      while index + lanes <= count {
        let sum = load(output, index) + load(x, index) * scale
        check.include(sum)
        store(sum, output, index)
        index += lanes
      }
      if index + 4 <= count {
        let sum = loadFour(output, index) + loadFour(x, index) * scale
        check.include(sum)
        storeFour(sum, output, index)
        index += 4
      }
      while index < count {
        output[index] += x[index] * scale
        check.include(output[index])
        index += 1
      }
    } else {
      while index + lanes <= count {
        let product = load(x, index) * scale
        check.include(product)
        store(product, output, index)
        index += lanes
      }
      if index + 4 <= count {
        let product = loadFour(x, index) * scale
        check.include(product)
        storeFour(product, output, index)
        index += 4
      }
      while index < count {
        output[index] = x[index] * scale
        check.include(output[index])
        index += 1
      }
    }
    return check
  }

  /// output[i] = the element of largest magnitude among x[row·count + i] over all rows; `x` holds `rows` rows, at least one,
  /// of `count` floats, and `output` one.
  static func strongestOfRows(
    _ x: UnsafePointer<Float>, rows: Int, into output: UnsafeMutablePointer<Float>, count: Int
  ) {
    output.update(from: x, count: count)
    let magnitude = SIMD8<UInt32>(repeating: 0x7fff_ffff)
    for row in 1..<max(1, rows) {
      let next = x + row * count
      var index = 0
      while index + Vector.scalarCount <= count {
        let (held, offered) = (load(output, index), load(next, index))
        let (heldBits, offeredBits) = (
          unsafeBitCast(held, to: SIMD8<UInt32>.self) & magnitude,
          unsafeBitCast(offered, to: SIMD8<UInt32>.self) & magnitude
        )
        store(held.replacing(with: offered, where: offeredBits .> heldBits), output, index)
        index += Vector.scalarCount
      }
      while index < count {
        if isStronger(next[index], than: output[index]) { output[index] = next[index] }
        index += 1
      }
    }
  }

  /// Whether one number is of larger magnitude than another; NaN is larger than infinity, and that than all numbers.
  @inline(__always)
  static func isStronger(_ a: Float, than b: Float) -> Bool {
    a.bitPattern & 0x7fff_ffff > b.bitPattern & 0x7fff_ffff
  }

  /// Whether no float of `pointer[0..<count]` is infinite or NaN; `count` is a whole number of vectors.
  @inline(__always)
  static func allFinite(_ pointer: UnsafePointer<Float>, count: Int) -> Bool {
    var finite = FiniteCheck()
    var index = 0
    while index < count {
      finite.include(load(pointer, index))
      index += Vector.scalarCount
    }
    return finite.holds
  }
}
