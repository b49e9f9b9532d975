#if arch(x86_64)
  import _Builtin_intrinsics.intel.sse
#endif

/// The inner loops of the engine: the only place, beside the optimizers' updates, that walks raw memory.
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

  /// √v, element by element; the standard library's own is a loop of calls here.
  @inline(__always)
  static func squareRoot(_ v: Vector) -> Vector {
    #if arch(x86_64)
      Vector(lowHalf: _mm_sqrt_ps(v.lowHalf), highHalf: _mm_sqrt_ps(v.highHalf))
    #else
      v.squareRoot()
    #endif
  }

  /// Σᵢ a[i]·b[i] over `0..<count`; `a` and `b` each hold at least `count` floats.
  @inline(__always)
  static func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
    let lanes = Vector.scalarCount
    var index = 0
    var sum: Float = 0
    if count >= lanes {
      var partial0 = Vector.zero
      var partial1 = Vector.zero
      while index + 2 * lanes <= count {
        partial0 += load(a, index) * load(b, index)
        partial1 += load(a, index + lanes) * load(b, index + lanes)
        index += 2 * lanes
      }
      if index + lanes <= count {
        partial0 += load(a, index) * load(b, index)
        index += lanes
      }
      sum = (partial0 + partial1).sum()
    }
    while index < count {
      sum += a[index] * b[index]
      index += 1
    }
    return sum
  }

  /// output[i] = scale·x[i] over `0..<count`, or += where `accumulating`; both hold at least `count` floats
  /// and do not overlap.
  @inline(__always)
  static func scale(
    _ x: UnsafePointer<Float>,
    by scale: Float,
    into output: UnsafeMutablePointer<Float>,
    count: Int,
    accumulating: Bool
  ) {
    let lanes = Vector.scalarCount
    var index = 0
    if accumulating {
      while index + lanes <= count {
        store(load(output, index) + load(x, index) * scale, output, index)
        index += lanes
      }
      while index < count {
        output[index] += x[index] * scale
        index += 1
      }
    } else {
      while index + lanes <= count {
        store(load(x, index) * scale, output, index)
        index += lanes
      }
      while index < count {
        output[index] = x[index] * scale
        index += 1
      }
    }
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

/// Whether all numbers included so far are neither infinite nor NaN.
struct FiniteCheck {
  private var sum = Kernel.Vector.zero

  // 0·x is 0 for every finite x and NaN for the others, and NaN survives every addition.
  @inline(__always)
  mutating func include(_ v: Kernel.Vector) {
    sum += v * 0
  }

  @inline(__always)
  var holds: Bool {
    // In pairs, because eight additions in a row would take longer than a small layer's whole check.
    let four = sum.lowHalf + sum.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1] == 0
  }
}
