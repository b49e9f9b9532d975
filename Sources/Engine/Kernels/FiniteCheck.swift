/// Whether all numbers included so far are neither infinite nor NaN.
struct FiniteCheck {
  /// A lane whose exponent is all ones is not finite.
  private var bits = SIMD8<UInt32>.zero
  private var bit: UInt32 = 0

  // 0·x is ±0 for every finite x and NaN for the others. Bits are OR-ed instead of values summed: an OR
  // has no floating-point latency.
  @inline(__always)
  mutating func include(_ v: Kernel.Vector) {
    bits |= unsafeBitCast(v * 0, to: SIMD8<UInt32>.self)
  }

  @inline(__always)
  mutating func include(_ v: SIMD4<Float>) {
    bits.lowHalf |= unsafeBitCast(v * 0, to: SIMD4<UInt32>.self)
  }

  @inline(__always)
  mutating func include(_ x: Float) {
    bit |= (x * 0).bitPattern
  }

  @inline(__always)
  mutating func include(_ other: FiniteCheck) {
    bits |= other.bits
    bit |= other.bit
  }

  @inline(__always)
  var holds: Bool {
    let four = bits.lowHalf | bits.highHalf
    let two = four.lowHalf | four.highHalf
    return (two[0] | two[1] | bit) & ~Float(-0.0).bitPattern == 0
  }
}
