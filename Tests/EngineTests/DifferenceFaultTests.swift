import Testing

@testable import Engine

/// Wrong gradients against central differences: each operation's rules are broken in turn, and seen.
@Suite struct DifferenceFaultTests {
  /// A network whose operations are broken one after the other.
  struct Case: CustomTestStringConvertible, Sendable {
    let model: String
    let loss: String
    let rowShape: [Int]
    var testDescription: String { "\(model), \(loss)" }
  }

  /// All layers and losses; those without parameters lie between layers that have some.
  static let cases =
    CheckedNetwork.activations.map { Case(model: "Linear(4), \($0), Linear(3)", loss: "mse", rowShape: [3]) }
    + CheckedNetwork.losses.map {
      Case(model: "Linear(3), Tanh, Linear(3)" + ($0 == "bce" ? ", Sigmoid" : ""), loss: $0, rowShape: [3])
    } + [
      Case(model: "Linear(4), Dropout(0.3), Linear(3)", loss: "mse", rowShape: [3]),
      Case(model: "Linear(4), Transpose(1, 2), Flatten, Linear(2)", loss: "mse", rowShape: [3, 2]),
      Case(
        model: "Embedding(6, 4), Transpose(1, 2), AvgPool1d(3), Squeeze(-1), Linear(2)", loss: "mse",
        rowShape: [3]),
      Case(
        model: "Embedding(6, 4, padding_idx=0), Transpose(1, 2), MaxPool1d(2), Flatten, Linear(2)",
        loss: "mse",
        rowShape: [4]),
      Case(model: "Linear(5), AvgPool1d(3, 1, 1), Flatten, Linear(2)", loss: "mse", rowShape: [2, 3]),
    ]

  /// What a rule may do wrong to the numbers that it writes.
  static let faults: [(name: String, change: @Sendable (Buffer) -> Void)] = [
    ("a hundredth too much", { buffer in (0..<buffer.count).forEach { buffer[$0] *= 1.01 } }),
    ("the sign", { buffer in (0..<buffer.count).forEach { buffer[$0] *= -1 } }),
    ("one element left out", { $0[$0.strongestIndex] = 0 }),
    ("one element twice", { $0[$0.strongestIndex] *= 2 }),
    ("not a number", { $0[$0.strongestIndex] = .nan }),
    (
      "every element at the next one's place",
      { buffer in
        let numbers = buffer.elements
        buffer.load([numbers[numbers.count - 1]] + numbers.dropLast())
      }
    ),
  ]

  @Test func everyLayerAndLossIsAmongTheCases() {
    let models = Self.cases.map(\.model).joined(separator: " ")
    for layer in Layers.all { #expect(models.contains(layer.name), "\(layer.name)") }
    for loss in Losses.all { #expect(Self.cases.contains { $0.loss.hasPrefix(loss.name) }, "\(loss.name)") }
  }

  @Test(arguments: cases)
  func aBrokenBackwardOfAnyOperationIsSeen(in test: Case) throws {
    for (name, change) in Self.faults {
      var found: [Int: Bool] = [:]
      for seed in 1...3 as ClosedRange<UInt64> {
        let network = try network(test, seed)
        for (index, broken) in network.stage.graph.operations.enumerated() {
          let stage = network.changed { $0 === broken ? Broken($0, backward: change) : $0 }
          stage.graph.forward()
          stage.graph.backward(from: stage.loss)
          let isSeen = GradientCheck(stage, parameters: network.network.parameters).verdict == .differs
          found[index] = found[index] ?? false || isSeen || isChangeless(broken, name)
        }
      }
      for (index, isFound) in found { #expect(isFound, "\(name) in operation \(index)") }
    }
  }

  /// Whether a fault is none in an operation: a single number has no other place.
  private func isChangeless(_ operation: Operation, _ fault: String) -> Bool {
    fault.hasPrefix("every") && operation.inputs.allSatisfy { $0.gradient?.count ?? 1 == 1 }
  }

  @Test(arguments: cases)
  func aBrokenForwardOfAnyOperationIsNoExcuse(in test: Case) throws {
    let network = try network(test, 1)
    var found = 0
    for broken in network.stage.graph.operations.dropLast() {
      let stage = network.changed {
        $0 === broken
          ? Broken($0, forward: { buffer in (0..<buffer.count).forEach { buffer[$0] *= 1.01 } }) : $0
      }
      stage.graph.forward()
      stage.graph.backward(from: stage.loss)
      if GradientCheck(stage, parameters: network.network.parameters).verdict == .differs { found += 1 }
    }
    // The loss itself is no part of any gradient.
    #expect(found == network.stage.graph.operations.count - 1)
  }

  @Test func aNumberIsWrongWhereverItIsOffByMoreThanTwiceItsTolerance() throws {
    var generator = Generator(seed: 3)
    var (changed, found) = (0, 0)
    for number in 0..<600 {
      let network = try CheckedNetwork.random(&generator, seed: UInt64(number))
      let pass = ReferencePass(network.stage.graph, loss: network.stage.loss)
      let analysis = ErrorAnalysis(pass, loss: network.stage.loss)
      for value in network.network.parameters {
        let differences = CentralDifferences(pass, of: value, lossRounding: analysis.lossRounding)
        let gradient = try #require(value.gradient).elements.map(Double.init)
        let errors = analysis.errors[try #require(pass.place(value))]
        for element in gradient.indices.prefix(5) {
          let right = differences.compare(gradient[element], within: errors[element], at: element)
          guard right.verdict == .agrees else { continue }
          for off in [-2.2, 2.2, -3, 3].map({ $0 * right.tolerance }) {
            let wrong = differences.compare(gradient[element] + off, within: errors[element], at: element)
            changed += 1
            found += wrong.verdict == .differs ? 1 : 0
            // Else smaller steps were taken, and their roundings explain it.
            #expect(
              wrong.verdict != .agrees || abs(off) <= 2 * wrong.tolerance,
              "\(network.text): \(value.name) \(element)")
          }
        }
      }
    }
    #expect(changed > 10_000 && Double(found) > 0.98 * Double(changed), "\(found) of \(changed)")
  }

  /// The network of a case, with several rows.
  private func network(_ test: Case, _ seed: UInt64) throws -> CheckedNetwork {
    try CheckedNetwork(test.model, loss: test.loss, rowShape: test.rowShape, rows: 5, seed: seed)
  }
}

/// An operation whose output or whose inputs' gradients are spoilt after they are computed.
private final class Broken: Operation {
  private let inner: Operation
  private let spoilOutput: (Buffer) -> Void
  private let spoilGradient: (Buffer) -> Void

  init(
    _ inner: Operation, forward: @escaping (Buffer) -> Void = { _ in },
    backward: @escaping (Buffer) -> Void = { _ in }
  ) {
    self.inner = inner
    spoilOutput = forward
    spoilGradient = backward
    super.init(inputs: inner.inputs, output: inner.output)
  }

  override func forward() {
    inner.forward()
    spoilOutput(output.data)
  }

  override func backward(addingTo shared: InputSet) -> Bool {
    let isFinite = inner.backward(addingTo: shared)
    for input in inputs { input.gradient.map(spoilGradient) }
    return isFinite
  }

  override func reference(_ inputs: [[Double]]) -> [Double] { inner.reference(inputs) }

  override func outputBound(_ inputs: [[Double]], output: [Double]) -> [Double] {
    inner.outputBound(inputs, output: output)
  }

  override func gradientBounds(_ inputs: [Numbers], output: Numbers, _ gradient: GradientBound) -> [[Double]]
  {
    inner.gradientBounds(inputs, output: output, gradient)
  }
}
