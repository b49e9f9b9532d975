import Testing

@testable import Viz

@Suite struct LearningRateLadderTests {
  @Test func learningRatesClimbAlongOneTwoFive() {
    var rates: [Double] = [0.03]
    for _ in 0..<5 { rates.append(LearningRateLadder.above(rates[rates.count - 1])) }
    #expect(rates == [0.03, 0.05, 0.1, 0.2, 0.5, 1])
    #expect(LearningRateLadder.below(0.1) == 0.05)
    #expect(LearningRateLadder.below(1e-12) == 1e-12)
    #expect(LearningRateLadder.above(1e6) == 1e6)
    #expect(LearningRateLadder.rates.contains(1e-5))
  }
}
