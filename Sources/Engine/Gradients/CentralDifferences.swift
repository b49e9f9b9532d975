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
    guard let place else {
      // The loss does not depend on it.
      return Result(difference: abs(automatic), tolerance: 0, verdict: automatic == 0 ? .zero : .differs)
    }
    guard tolerance.isFinite, pass.lossNumber.isFinite, lossRounding.isFinite else {
      return Result(difference: .nan, tolerance: tolerance, verdict: .incomparable)
    }
    let step = Self.largestStep * max(1, abs(pass.exact[place][element]))
    let slope = slope(at: element, place, step: step)
    let (difference, allowed) = (abs(automatic - slope.middle), tolerance + slope.rounding)
    // What agrees at the first step costs no second one, unless there may be a kink.
    if difference <= allowed, slope.corner <= 0x1p-6 * abs(slope.middle) + slope.rounding {
      let isZero = automatic == 0 && slope.middle == 0
      return Result(difference: difference, tolerance: allowed, verdict: isZero ? .zero : .agrees)
    }
    let trial = smallerSteps(than: step, slope, within: tolerance, at: element, place)
    return trial.result(automatic, within: tolerance)
  }

  /// The slope that smaller steps bear out. A step that is too large bends, or reaches over a kink: so it takes two more that
  /// agree with it, and one that is small compared with the weights.
  private func smallerSteps(
    than first: Double, _ slope: Slope, within tolerance: Double, at element: Int, _ place: Int
  ) -> Trial {
    var (trial, last) = (Trial(slope), slope)
    var step = first
    while step > Self.smallestShare * first, trial.agreeing < 3 || step > Self.smallBesideWeights * scale {
      step /= 8
      let slope = self.slope(at: element, place, step: step)
      trial.add(slope, after: last, within: tolerance)
      last = slope
    }
    return trial
  }

  /// About the cube root of float64's precision: curvature counts as the square of a step and rounding as its inverse.
  private static let largestStep = 0x1p-15
  private static let smallestShare = 0x1p-12
  private static let smallBesideWeights = 0x1p-12

  /// A slope, and what the smaller steps after it say of it.
  private struct Trial {
    private var held: Slope
    /// How far the others are from it.
    private var change = 0.0
    /// What is left of a corner at each of the steps: it may be a kink that lies within them all.
    private var corner: Double
    private var isSmooth = true
    /// How many steps agree, this one among them.
    private(set) var agreeing = 1

    init(_ slope: Slope) {
      held = slope
      corner = slope.corner
    }

    mutating func add(_ slope: Slope, after last: Slope, within tolerance: Double) {
      // The sides of a smooth function come nearer to each other as the step is smaller.
      let isSmooth = slope.corner <= last.corner / 2 + slope.rounding
      let change = abs(slope.middle - held.middle)
      if isSmooth, change <= tolerance + slope.rounding {
        self.change = agreeing == 1 ? change : max(self.change, change)
        corner = min(corner, slope.corner)
        agreeing += 1
      } else {
        (held, self.change, corner, agreeing) = (slope, change, slope.corner, 1)
      }
      self.isSmooth = isSmooth
    }

    func result(_ automatic: Double, within tolerance: Double) -> Result {
      let difference = abs(automatic - held.middle)
      let allowed = tolerance + held.rounding + change + corner
      let verdict: GradientCheck.Verdict
      if !held.middle.isFinite || !allowed.isFinite {
        verdict = .incomparable
      } else if !(difference <= allowed) {
        // NaN differs from every number.
        verdict = .differs
      } else {
        verdict = isSmooth && agreeing > 1 ? .agrees : .incomparable
      }
      return Result(difference: difference, tolerance: allowed, verdict: verdict)
    }
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
