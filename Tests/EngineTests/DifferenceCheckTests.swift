import Foundation
import RealModule
import Testing

@testable import Engine

/// Autograd's gradient of any network against central differences.
@Suite struct DifferenceCheckTests {
  @Test func noRightGradientOfThousandsOfRandomNetworksIsCalledWrong() throws {
    var generator = Generator(seed: 11)
    var counts: [String: Int] = [:]
    var (compared, incomparable) = (0, 0)
    for number in 0..<3000 {
      let network = try CheckedNetwork.random(&generator, seed: UInt64(number))
      let check = network.check(step: number, budget: 500_000)
      counts["\(check.verdict)", default: 0] += 1
      compared += check.comparedCount
      incomparable += check.incomparableCount
      if check.verdict == .differs { print("XX \(number) \(network.text)\n    \(check)") }
      if check.verdict == .incomparable { print("II \(number) \(network.text)\n    \(check)") }
      #expect(check.verdict != .differs, "\(number): \(network.text)\n\(check)")
    }
    print(counts, compared, incomparable)
    #expect(counts["agrees", default: 0] > 2000)
  }

  @Test func timing() throws {
    for (model, loss, shape, rows) in [
      ("Linear(8), Tanh, Linear(8), Tanh, Linear(1)", "mse", [2], 10),
      ("Linear(32), ReLU, Linear(10)", "cross-entropy", [64], 64),
      ("Linear(128), ReLU, Linear(10)", "cross-entropy", [784], 64),
    ] {
      let network = try CheckedNetwork(model, loss: loss, rowShape: shape, rows: rows, seed: 1)
      let clock = ContinuousClock()
      for step in 0..<3 {
        var check: DifferenceCheck?
        let time = clock.measure { check = network.check(step: step) }
        let pass = ReferencePass(network.stage.graph, loss: network.stage.loss)
        let t2 = clock.measure { _ = ErrorAnalysis(pass, loss: network.stage.loss) }
        let t3 = clock.measure { _ = ReferencePass(network.stage.graph, loss: network.stage.loss) }
        print(model, time, t2, t3, check!.comparedCount, check!.count, check!.verdict)
        for p in check!.parameters { print("   ", p.name, p.comparison.difference, p.comparison.tolerance, p.comparison.ratio, p.comparedCount, network.network.parameters.first { $0.name == p.name }!.gradient!.elements.map(abs).max()!) }
      }
    }
  }
}
