/// Holds three witnesses of the article's gradient against each other: automatic, by hand, by differences.
///
/// Each weight has a tolerance of its own, which follows the sizes involved (`ArticleRounding`). Of a large layer a part is
/// checked, another one at each step.
public struct ArticleCheck: Sendable, Equatable {
  /// What a comparison comes to.
  public typealias Verdict = GradientCheck.Verdict
  /// How far a witness is from automatic differentiation.
  public typealias Comparison = GradientCheck.Comparison

  /// Autograd's float32 against the hand-derived float64.
  public let hand: Comparison
  /// Autograd's float32 against central differences in float64.
  public let difference: Comparison
  /// How many weights were compared.
  public let checkedCount: Int
  /// How many there are.
  public let weightCount: Int

  /// The most rows that one check compares.
  public static let mostRows = 64
  /// The most columns that one check compares.
  public static let mostColumns = 64

  /// What all three come to.
  public var verdict: Verdict {
    let verdicts = [hand.verdict, difference.verdict]
    return [.differs, .incomparable].first(where: verdicts.contains)
      ?? (verdicts == [.zero, .zero] ? .zero : .agrees)
  }

  /// Checks `gradient`, automatic differentiation's, at `weight`; both [out, in].
  ///
  /// - Parameters:
  ///   - step: Decides which part of a large layer is checked.
  ///   - place: A weight that is checked in any case.
  public init(
    layer: HandDerived, weight: Tensor, gradient: Tensor, step: Int = 0, including place: Place? = nil
  ) {
    let columns = layer.input.count
    let (weights, gradients) = (weight.elements, gradient.elements)
    self.init(layer: layer, step: step, including: place) { row in
      let range = row * columns..<(row + 1) * columns
      return (weights[range], gradients[range])
    }
  }

  /// Checks the rows that `row` gives: the weights and the automatic gradient of one output, [in] each.
  init(
    layer: HandDerived, step: Int, including place: Place?,
    row: (Int) -> (weight: ArraySlice<Float>, gradient: ArraySlice<Float>)
  ) {
    let count = layer.target.count
    var rows = Self.sample(count, atMost: Self.mostRows, step: step)
    var columns = Self.sample(layer.input.count, atMost: Self.mostColumns, step: step)
    if let place {
      if !rows.contains(place.row) { rows.append(place.row) }
      if !columns.contains(place.column) { columns.append(place.column) }
    }
    var (byHand, byDifference) = (Gathering(), Gathering())
    for i in rows {
      let (weights, gradients) = row(i)
      let output = ArticleRounding.output(weight: weights, input: layer.input, target: layer.target[i])
      let slope = output.prediction * (1 - output.prediction)
      for j in columns {
        let (weight, automatic) = (
          Double(weights[weights.startIndex + j]), gradients[gradients.startIndex + j]
        )
        let x = layer.input[j]
        let bound = ArticleRounding.gradient(output, input: x, count: count)
        let hand = 2 / Double(count) * output.error * slope * x
        let difference = ArticleDifference.derivative(
          at: weight, preactivation: output.preactivation, input: x, target: layer.target[i], count: count)
        let place = (row: i, column: j)
        byHand.add(automatic, hand, within: bound, canHold: output.isRepresentable, at: place)
        byDifference.add(
          automatic, difference.derivative, within: bound + difference.bound, canHold: output.isRepresentable,
          at: place)
      }
    }
    hand = byHand.comparison
    difference = byDifference.comparison
    checkedCount = rows.count * columns.count
    weightCount = count * layer.input.count
  }

  /// All of `0..<count`, or as many of them as asked for, spread evenly and elsewhere at another step.
  private static func sample(_ count: Int, atMost most: Int, step: Int) -> [Int] {
    guard count > most else { return Array(0..<count) }
    // Steps of 13 are no part of a cycle that training itself might have.
    let start = step % count * 13 % count
    return (0..<most).map { (start + $0 * count / most) % count }
  }

  /// A comparison while it is made.
  private struct Gathering {
    private var worst: (ratio: Double, difference: Double, tolerance: Double, place: (row: Int, column: Int))?
    private var differs = false
    private var isIncomparable = false
    private var isZero = true

    mutating func add(
      _ automatic: Float, _ witness: Double, within tolerance: Double, canHold: Bool,
      at place: (row: Int, column: Int)
    ) {
      if automatic != 0 || witness != 0 { isZero = false }
      let difference = abs(Double(automatic) - witness)
      var ratio = difference / tolerance
      if !difference.isFinite || !tolerance.isFinite {
        // What overflowed in float32 only, where it should not have, is wrong; else there is nothing to compare.
        if witness.isFinite, tolerance.isFinite, canHold {
          differs = true
        } else {
          isIncomparable = true
        }
        ratio = .infinity
      } else if difference > tolerance {
        differs = true
      }
      if ratio > worst?.ratio ?? -1 { worst = (ratio, difference, tolerance, place) }
    }

    var comparison: Comparison {
      Comparison(
        difference: worst?.difference ?? 0, tolerance: worst?.tolerance ?? 0,
        worst: .weight(row: worst?.place.row ?? 0, column: worst?.place.column ?? 0),
        verdict: differs ? .differs : isIncomparable ? .incomparable : isZero ? .zero : .agrees)
    }
  }
}
