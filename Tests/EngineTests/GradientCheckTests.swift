import Testing

@testable import Engine

@Suite struct GradientCheckTests {
  private func trainer(size: Int, seed: UInt64) -> Trainer {
    let input = (0..<size).map { Double(($0 * 37) % 19 - 9) / 10 }
    let target = (0..<size).map { Double($0 % 7 + 1) / 10 }
    return Trainer(Configuration(seed: seed, input: input, target: target))
  }

  @Test func allThreeWitnessesAgreeForEverySizeAndAllAlongARun() {
    for size in 1...24 {
      for seed in 0..<4 {
        let trainer = trainer(size: size, seed: UInt64(seed))
        for target in [0, 1, 10, 300] {
          trainer.run(until: target)
          let parameter = trainer.snapshot().parameters[0]
          let check = GradientCheck(
            layer: trainer.layer, weight: parameter.value, gradient: parameter.gradient)
          #expect(check.agrees, "size \(size), seed \(seed), step \(target)")
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
          let check = GradientCheck(
            layer: trainer.layer, weight: parameter.value,
            gradient: Tensor(gradient, shape: parameter.gradient.shape))
          #expect(!check.agrees)
          #expect(check.hand.worst == (row: row, column: column))
          #expect(check.difference.worst == (row: row, column: column))
          #expect(abs(check.hand.largestDifference - 0.01) < 1e-6)
        }
      }
    }
  }

  @Test func aGradientThatIsNotANumberNeverAgrees() {
    let trainer = trainer(size: 2, seed: 0)
    let parameter = trainer.snapshot().parameters[0]
    var gradient = parameter.gradient.elements
    gradient[2] = .nan
    let check = GradientCheck(
      layer: trainer.layer, weight: parameter.value, gradient: Tensor(gradient, shape: [2, 2]))
    #expect(!check.agrees)
    #expect(check.hand.worst == (row: 1, column: 0))
  }

  @Test func differencesComeWithinAMillionthOfTheHandDerivedGradient() {
    for size in 1...16 {
      let trainer = trainer(size: size, seed: 11)
      let weight = trainer.snapshot().parameters[0].value.elements.map(Double.init)
      let byHand = trainer.layer.evaluate(weight: weight).gradient
      let byDifference = FiniteDifference(trainer.layer, weight: weight).gradient()
      for (hand, difference) in zip(byHand, byDifference) { #expect(abs(hand - difference) < 1e-9) }
    }
  }
}
