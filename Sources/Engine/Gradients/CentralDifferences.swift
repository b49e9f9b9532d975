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
  private let steps: [ReferencePass.Step]
  private let place: Int?
  private let lossRounding: Double

  /// Differences by the numbers of `value`.
  init(_ pass: ReferencePass, of value: Value, lossRounding: Double) {
    self.pass = pass
    self.lossRounding = lossRounding
    place = pass.place(value)
    steps = place.map(pass.steps(from:)) ?? []
    work = 3 * steps.reduce(0) { $0 + $1.operation.work }
  }

  /// Holds an automatic gradient, which float32's rounding may have put as far off as `tolerance`, against the difference by
  /// the number `element`.
  func compare(_ automatic: Double, within tolerance: Double, at element: Int) -> Result {
    guard tolerance.isFinite, pass.lossNumber.isFinite else {
      return Result(difference: .nan, tolerance: tolerance, verdict: .incomparable)
    }
    var (best, doubt): (Slope?, Double) = (nil, .infinity)
    var last: Slope?
    // A step too large bends or reaches over a kink, and one too small drowns in roundings: the first is taken that another
    // one bears out.
    for halvings in [15, 18, 21, 24, 27] {
      let slope = slope(at: element, step: .init(sign: .plus, exponent: -halvings, significand: 1))
      guard slope.middle.isFinite else { continue }
      let difference = abs(automatic - slope.middle)
      let allowed = tolerance + slope.rounding
      if last == nil, difference <= allowed, slope.corner <= 0x1p-6 * abs(slope.middle) + slope.rounding {
        return Result(
          difference: difference, tolerance: allowed,
          verdict: automatic == 0 && slope.middle == 0 ? .zero : .agrees)
      }
      if let last {
        let isSmooth = slope.corner <= last.corner / 2 + slope.rounding
        let change = abs(slope.middle - last.middle) + (isSmooth ? 0 : slope.corner)
        if change + slope.rounding < doubt + (best?.rounding ?? 0) { (best, doubt) = (slope, change) }
        if change <= allowed { break }
      }
      last = slope
    }
    guard let best else { return Result(difference: .nan, tolerance: tolerance, verdict: .incomparable) }
    let (difference, allowed) = (abs(automatic - best.middle), tolerance + best.rounding + doubt)
    let isSettled = doubt <= tolerance + best.rounding + 0x1p-10 * abs(best.middle)
    // What is not a number differs from every number.
    let verdict: GradientCheck.Verdict =
      !(difference <= allowed) ? .differs : isSettled ? .agrees : .incomparable
    return Result(difference: difference, tolerance: allowed, verdict: verdict)
  }

  /// The slope over a step of that size relative to the number, or to 1 if that is more.
  private func slope(at element: Int, step size: Double) -> Slope {
    guard let place else { return Slope(middle: 0, corner: 0, rounding: 0) }
    var numbers = pass.exact[place]
    let number = numbers[element]
    let step = size * max(1, abs(number))
    let (above, below) = (number + step, number - step)
    numbers[element] = above
    let higher = pass.loss(steps, place: place, numbers: numbers)
    numbers[element] = below
    let lower = pass.loss(steps, place: place, numbers: numbers)
    let (right, left) = (
      (higher - pass.lossNumber) / (above - number), (pass.lossNumber - lower) / (number - below)
    )
    return Slope(
      middle: (higher - lower) / (above - below), corner: abs(right - left),
      rounding: higher == lower && higher == pass.lossNumber ? 0 : 4 * lossRounding / step)
  }
}
