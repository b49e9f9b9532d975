import TestRuns
import Testing

@testable import Engine

/// What is said of a network's run, held against the steps that follow.
@Suite struct NetworkConditionTests {
  /// Networks on a few rows: whole batches in and out of order, batches of one, and one that draws.
  private static func configurations() throws -> [(name: String, make: (String) throws -> Configuration)] {
    let line = DataSet(
      name: "line", featureNames: ["a", "b"],
      features: Tensor([1, 0.5, -1, 0.25, 0.5, -2, 0.125, 1], shape: [4, 2]),
      targets: Tensor([0.5, -0.25, 1, 0.75], shape: [4, 1]), kind: .values)
    func made(_ model: String, batch: Int?, shuffles: Bool) -> (String) throws -> Configuration {
      { optimizer in
        try Configuration(
          Architecture(model, loss: "mse", rowShape: [2]), data: TrainingData(.given(line)),
          optimizer: Optimizers.parse(optimizer), seed: 4, batch: batch, shuffles: shuffles)
      }
    }
    return [
      ("whole", made("Linear(2, 1)", batch: nil, shuffles: false)),
      ("whole, shuffled", made("Linear(2, 1)", batch: nil, shuffles: true)),
      ("two layers", made("Linear(2, 3), Tanh, Linear(3, 1)", batch: nil, shuffles: false)),
      ("rows one by one", made("Linear(2, 1)", batch: 1, shuffles: true)),
      ("dropout", made("Linear(2, 3), Dropout(0.8), Linear(3, 1)", batch: nil, shuffles: false)),
      ("dropout of all", made("Dropout(0.9), Linear(2, 1, bias=False)", batch: nil, shuffles: false)),
    ]
  }

  private func advanced(_ trainer: Trainer, by steps: Int) -> Trainer {
    let copy = Trainer(trainer.configuration)
    copy.run(until: trainer.step + steps)
    return copy
  }

  private func weights(_ trainer: Trainer) -> [[Float]] { trainer.network.parameters.map(\.data.elements) }

  @Test(arguments: [
    "sgd lr=0", "sgd lr=1e-10", "sgd lr=0.1", "sgd lr=0.1 momentum=0.9", "sgd lr=1.5", "sgd lr=100",
    "adam lr=0.01", "adam lr=1e-12", "sgd lr=0.2 weight_decay=0.5",
  ])
  func whatIsSaidOfANetworkHoldsInTheStepsThatFollow(optimizer: String) throws {
    var said: Set<String> = []
    for (name, make) in try Self.configurations() {
      let trainer = Trainer(try make(optimizer))
      for step in [0, 1, 2, 3, 5, 8, 12, 17, 23, 30, 100, 300, 1000, 3000, 20_000] {
        trainer.run(until: step)
        guard trainer.fault == nil else { break }
        let situation = "\(name), \(optimizer), step \(step), loss \(trainer.loss)"
        let before = weights(trainer)
        switch Condition(of: trainer) {
        case .training: said.insert("training")
        case .saturated: Issue.record("\(situation): no network but the article's is told to be saturated")
        case .converged:
          said.insert("converged")
          #expect(weights(advanced(trainer, by: 40)) == before, "\(situation)")
        case .stuck:
          said.insert("stuck")
          #expect(weights(advanced(trainer, by: 40)) == before, "\(situation)")
        case .growing(let place, let weight):
          said.insert("growing")
          let index = try #require(trainer.network.parameters.firstIndex { $0.name == place.tensor })
          let element = try #require(trainer.network.parameters[index].element(at: place.index))
          #expect(before[index][element] == weight && abs(weight) > 1000, "\(situation)")
          #expect(before.joined().allSatisfy { abs($0) <= abs(weight) }, "\(situation): not the largest")
          let after = advanced(trainer, by: 1)
          #expect(after.fault != nil || abs(weights(after)[index][element]) > abs(weight), "\(situation)")
        case .cutOff:
          said.insert("cut off")
          let gradients = trainer.network.parameters.compactMap { $0.gradient?.elements }
          #expect(gradients.joined().allSatisfy { $0 == 0 } && trainer.loss > 1e-3, "\(situation)")
        case .farAbove:
          let history = trainer.history
          let (first, last) = (
            try #require(history.extent(of: 0..<1)), try #require(history.extent(of: step - 7..<step + 1))
          )
          #expect(last.lowerBound > 10 * first.upperBound, "\(situation)")
        case .rising:
          said.insert("rising")
          let history = trainer.history
          let first = try #require(history.extent(of: 0..<1))
          let (last, earlier) = (
            try #require(history.extent(of: step - 7..<step + 1)),
            try #require(history.extent(of: step - 15..<step - 7))
          )
          #expect(trainer.loss > 2 * first.upperBound && last.lowerBound > earlier.upperBound, "\(situation)")
        }
      }
    }
    switch optimizer {
    case "sgd lr=0", "sgd lr=1e-10": #expect(said.contains("stuck"), "\(said)")
    case "sgd lr=0.1": #expect(said.contains("converged"), "\(said)")
    case "sgd lr=100": #expect(said.contains("growing"), "\(said)")
    case "sgd lr=1.5": #expect(said.contains("rising"), "\(said)")
    default: break
    }
  }

  @Test func aNetworkThatNoGradientReachesIsToldOfUntilItIsRestarted() throws {
    // Weights so large that every tanh is flat.
    let trainer = Trainer(preset("spiral", seed: 3))
    for parameter in trainer.network.parameters {
      parameter.data.load(parameter.data.elements.map { $0 * 1e6 })
    }
    trainer.run(until: 1)
    #expect(Condition(of: trainer) == .cutOff || Condition(of: trainer).isGrowing)
    let fresh = Trainer(preset("spiral", seed: 3))
    #expect(Condition(of: fresh) == .training)
  }

  @Test func lossesFarAboveTheFirstOnesAreToldOf() {
    var history = LossHistory()
    for step in 0..<40 { history.append(step < 20 ? 1 : 12 + Float(step % 3)) }
    #expect(history.isFarAbove && !history.isRising)
    var noisy = LossHistory()
    for step in 0..<40 { noisy.append(step % 5 == 0 ? 9 : 12) }
    #expect(!noisy.isFarAbove)
  }

  @Test func ofBatchesThatDifferNothingIsSaidByOneOfThem() throws {
    let (_, make) = try #require(try Self.configurations().first { $0.name == "rows one by one" })
    let trainer = Trainer(try make("sgd lr=1e-12"))
    trainer.run(until: 5)
    #expect(Condition(of: trainer) == .training)
  }
}

extension Condition {
  fileprivate var isGrowing: Bool { if case .growing = self { true } else { false } }
}
