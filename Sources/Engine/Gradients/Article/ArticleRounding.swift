/// How far float32 may be from float64 in the article's layer by rounding alone: rigorous bounds that follow the sizes
/// involved, output by output.
///
/// u = 2⁻²⁴ is the largest relative error of one rounding. The sum z gathers one for each of its terms, so it may be off by
/// k·u·Σ|W·x|; what that makes of p and of p(1 − p) is bounded by the ends of the interval z can lie in.
struct ArticleRounding {
  /// u: the relative error of one rounding to float32.
  private static let unit = Rounding.unit
  /// Half of float32's smallest number: the absolute error where a product underflows.
  private static let underflow = 0x1p-150

  /// p and its derivative by z at one output, in float64, and how far float32 may be from each.
  struct Output {
    /// z
    let preactivation: Double
    /// p
    let prediction: Double
    /// p(1 − p)
    let slope: Double
    /// p − y
    let error: Double
    /// The bound of p.
    let predictionBound: Double
    /// The bound of (p − y)·p(1 − p).
    let productBound: Double
    /// Whether float32 can hold every number on the way, so that nothing overflows.
    let isRepresentable: Bool
  }

  /// The bounds of one output from its weights, `weight`: [in], its inputs and its target.
  static func output(weight: ArraySlice<Float>, input: [Double], target: Double) -> Output {
    var (z, magnitude) = (0.0, 0.0)
    for (w, x) in zip(weight, input) {
      z += Double(w) * x
      magnitude += abs(Double(w) * x)
    }
    // The dot product keeps 32 partial sums; fewer terms are added one by one. The input is rounded once as well.
    let roundings = Double(min(input.count, 16 + input.count / 32) + 1)
    // The exponential may be two roundings off, which acts as a shift of z.
    let shift = roundings * unit * magnitude + 4 * unit
    let (p, s) = (HandDerived.sigmoid(z), slope(z))
    let (lowest, highest) = (HandDerived.sigmoid(z - shift), HandDerived.sigmoid(z + shift))
    // Where e⁻ᶻ overflows or p is below float32's normal numbers, p has no figures left.
    let vanishing = p < 1e-37 ? p : 0
    let predictionBound = max(highest - p, p - lowest) + 2 * unit * highest + vanishing + 2 * underflow
    let slopes = [slope(z - shift), slope(z + shift)]
    let steepest = abs(z) <= shift ? 0.25 : max(s, slopes[0], slopes[1])
    let slopeBound =
      max(steepest - s, s - min(s, slopes[0], slopes[1])) + 2 * unit * (highest + steepest) + vanishing
    let error = p - target
    let errorBound = predictionBound + unit * (abs(target) + abs(error))
    let largest = Double(Float.greatestFiniteMagnitude)
    return Output(
      preactivation: z, prediction: p, slope: s, error: error, predictionBound: predictionBound,
      productBound: abs(error) * slopeBound + s * errorBound + slopeBound * errorBound,
      isRepresentable: magnitude < largest && error * error < largest)
  }

  /// The bound of ∂L/∂W at one input x of an output, of `count` outputs in all.
  static func gradient(_ output: Output, input x: Double, count: Int) -> Double {
    let scale = 2 / Double(count)
    let gradient = scale * output.error * output.slope * x
    let lost = 4 * underflow * (1 + abs(x)) * (1 + abs(scale * output.error))
    return 1.25 * (scale * abs(x) * output.productBound) + 8 * unit * abs(gradient) + lost
  }

  /// The bound of the mean squared error over all outputs.
  static func loss(_ outputs: [Output], targets: [Double]) -> Double {
    let count = Double(outputs.count)
    var (sum, bound) = (0.0, 0.0)
    for (output, target) in zip(outputs, targets) {
      let errorBound = output.predictionBound + unit * (abs(target) + abs(output.error))
      sum += output.error * output.error
      bound += 2 * abs(output.error) * errorBound + errorBound * errorBound
    }
    return 1.25 * bound / count + (count + 4) * unit * sum / count + underflow
  }

  /// p(1 − p), in a form that keeps its figures where p is nearly 1.
  private static func slope(_ z: Double) -> Double {
    HandDerived.sigmoid(z) * HandDerived.sigmoid(-z)
  }
}
