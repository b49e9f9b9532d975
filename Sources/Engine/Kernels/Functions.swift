/// Functions of whole vectors, to 1 or 2 units in the last place over all of float; the same bits in every lane, on every
/// processor.
extension Kernel {
  /// eˣ: 0 below, infinity above what float holds.
  @inline(__always)
  static func exp(_ x: Vector) -> Vector {
    // Beyond these bounds the result no longer changes. NaN passes both comparisons and stays NaN.
    var x = x
    x.replace(with: 89, where: x .> 89)
    x.replace(with: -104, where: x .< -104)
    // Added to 1.5·2²³, a number is rounded to a whole one, which the sum's lowest bits then hold.
    let shifter = Vector(repeating: 0x1.8p23)
    let shifted = fused(x, Vector(repeating: 1.442_695_04), plus: shifter)
    let n = shifted - shifter
    // r = x − n·ln 2, ln 2 being given in two parts, and |r| ≤ ½·ln 2
    let high = fused(n, Vector(repeating: -0x1.62e400p-1), plus: x)
    let r = fused(n, Vector(repeating: -0x1.7f7d1cp-20), plus: high)
    var p = Vector(repeating: 1.987_569_1e-4)
    p = fused(p, r, plus: Vector(repeating: 1.398_199_9e-3))
    p = fused(p, r, plus: Vector(repeating: 8.333_452e-3))
    p = fused(p, r, plus: Vector(repeating: 4.166_579_6e-2))
    p = fused(p, r, plus: Vector(repeating: 1.666_666_5e-1))
    p = fused(p, r, plus: Vector(repeating: 0.5))
    let power = fused(p, r * r, plus: r) + 1
    // 2ⁿ in two factors, because n goes beyond a float's exponents on both sides.
    let whole = unsafeBitCast(shifted, to: SIMD8<Int32>.self) &- unsafeBitCast(shifter, to: SIMD8<Int32>.self)
    let half = whole &>> 1
    return power * powerOfTwo(half) * powerOfTwo(whole &- half)
  }

  /// 2ⁿ for n from −126 to 127.
  @inline(__always)
  private static func powerOfTwo(_ n: SIMD8<Int32>) -> Vector {
    unsafeBitCast((n &+ 127) &<< 23, to: Vector.self)
  }

  /// ln(1 + x): −∞ at −1, NaN below.
  @inline(__always)
  static func logOnePlus(_ x: Vector) -> Vector {
    // What 1 + x loses in rounding is not lost: the smaller of the two is what remains exact.
    let sum = x + 1
    let lost = (x - (sum - 1)).replacing(with: 1 - (sum - x), where: x .> 1)
    // 1 + x = m·2ᵏ with m from √½ to √2
    let bits = unsafeBitCast(sum, to: SIMD8<Int32>.self)
    let k = (bits &- 0x3f35_04f3) &>> 23
    let m = unsafeBitCast(bits &- (k &<< 23), to: Vector.self)
    // Of a k too large for a factor, nothing was lost that counts.
    let scale = powerOfTwo(SIMD8<Int32>.zero &- k).replacing(with: 0, where: x .> 0x1p30)
    let f = (m - 1) + lost * scale
    var p = Vector(repeating: 7.037_683_6e-2)
    p = fused(p, f, plus: Vector(repeating: -1.151_461e-1))
    p = fused(p, f, plus: Vector(repeating: 1.167_699_9e-1))
    p = fused(p, f, plus: Vector(repeating: -1.242_014_1e-1))
    p = fused(p, f, plus: Vector(repeating: 1.424_932_3e-1))
    p = fused(p, f, plus: Vector(repeating: -1.666_805_8e-1))
    p = fused(p, f, plus: Vector(repeating: 2.000_071_5e-1))
    p = fused(p, f, plus: Vector(repeating: -2.499_999_4e-1))
    p = fused(p, f, plus: Vector(repeating: 3.333_333_1e-1))
    let exponent = Vector(k)
    let square = f * f
    var rest = fused(p * f, square, plus: exponent * -2.121_944_4e-4)
    rest = fused(square, Vector(repeating: -0.5), plus: rest)
    var result = fused(exponent, Vector(repeating: 0.693_359_375), plus: f + rest)
    result.replace(with: x, where: (x .< 0x1p-25) .& (x .> -0x1p-25))
    result.replace(with: -.infinity, where: x .== -1)
    result.replace(with: .nan, where: x .< -1)
    // Infinity and NaN.
    return x.replacing(with: result, where: x .< .infinity)
  }

  /// tanh x: ±1 from some 9 on.
  @inline(__always)
  static func tanh(_ x: Vector) -> Vector {
    let sign = unsafeBitCast(x, to: SIMD8<UInt32>.self) & 0x8000_0000
    let size = unsafeBitCast(unsafeBitCast(x, to: SIMD8<UInt32>.self) ^ sign, to: Vector.self)
    let square = size * size
    var p = Vector(repeating: -5.704_988_7e-3)
    p = fused(p, square, plus: Vector(repeating: 2.063_908_9e-2))
    p = fused(p, square, plus: Vector(repeating: -5.373_971_6e-2))
    p = fused(p, square, plus: Vector(repeating: 1.333_144_2e-1))
    p = fused(p, square, plus: Vector(repeating: -3.333_328_2e-1))
    let near = fused(p * square, size, plus: size)
    let far = 1 - 2 / (exp(size + size) + 1)
    let result = far.replacing(with: near, where: size .< 0.625)
    return unsafeBitCast(unsafeBitCast(result, to: SIMD8<UInt32>.self) | sign, to: Vector.self)
  }

  /// 1 / (1 + e⁻ˣ)
  @inline(__always)
  static func sigmoid(_ x: Vector) -> Vector { 1 / (exp(-x) + 1) }
}
