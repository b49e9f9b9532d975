import TestRuns
import Testing

@testable import Engine

/// Right gradients against central differences: none is called wrong, and what cannot be compared is called so.
@Suite struct GradientCheckTests {
  @Test func noRightGradientOfThreeThousandRandomNetworksIsCalledWrong() throws {
    var generator = Generator(seed: 11)
    var counts: [String: Int] = [:]
    var (compared, incomparable) = (0, 0)
    for number in 0..<3000 {
      let network = try CheckedNetwork.random(&generator, seed: UInt64(number))
      let check = network.check(step: number, budget: 500_000)
      #expect(check.verdict != .differs, "\(number): \(network.text)\n\(check)")
      counts["\(check.verdict)", default: 0] += 1
      compared += check.comparedCount
      incomparable += check.incomparableCount
    }
    #expect(counts["agrees", default: 0] > 2400 && compared > 75_000 && incomparable < compared / 30)
  }

  @Test(arguments: Preset.all.map(\.name))
  func noRightGradientAlongAPresetsTrainingIsCalledWrong(name: String) throws {
    let trainer = Trainer(preset(name, seed: 2))
    for _ in 0..<60 {
      let check = GradientCheck(
        trainer.stage, parameters: trainer.network.parameters, step: trainer.step, budget: 2_000_000)
      #expect(check.verdict == .agrees, "step \(trainer.step): \(check)")
      for _ in 0..<25 { trainer.takeStep() }
    }
  }

  @Test(arguments: CheckedNetwork.activations)
  func noRightGradientAlongATrainingWithAnyActivationAndLossIsCalledWrong(activation: String) throws {
    let set = try #require(DataSets.named("circle"))
    let data = try TrainingData(.builtIn(set, samples: 100, noise: set.noise))
    for loss in CheckedNetwork.losses {
      let end = loss == "bce" ? "Linear(1), Sigmoid" : loss.hasPrefix("cross") ? "Linear(2)" : "Linear(1)"
      let architecture = try Architecture(
        "Linear(8), \(activation), Linear(8), \(activation), \(end)", loss: loss, rowShape: [2])
      let trainer = Trainer(
        try Configuration(
          architecture, data: data, optimizer: Optimizers.parse("adam lr=0.03"), seed: 3, batch: 10))
      for _ in 0..<8 {
        let check = GradientCheck(
          trainer.stage, parameters: trainer.network.parameters, step: trainer.step, budget: 1_000_000)
        #expect(check.verdict == .agrees, "\(loss), step \(trainer.step): \(check)")
        for _ in 0..<100 { trainer.takeStep() }
      }
    }
  }

  @Test(arguments: CheckedNetwork.activations)
  func tolerancesOfOrdinaryNetworksAreBelowAThousandthOfTheGradient(activation: String) throws {
    for loss in CheckedNetwork.losses {
      let end = loss == "bce" ? ", Sigmoid" : ""
      let network = try CheckedNetwork(
        "Linear(8), \(activation), Linear(6), \(activation), Linear(3)\(end)", loss: loss, rowShape: [4],
        rows: 16,
        seed: 3)
      for parameter in network.check().parameters {
        let value = try #require(network.network.parameters.first { $0.name == parameter.name })
        let largest = try #require(value.gradient).elements.reduce(0) { max($0, abs($1)) }
        #expect(
          parameter.comparison.tolerance < 1e-3 * Double(largest), "\(activation), \(loss): \(parameter)")
        #expect(parameter.comparison.verdict == .agrees)
      }
    }
  }

  @Test func longSumsStayWithinTheirTolerances() throws {
    for (inputs, rows) in [(2000, 1), (2000, 9), (3, 3000), (40, 7), (785, 64)] {
      for seed in 1...3 as ClosedRange<UInt64> {
        let network = try CheckedNetwork(
          "Linear(3), Sigmoid, Linear(2)", loss: "mse", rowShape: [inputs], rows: rows, seed: seed)
        // Terms of one sign gather the most rounding.
        for index in 0..<inputs * rows {
          network.stage.input.data[index] = abs(network.stage.input.data[index])
        }
        network.run()
        let check = network.check(step: Int(seed))
        #expect(check.verdict == .agrees, "\(network.text): \(check)")
        #expect(check.parameters.allSatisfy { $0.comparison.tolerance < 1e-3 })
      }
    }
  }

  @Test(arguments: [
    ("Linear(1, 1)", "mse", 20_000), ("Linear(1, 1), Linear(1, 3000)", "mse", 3),
    ("Linear(1, 1), Linear(1, 3000)", "mse", 8), ("Embedding(6, 1)", "mse", 20_000),
    ("Linear(1, 2), Transpose(1, 2), AvgPool1d(1000, 1, 500), Flatten", "mse", 2),
    ("Linear(1, 1), Linear(1, 2000)", "cross-entropy", 3),
    ("Linear(1, 1), Linear(1, 2000), Softmax(-1)", "mse", 3),
  ])
  func whatASumOfEqualTermsGathersIsExplained(model: String, loss: String, rows: Int) throws {
    let rowShape = model.contains("Pool") ? [1000, 1] : [1]
    let network = try CheckedNetwork(model, loss: loss, rowShape: rowShape, rows: rows, seed: 1)
    // Each addition of equal terms rounds to the same side.
    for parameter in network.network.parameters { parameter.data.fill(0.1) }
    network.stage.input.data.fill(0.1)
    network.stage.target.data.fill(1)
    network.run()
    #expect(network.check().verdict == .agrees, "\(network.check())")
  }

  @Test(arguments: [
    ("Linear(20, 3), Softmax(dim=-1), Linear(3, 2)", "mse"), ("Linear(20, 3)", "cross-entropy"),
    ("Linear(20, 3), MaxPool1d(3), Squeeze(-1)", "mse"), ("Linear(20, 3)", "l1"),
    ("Linear(20, 1), Softplus", "mse"),
  ])
  func whatLargeNumbersThatNearlyAgreeLoseIsExplained(model: String, loss: String) throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      let rowShape = model.contains("Pool") ? [1, 20] : [20]
      let network = try CheckedNetwork(model, loss: loss, rowShape: rowShape, rows: 4, seed: seed)
      // Sums of some thousands whose differences are as small as what float32 loses in them.
      let weight = network.network.parameters[0].data
      for index in 0..<weight.count {
        let feature = index % 20
        weight[index] = (feature % 2 == 0 ? 100 : -100) * (1 + Float(feature)) + weight[index] * 0.001
      }
      network.network.parameters[1].data.fill(0)
      network.run()
      if loss == "l1" { network.stage.target.data.fill(network.stage.prediction.data[0]) }
      network.run()
      #expect(network.check().verdict != .differs, "\(seed): \(network.check())")
    }
  }

  @Test func aParameterThatIsUsedTwiceIsCheckedAsTheSumOfBothUses() throws {
    let graph = Graph()
    let a = graph.parameter("a", shape: [3, 3])
    let target = graph.input("y", shape: [3, 3])
    let linear = Linear(inputs: 3, outputs: 3, hasBias: false)
    // a is the input and the weight of one product, and the weight of the next.
    let product = linear.add(to: graph, a, parameters: [a], name: "aa")
    let prediction = linear.add(to: graph, product, parameters: [a], name: "aaa")
    let loss = MSELoss().add(to: graph, prediction, target, name: "loss")
    var generator = Generator(seed: 1)
    a.data.load(generator.uniform(count: 9, from: -1, to: 1))
    graph.forward()
    graph.backward(from: loss)
    let stage = NetworkGraph(
      graph: graph, input: a, target: target, outputs: [product, prediction], loss: loss)
    #expect(GradientCheck(stage, parameters: [a]).verdict == .agrees)
    a.gradient?[4] *= 1.001
    #expect(GradientCheck(stage, parameters: [a]).verdict == .differs)
  }

  @Test func paddingAndRowsThatNoneUsesHaveNoGradientInEither() throws {
    for padding in [0, 5] {
      let network = try CheckedNetwork(
        "Embedding(6, 3, padding_idx=\(padding)), Transpose(1, 2), AvgPool1d(4), Squeeze(-1), Linear(2)",
        loss: "mse",
        rowShape: [4], rows: 2, seed: 4)
      let other = 5 - padding
      network.load(x: [0, 1, 2, 5, 5, 2, 1, 0].map { $0 == Float(other) ? 3 : $0 }, y: [1, 2, 3, 4], [])
      #expect(network.check().verdict == .agrees)
      for row in [padding, other] {
        let gradient = try #require(network.network.parameters[0].gradient)
        gradient[row * 3 + 1] = 1e-6
        let check = network.check()
        #expect(check.verdict == .differs)
        #expect(check.parameters[0].comparison.worst == Place(tensor: "0.weight", index: [row, 1]))
        gradient[row * 3 + 1] = 0
      }
    }
  }

  @Test func theMaskOfTheLastForwardPassIsTheReferences() throws {
    let network = try CheckedNetwork(
      "Linear(8), Dropout(0.5), Linear(1)", loss: "mse", rowShape: [3], rows: 4, seed: 4)
    for _ in 0..<20 {
      network.run()
      #expect(network.check().verdict == .agrees)
    }
    // A gradient under one mask is not that under another.
    network.stage.graph.forward()
    #expect(network.check().verdict == .differs)
  }

  @Test func anOverflowCannotBeComparedAndWhatShouldNotOverflowIsWrong() throws {
    let network = try CheckedNetwork(
      "Linear(3), Tanh, Linear(2)", loss: "mse", rowShape: [3], rows: 4, seed: 4)
    let gradient = try #require(network.network.parameters[0].gradient)
    for wrong in [Float.nan, .infinity, -.infinity] {
      let right = gradient[4]
      gradient[4] = wrong
      let check = network.check()
      #expect(check.verdict == .differs)
      #expect(check.parameters[0].comparison.worst == Place(tensor: "0.weight", index: [1, 1]))
      gradient[4] = right
    }
    for index in 0..<6 { network.network.parameters[2].data[index] = 3e38 }
    network.run()
    #expect(network.check().verdict == .incomparable)
  }

  @Test func aDeadNetworkHasNoGradientLeft() throws {
    let network = try CheckedNetwork("Linear(1, 1), ReLU", loss: "mse", rowShape: [1], rows: 1, seed: 1)
    network.load(x: [1], y: [3], [[1], [-2]])
    #expect(network.check().verdict == .zero)
  }

  @Test func aLargeNetworkIsCheckedInPartsAndSoonAsAWhole() throws {
    let network = try CheckedNetwork(
      "Linear(20), Tanh, Linear(3)", loss: "cross-entropy", rowShape: [30], rows: 8, seed: 4)
    let gradient = try #require(network.network.parameters[0].gradient)
    gradient[19 * 30 + 29] += 1
    let place = Place(tensor: "0.weight", index: [19, 29])
    func check(_ step: Int, including place: Place? = nil, budget: Int = 1_000_000) -> GradientCheck {
      network.check(step: step, including: place, budget: budget)
    }
    #expect((0..<200).contains { check($0).verdict == .differs })
    #expect((0..<200).contains { check($0).verdict == .agrees })
    #expect((0..<20).allSatisfy { check($0, including: place).verdict == .differs })
    // A place that there is not is none.
    #expect(check(0, including: Place(tensor: "0.weight", index: [20, 0])).verdict == check(0).verdict)
    let counts = [0, 100_000, 1_000_000, 100_000_000].map { check(0, budget: $0).comparedCount }
    #expect(counts == counts.sorted() && counts[0] == 4 && counts[3] == check(0).count)
  }

  @Test func anOperationThatStatesNoBoundsIsCheckedWithWiderOnes() throws {
    for factor in [3, 2] as [Float] {
      let network = try CheckedNetwork(
        "Linear(4), Tanh, Linear(2)", loss: "mse", rowShape: [3], rows: 5, seed: 2)
      let stage = network.changed { $0 is LinearOperation ? $0 : $0 is LossOperation ? $0 : Cube($0, factor) }
      stage.graph.forward()
      stage.graph.backward(from: stage.loss)
      let check = GradientCheck(stage, parameters: network.network.parameters)
      #expect(check.verdict == (factor == 3 ? .agrees : .differs), "\(check)")
      let gradient = try #require(network.network.parameters[0].gradient).elements
      let share = check.parameters[0].comparison.tolerance / Double(gradient.reduce(0) { max($0, abs($1)) })
      #expect(share > 1e-5 && share < 0.01)
    }
  }
}

/// The operations of the losses, of which these tests use one.
private typealias LossOperation = ElementwiseLossOperation<MSELoss>

/// y = x³ with the slope factor·x², which is right for a factor of 3; in the place of another operation.
private final class Cube: Operation {
  private let factor: Float

  init(_ other: Operation, _ factor: Float) {
    self.factor = factor
    super.init(inputs: other.inputs, output: other.output)
  }

  override func forward() {
    for index in 0..<output.data.count {
      let x = inputs[0].data[index]
      output.data[index] = x * x * x
    }
  }

  override func backward(addingTo shared: InputSet) -> Bool {
    for index in 0..<output.data.count {
      let x = inputs[0].data[index]
      inputs[0].gradient?[index] = factor * x * x * (output.gradient?[index] ?? 0)
    }
    return true
  }

  override func reference(_ inputs: [[Double]]) -> [Double] { inputs[0].map { $0 * $0 * $0 } }
}
