/// Division by one number that many are divided by, at the price of a multiplication: a divider takes one vector at a
/// time. The quotients have the bits of plain division (Markstein, 1990) for every dividend that is not negative, as long
/// as neither is near float's smallest.
struct Divisor {
  private let divisor: Kernel.Vector
  private let reciprocal: Kernel.Vector

  init(_ divisor: Float) {
    self.divisor = Kernel.Vector(repeating: divisor)
    reciprocal = Kernel.Vector(repeating: 1 / divisor)
  }

  // What the estimate leaves of the dividend is exact, and so corrects the estimate to the nearest float.
  @inline(__always)
  func quotient(of dividend: Kernel.Vector) -> Kernel.Vector {
    let estimate = dividend * reciprocal
    let rest = Kernel.fused(-estimate, divisor, plus: dividend)
    let quotient = Kernel.fused(rest, reciprocal, plus: estimate)
    // Infinity leaves no rest that is a number.
    return estimate.replacing(with: quotient, where: estimate .< .infinity)
  }
}
