import RealModule
import TestRuns
import Testing

@testable import Engine

@Suite struct ArticleCheckTests {
  private func trainer(size: Int, seed: UInt64) -> Trainer {
    let input = (0..<size).map { Double(($0 * 37) % 19 - 9) / 10 }
    let target = (0..<size).map { Double($0 % 7 + 1) / 10 }
    return Trainer(article(seed: seed, input: input, target: target))
  }

  private func check(_ trainer: Trainer, gradient: [Float]? = nil) -> ArticleCheck {
    let parameter = trainer.weight
    return ArticleCheck(
      layer: trainer.layer, weight: parameter.tensor,
      gradient: Tensor(gradient ?? trainer.gradientElements, shape: parameter.shape))
  }

  /// A layer whose sizes, inputs, targets and weights are drawn over many orders of magnitude.
  private struct RandomLayer {
    let trainer: Trainer
    /// Whether every output's sum is small enough that float32 tells p from 0 and from 1 well.
    let isUnsaturated: Bool

    init(_ generator: inout Generator) {
      func uniform() -> Double { Double(generator.uniform()) * 2 - 1 }
      func power(_ low: Double, _ high: Double) -> Double {
        Double.pow(10, low + (high - low) * Double(generator.uniform()))
      }
      let size = 1 + Int(generator.next32() % 16)
      let isTame = generator.next32() % 2 == 0
      let scale = isTame ? 1 : power(-3, 3)
      let input = (0..<size).map { _ in generator.next32() % 16 == 0 ? 0 : uniform() * scale }
      let reach = generator.next32() % 8 == 0 ? power(-2, 3) : 1
      let target = (0..<size).map { _ in reach == 1 ? Double(generator.uniform()) : uniform() * reach }
      let weights: [Float]? =
        generator.next32() % 3 == 0
        ? (0..<size * size).map { _ in Float(uniform() * power(-3, isTame ? 0.5 : 2)) } : nil
      trainer = Trainer(
        article(
          seed: UInt64(generator.next32()), input: input, target: target, initialWeight: weights))
      isUnsaturated = trainer.stage.outputs[0].data.elements.allSatisfy { abs($0) < 4 }
    }
  }

  @Test func noRightGradientOfTenThousandRandomLayersIsCalledWrong() {
    var generator = Generator(seed: 1)
    var counts: [String: Int] = [:]
    for number in 0..<10_000 {
      let layer = RandomLayer(&generator)
      if number % 4 == 0 { layer.trainer.run(until: number % 40) }
      let check = check(layer.trainer)
      counts["\(check.verdict)", default: 0] += 1
      #expect(check.verdict == .agrees || check.verdict == .zero, "layer \(number): \(check)")
    }
    #expect(counts["agrees", default: 0] > 9000)
  }

  /// Ways in which a backward rule is written wrong; each makes the gradient of a layer from what the layer has.
  private static let faults: [(name: String, gradient: @Sendable (Trainer) -> [Float])] = [
    ("no factor 2", { rule($0) { d, p, x, n in d / n * p * (1 - p) * x } }),
    ("no mean", { rule($0) { d, p, x, _ in 2 * d * p * (1 - p) * x } }),
    ("the sign", { rule($0) { d, p, x, n in -2 / n * d * p * (1 - p) * x } }),
    ("no slope of the sigmoid", { rule($0) { d, _, x, n in 2 / n * d * x } }),
    ("p for p(1 − p)", { rule($0) { d, p, x, n in 2 / n * d * p * x } }),
    ("1 − p for p(1 − p)", { rule($0) { d, p, x, n in 2 / n * d * (1 - p) * x } }),
    ("the absolute error", { rule($0) { d, p, x, n in (d < 0 ? -1 : 1) / n * p * (1 - p) * x } }),
    ("no input", { rule($0) { d, p, _, n in 2 / n * d * p * (1 - p) } }),
    ("a thousandth too much", { $0.gradientElements.map { $0 * 1.001 } }),
    (
      "the matrix transposed",
      { trainer in
        let (gradient, n) = (trainer.gradientElements, trainer.layer.input.count)
        return (0..<n * n).map { gradient[$0 % n * n + $0 / n] }
      }
    ),
  ]

  private static func rule(_ trainer: Trainer, _ rule: (Float, Float, Float, Float) -> Float) -> [Float] {
    let (x, y, p) = (trainer.stage.input.data, trainer.stage.target.data, trainer.stage.prediction.data)
    let n = x.count
    return (0..<n * n).map { rule(p[$0 / n] - y[$0 / n], p[$0 / n], x[$0 % n], Float(n)) }
  }

  @Test(arguments: faults.map(\.name))
  func aWrongGradientIsCalledWrongWhereverItIsOffByMoreThanTwiceTheTolerance(name: String) throws {
    let fault = try #require(Self.faults.first { $0.name == name })
    var generator = Generator(seed: 2)
    var (unsaturated, found) = (0, 0)
    for _ in 0..<3000 {
      let layer = RandomLayer(&generator)
      let right = layer.trainer.gradientElements
      let wrong = fault.gradient(layer.trainer)
      let bounds = ArticleBounds(layer.trainer.layer, weight: layer.trainer.weight.data.elements)
      let isFar = zip(zip(right, wrong), bounds.gradient).contains {
        abs(Double($0.0) - Double($0.1)) > 2 * $1
      }
      let verdict = check(layer.trainer, gradient: wrong).verdict
      if isFar { #expect(verdict == .differs) }
      // Where the fault changes nothing, as a transposition of one weight, there is nothing to find.
      let changes = zip(right, wrong).contains { abs($0 - $1) > 1e-5 * abs($0) }
      guard layer.isUnsaturated, changes else { continue }
      unsaturated += 1
      if verdict == .differs { found += 1 }
    }
    #expect(unsaturated > 500)
    #expect(Double(found) >= 0.99 * Double(unsaturated), "\(found) of \(unsaturated)")
  }

  @Test func aDeadLayerHasNoGradientLeft() {
    let configuration = article(seed: 0, initialWeight: [9.5e8, 0, 9.5e8, 0])
    #expect(check(Trainer(configuration)).verdict == .zero)
    #expect(check(Trainer(article(seed: 0, input: [0, 0]))).verdict == .zero)
  }

  @Test func anOverflowIsNothingToCompareAndNoFault() {
    for (weights, input) in [([3e38, 3e38, 0, 0], [1000.0, -1000]), ([3e38, 0, 0, 0], [3e38, 1])] {
      let trainer = Trainer(
        article(
          seed: 0, input: input, initialWeight: weights.map { Float($0) }))
      let verdict = check(trainer).verdict
      #expect(verdict != .differs, "\(weights)")
    }
    let broken = Trainer(article(seed: 0, input: [1000, -1000], initialWeight: [3e38, 3e38, 0, 0]))
    #expect(broken.fault != nil && check(broken).verdict == .incomparable)
  }

  @Test func aLargeLayerIsCheckedInPartsAndSoonAsAWhole() {
    let trainer = trainer(size: 150, seed: 3)
    let parameter = trainer.weight
    var wrong = trainer.gradientElements
    wrong[149 * 150 + 149] += 1
    func verdict(_ step: Int, including place: Place?) -> GradientCheck.Verdict {
      ArticleCheck(
        layer: trainer.layer, weight: parameter.tensor, gradient: Tensor(wrong, shape: [150, 150]),
        step: step,
        including: place
      ).verdict
    }
    #expect((0..<150).contains { verdict($0, including: nil) == .differs })
    #expect((0..<150).contains { verdict($0, including: nil) == .agrees })
    #expect((0..<150).allSatisfy { verdict($0, including: Place.weight(row: 149, column: 149)) == .differs })
  }

  @Test func allThreeWitnessesAgreeForEverySizeAndAllAlongARun() {
    for size in 1...24 {
      for seed in 0..<4 {
        let trainer = trainer(size: size, seed: UInt64(seed))
        for target in [0, 1, 10, 300] {
          trainer.run(until: target)
          #expect(check(trainer).verdict == .agrees, "size \(size), seed \(seed), step \(target)")
        }
      }
    }
  }

  @Test func theWorstElementIsNamedWhereverItIs() {
    for size in [1, 2, 3, 5, 9] {
      let trainer = trainer(size: size, seed: 3)
      let parameter = trainer.snapshot().parameters[0]
      for row in 0..<size {
        for column in 0..<size {
          var gradient = parameter.gradient.elements
          gradient[row * size + column] += 0.01
          let check = check(trainer, gradient: gradient)
          #expect(check.verdict == .differs)
          #expect(check.hand.worst == Place.weight(row: row, column: column))
          #expect(check.difference.worst == Place.weight(row: row, column: column))
          #expect(abs(check.hand.difference - 0.01) < 1e-6)
        }
      }
    }
  }

  @Test func aGradientThatIsNotANumberIsWrongWhereNothingOverflows() {
    let trainer = trainer(size: 2, seed: 0)
    var gradient = trainer.gradientElements
    gradient[2] = .nan
    let check = check(trainer, gradient: gradient)
    #expect(check.verdict == .differs)
    #expect(check.hand.worst == Place.weight(row: 1, column: 0))
  }

  @Test func differencesComeWithinAMillionthOfTheHandDerivedGradient() {
    for size in 1...16 {
      let trainer = trainer(size: size, seed: 11)
      let weight = trainer.snapshot().parameters[0].value.elements.map(Double.init)
      let byHand = trainer.layer.evaluate(weight: weight).gradient
      let byDifference = ArticleDifference(trainer.layer, weight: weight).gradient()
      for (hand, difference) in zip(byHand, byDifference) { #expect(abs(hand - difference) < 1e-9) }
    }
  }
}

extension Trainer {
  /// ∂L/∂W: [out, in], row-major.
  var gradientElements: [Float] { weight.gradient?.elements ?? [] }
}
