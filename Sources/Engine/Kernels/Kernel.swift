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
  ///
  /// The product of two floats is exact in float64; a fused instruction would need a newer processor than the
  /// baseline, and its library fallback is several times slower.
  @inline(__always)
  static func fused(_ a: Vector, _ b: Vector, plus c: Vector) -> Vector {
    narrowed(widened(a) * widened(b) + widened(c))
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

  // Written out by element, because the conversions of the standard library are calls, and these become
  // conversion instructions.
  @inline(__always)
  private static func widened(_ v: Vector) -> SIMD8<Double> {
    SIMD8<Double>(
      Double(v[0]), Double(v[1]), Double(v[2]), Double(v[3]), Double(v[4]), Double(v[5]), Double(v[6]),
      Double(v[7]))
  }

  @inline(__always)
  private static func narrowed(_ v: SIMD8<Double>) -> Vector {
    Vector(
      Float(v[0]), Float(v[1]), Float(v[2]), Float(v[3]), Float(v[4]), Float(v[5]), Float(v[6]), Float(v[7]))
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
  var holds: Bool { sum.sum() == 0 }
}
