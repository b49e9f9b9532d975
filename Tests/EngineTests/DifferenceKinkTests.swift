import Testing

@testable import Engine

/// Central differences where the loss has a kink: nothing is called wrong there, and next to it a smaller step is taken.
@Suite struct DifferenceKinkTests {
  @Test func whereAReLUStandsAtZeroNothingCanBeCompared() throws {
    let network = try CheckedNetwork(
      "Linear(1, 1, bias=False), ReLU, Linear(1, 1)", loss: "mse", rowShape: [1], rows: 1, seed: 1)
    network.load(x: [1], y: [3], [[0], [2], [0]])
    let check = network.check()
    #expect(check.parameters.map(\.comparison.verdict) == [.incomparable, .zero, .agrees])
    #expect(check.verdict == .incomparable && check.incomparableCount == 1 && check.comparedCount == 2)
  }

  @Test func nearAKinkASmallerStepIsTaken() throws {
    let network = try CheckedNetwork(
      "Linear(1, 1, bias=False), ReLU, Linear(1, 1)", loss: "mse", rowShape: [1], rows: 1, seed: 1)
    for weight in [1e-7, 1e-6, -1e-7, -1e-6] as [Float] {
      network.load(x: [1], y: [3], [[weight], [2], [0]])
      let check = network.check()
      #expect(check.verdict == .agrees, "\(weight): \(check)")
      #expect(check.parameters[0].comparison.tolerance < 1e-3)
    }
  }

  @Test func whereTheLargestOfAWindowIsTwiceThereNothingCanBeCompared() throws {
    let network = try CheckedNetwork(
      "Linear(2, 2), MaxPool1d(2)", loss: "mse", rowShape: [1, 2], rows: 1, seed: 1)
    network.load(x: [1, 2], y: [5], [[1, 1, 1, 1], [0, 0]])
    #expect(network.check().parameters.map(\.comparison.verdict) == [.incomparable, .incomparable])
  }

  @Test func whereAPredictionIsTheTargetL1CannotBeCompared() throws {
    let network = try CheckedNetwork("Linear(1, 1)", loss: "l1", rowShape: [1], rows: 1, seed: 1)
    network.load(x: [1], y: [1], [[1], [0]])
    #expect(network.check().verdict == .incomparable)
  }

  @Test func whereBCEsLogarithmIsCutOffNothingIsCalledWrong() throws {
    for weight in [10, 17, 20, 30, 40, 90, 110, 1e4] as [Float] {
      for target in [0, 1] as [Float] {
        for sign in [-1, 1] as [Float] {
          let network = try CheckedNetwork(
            "Linear(1, 1), Sigmoid", loss: "bce", rowShape: [1], rows: 1, seed: 1)
          network.load(x: [1], y: [target], [[weight * sign], [0]])
          let verdict = network.check().verdict
          #expect(verdict != .differs, "\(weight * sign) → \(target)")
          // A probability that is right may be as near to its target as it likes.
          if (sign == 1) == (target == 1) { #expect(verdict == .agrees || verdict == .zero) }
        }
      }
    }
  }
}
