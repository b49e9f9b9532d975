import TestRuns
import Testing

@testable import Engine

/// Any number of any parameter on its way to the loss, against what autograd has found.
@Suite struct GradientPathTests {
  /// The networks of the presets and a few whose numbers are used more than once.
  private static let networks =
    Preset.all.map { preset($0.name, seed: 3) } + [
      made("Linear(2, 4), Dropout(0.3), ReLU, Linear(4, 1)", "adam"),
      made("Linear(2, 6), Softmax(1), Linear(6, 1), Sigmoid", "sgd momentum=0.9"),
    ]

  static func made(_ model: String, _ optimizer: String) -> Configuration {
    let base = preset("xor", seed: 5)
    guard
      let made = try? Configuration(
        Architecture(model, loss: "mse", rowShape: [2]), data: base.data,
        optimizer: Optimizers.parse(optimizer), seed: 4, batch: 10)
    else { fatalError(model) }
    return made
  }

  /// Goes through some elements of every parameter at a few steps.
  private func eachElement(_ body: (Trainer, _ parameter: Int, _ element: Int) -> Void) {
    var random = ReplayableRandom()
    for configuration in Self.networks {
      let trainer = Trainer(configuration)
      for step in [0, 1, 37] {
        trainer.run(until: step)
        for (index, parameter) in trainer.network.parameters.enumerated() {
          for _ in 0..<12 { body(trainer, index, Int.random(in: 0..<parameter.data.count, using: &random)) }
        }
      }
    }
  }

  @Test func theSumOverTheBatchIsAutogradsGradientWithinRounding() throws {
    var nonZero = 0
    eachElement { trainer, parameter, element in
      let path = GradientPath(trainer, parameter: parameter, element: element, row: .training(0))
      guard let path else {
        Issue.record("\(trainer.network.parameters[parameter].name) tells no path")
        return
      }
      #expect(path.agrees, "\(trainer.network.architecture.title): \(path.total), \(path.automatic)")
      #expect(abs(path.total - Double(path.automatic)) <= 1e-5 * max(1, abs(path.total)))
      if path.total != 0 { nonZero += 1 }
    }
    #expect(nonZero > 100)
  }

  @Test func whatTheRowsAddIsTheWholeGradient() {
    eachElement { trainer, parameter, element in
      let batch = trainer.sampling.batch.map { RowChoice.training(Int($0)) }
      let rows = trainer.sample == nil ? batch : [.training(0)]
      let paths = rows.compactMap {
        GradientPath(trainer, parameter: parameter, element: element, row: $0)
      }
      let sum = paths.reduce(0) { $0 + $1.contribution }
      #expect(abs(sum - (paths.first?.total ?? .nan)) <= 1e-12 * max(1, abs(sum)))
      let losses = paths.compactMap { $0.rowLoss.map(Double.init) }
      if losses.count == paths.count, !losses.isEmpty {
        let mean = losses.reduce(0, +) / Double(losses.count)
        #expect(abs(mean - Double(trainer.loss)) <= 1e-5 * max(1, abs(mean)))
      }
    }
  }

  @Test func theFactorsOfARowMultiplyToWhatItAdds() {
    eachElement { trainer, parameter, element in
      guard let path = GradientPath(trainer, parameter: parameter, element: element, row: .training(0)),
        path.useCount == 1
      else { return }
      #expect(
        abs(path.product - path.contribution) <= 1e-6 * abs(path.contribution) + 1e-30,
        "\(path.product), \(path.contribution)")
    }
  }

  @Test func theStationsAreTheGraphsNumbersUpToThePrediction() throws {
    let trainer = Trainer(preset("spiral", seed: 1))
    trainer.run(until: 20)
    let path = try #require(GradientPath(trainer, parameter: 0, element: 3, row: .training(-1)))
    #expect(path.stations.map { type(of: $0.layer).name } == ["Linear", "Tanh"])
    #expect(path.row == 0 && path.stations[0].index == [1] && path.source == [1] && path.isOfFeature)
    let outputs = trainer.stage.outputs
    #expect(path.stations[0].value == outputs[0].data[1] && path.stations[1].value == outputs[1].data[1])
    #expect(path.stations[1].gradient == outputs[1].gradient?[1])
    #expect(path.rest.count == trainer.network.architecture.layers.count - 2)
    // The article's is the case of one sample: its way ends at the prediction.
    let article = Trainer(article(seed: 1))
    let own = try #require(GradientPath(article, parameter: 0, element: 2, row: .training(0)))
    #expect(own.rest.isEmpty && own.rows == 1 && own.stations.count == 2 && own.contribution == own.total)
  }

  @Test func aLetterThatABatchDoesNotHaveAddsNothing() throws {
    let trainer = Trainer(preset("text", seed: 1))
    let used = Set(trainer.stage.input.data.elements.map { Int($0) })
    let missing = try #require((1..<28).first { !used.contains($0) } ?? nil)
    let path = try #require(
      GradientPath(trainer, parameter: 0, element: missing * 20, row: .training(0)))
    #expect(path.stations.isEmpty && path.total == 0 && path.automatic == 0 && path.agrees)
  }

  @Test func aLayerThatDoesNotTellHasNoPathButAllElse() throws {
    let trainer = Trainer(article(seed: 2))
    let inspection = WeightView(trainer, at: .weight(row: 9, column: 9), row: .training(0))
    // A place that there is not is taken for the nearest one.
    #expect(inspection.place == .weight(row: 1, column: 1))
    #expect(inspection.previews.count == 2 && inspection.weight == trainer.weight.data[3])
  }
}
