/// Central differences of a graph's reference by the numbers of one parameter: (L(w + h) − L(w − h)) / 2h in float64.
struct CentralDifferences {
  /// What the comparison with one difference comes to.
  struct Result {
    let difference: Double
    let tolerance: Double
    let verdict: GradientCheck.Verdict
  }

  /// One difference.
  private struct Slope {
    /// The slope between both sides.
    let middle: Double
    /// How far the slopes of both sides differ: a smooth function's by less, the smaller the step, another one's not.
    let corner: Double
    /// What float64's rounding leaves.
    let rounding: Double
  }

  /// The work for one number, about as many multiplications: two passes for most, and now and then some more.
  let work: Int

  private let pass: ReferencePass
  private let operations: [ReferencePass.Step]
  private let place: Int?
  private let lossRounding: Double
  /// The size of the parameter's numbers: the root of their mean square.
  private let scale: Double

  /// Differences by the numbers of `value`.
  init(_ pass: ReferencePass, of value: Value, lossRounding: Double) {
    self.pass = pass
    self.lossRounding = lossRounding
    place = pass.place(value)
    operations = place.map(pass.steps(from:)) ?? []
    let numbers = place.map { pass.exact[$0] } ?? []
    scale = (numbers.reduce(0) { $0 + $1 * $1 } / Double(max(1, numbers.count))).squareRoot()
    work = 3 * operations.reduce(0) { $0 + $1.operation.work }
  }

  /// Holds an automatic gradient, which float32's rounding may have put as far off as `tolerance`, against the difference by
  /// the number `element`.
  func compare(_ automatic: Double, within tolerance: Double, at element: Int) -> Result {
    guard tolerance.isFinite, pass.lossNumber.isFinite, lossRounding.isFinite else {
      return Result(difference: .nan, tolerance: tolerance, verdict: .incomparable)
    }
    guard let place else { return Result(difference: abs(automatic), tolerance: tolerance, verdict: .zero) }
    var step = 0x1p-15 * max(1, abs(pass.exact[place][element]))
    var slope = slope(at: element, place, step: step)
    let (difference, allowed) = (abs(automatic - slope.middle), tolerance + slope.rounding)
    if difference <= allowed, slope.corner <= 0x1p-6 * abs(slope.middle) + slope.rounding {
      let isZero = automatic == 0 && slope.middle == 0
      return Result(difference: difference, tolerance: allowed, verdict: isZero ? .zero : .agrees)
    }
    // A step that is too large bends, or reaches over a kink. So smaller ones are taken until two more bear one out, and one
    // of them is small beside the weights.
    var (held, doubt, agreeing, isSmooth) = (slope, 0.0, 1, true)
    // What is left of a corner at every step may be a kink that lies within them all.
    var corner = slope.corner
    while step > 0x1p-27 * max(1, abs(pass.exact[place][element])), agreeing < 3 || step > 0x1p-12 * scale {
      step /= 8
      let last = slope
      slope = self.slope(at: element, place, step: step)
      // The sides of a smooth function come nearer to each other as the step is smaller.
      isSmooth = slope.corner <= last.corner / 2 + slope.rounding
      let change = abs(slope.middle - held.middle)
      if isSmooth, change <= tolerance + slope.rounding {
        (doubt, agreeing) = (agreeing == 1 ? change : max(doubt, change), agreeing + 1)
        corner = min(corner, slope.corner)
      } else {
        (held, doubt, agreeing) = (slope, change, 1)
        corner = slope.corner
      }
    }
    return result(
      automatic, held, within: tolerance + held.rounding + doubt + corner, isSettled: isSmooth && agreeing > 1
    )
  }

  /// What comes of a difference that other steps bear out, or not.
  private func result(_ automatic: Double, _ slope: Slope, within tolerance: Double, isSettled: Bool)
    -> Result
  {
    let difference = abs(automatic - slope.middle)
    let verdict: GradientCheck.Verdict
    if !slope.middle.isFinite || !tolerance.isFinite {
      verdict = .incomparable
    } else if !(difference <= tolerance) {
      // What is not a number differs from every number.
      verdict = .differs
    } else {
      verdict = isSettled ? .agrees : .incomparable
    }
    return Result(difference: difference, tolerance: tolerance, verdict: verdict)
  }

  /// What float64's rounding may make of a slope over a step to either side.
  private func rounding(over step: Double) -> Double { 4 * lossRounding / step }

  /// The slope over a step to either side.
  private func slope(at element: Int, _ place: Int, step: Double) -> Slope {
    var numbers = pass.exact[place]
    let number = numbers[element]
    let (above, below) = (number + step, number - step)
    numbers[element] = above
    let higher = pass.loss(operations, place: place, numbers: numbers)
    numbers[element] = below
    let lower = pass.loss(operations, place: place, numbers: numbers)
    let (right, left) = (
      (higher - pass.lossNumber) / (above - number), (pass.lossNumber - lower) / (number - below)
    )
    // Sides that are equal may be so because the loss has no more bits.
    let resolution = 2 * pass.lossNumber.ulp / step
    return Slope(
      middle: (higher - lower) / (above - below), corner: abs(right - left) + resolution,
      rounding: rounding(over: step))
  }
}
