/// Turns 16 uniform numbers into 16 normal ones with the arithmetic of PyTorch's AVX2 kernel.
///
/// Box and Muller's method with the logarithm, sine and cosine of the Cephes library by Moshier in single
/// precision. Every fused operation rounds once, where PyTorch's compiler fuses; no other may be fused.
struct NormalBlock {
  static let length = 16
  /// 2π to the nearest `Float`; `Float.pi` is rounded towards zero.
  private static let fullTurn = Float(2 * Double.pi)

  let mean: Float
  let standardDeviation: Float

  /// Replaces the 16 uniform numbers from `start` on; each goes together with the one eight places on.
  func transform(_ numbers: inout [Float], from start: Int) {
    for first in start..<start + Self.length / 2 {
      let second = first + Self.length / 2
      let radius = (-2 * Self.logarithm(1 - numbers[first])).squareRoot()
      let (sine, cosine) = Self.sineAndCosine(Self.fullTurn * numbers[second])
      numbers[first] = mean.addingProduct(radius * cosine, standardDeviation)
      numbers[second] = mean.addingProduct(radius * sine, standardDeviation)
    }
  }

  /// The natural logarithm of a positive normal number.
  static func logarithm(_ number: Float) -> Float {
    // number = fraction · 2^exponent with a fraction from 1/√2 to √2.
    var exponent = Float(Int(number.exponentBitPattern) - 0x7e)
    var fraction = Float(bitPattern: number.significandBitPattern | 0x3f00_0000)
    let rest: Float
    if fraction < 0.707106781186547524 {
      exponent -= 1
      rest = fraction
    } else {
      rest = 0
    }
    fraction = (fraction - 1) + rest

    let square = fraction * fraction
    var sum: Float = 7.0376836292e-2
    sum = Float(-1.1514610310e-1).addingProduct(sum, fraction)
    sum = Float(1.1676998740e-1).addingProduct(sum, fraction)
    sum = Float(-1.2420140846e-1).addingProduct(sum, fraction)
    sum = Float(1.4249322787e-1).addingProduct(sum, fraction)
    sum = Float(-1.6668057665e-1).addingProduct(sum, fraction)
    sum = Float(2.0000714765e-1).addingProduct(sum, fraction)
    sum = Float(-2.4999993993e-1).addingProduct(sum, fraction)
    sum = Float(3.3333331174e-1).addingProduct(sum, fraction)
    sum *= fraction
    sum = (exponent * -2.12194440e-4).addingProduct(sum, square)
    sum = sum.addingProduct(-square, 0.5)
    return (fraction + sum).addingProduct(exponent, 0.693359375)
  }

  /// The sine and cosine of an angle that is not negative.
  static func sineAndCosine(_ angle: Float) -> (sine: Float, cosine: Float) {
    // The nearest even multiple of π/4 is taken off in three parts, the largest first.
    let octant = (Int32(angle * 1.27323954473516) + 1) & ~1
    let count = Float(octant)
    var rest = angle
    rest = rest.addingProduct(count, -0.78515625)
    rest = rest.addingProduct(count, -2.4187564849853515625e-4)
    rest = rest.addingProduct(count, -3.77489497744594108e-8)
    let square = rest * rest

    var even: Float = 2.443315711809948e-5
    even = Float(-1.388731625493765e-3).addingProduct(even, square)
    even = Float(4.166664568298827e-2).addingProduct(even, square)
    even *= square
    even = (-(square * 0.5)).addingProduct(even, square)
    even += 1

    var odd: Float = -1.9515295891e-4
    odd = Float(8.3321608736e-3).addingProduct(odd, square)
    odd = Float(-1.6666654611e-1).addingProduct(odd, square)
    odd *= square
    odd = rest.addingProduct(odd, rest)

    let (sine, cosine) = octant & 2 == 0 ? (odd, even) : (even, odd)
    return (octant & 4 == 0 ? sine : -sine, (octant - 2) & 4 == 0 ? -cosine : cosine)
  }
}
