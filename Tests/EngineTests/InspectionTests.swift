import TestRuns
import Testing

@testable import Engine

/// What a viewer is told beyond a snapshot is what the network itself says, and asking changes nothing.
@Suite struct InspectionTests {
  private static let presets = ["circle", "spiral", "plane", "text", "digits", "penguins", "article"]

  private func interest(_ trainer: Trainer) -> Interest {
    var interest = Interest()
    interest.wantsSummaries = true
    interest.row = .training(0)
    interest.units = UnitInterest(
      chosen: UnitPlace(layer: 1, unit: 1), mostUnits: 5, picture: PictureSize(columns: 30, rows: 21),
      tile: PictureSize(columns: 6, rows: 4))
    return interest
  }

  @Test(arguments: presets)
  func lookingChangesNoBitOfARun(name: String) {
    let (seen, alone) = (Trainer(preset(name, seed: 5)), Trainer(preset(name, seed: 5)))
    let inspector = Inspector(seen)
    for _ in 0..<60 {
      _ = inspector.snapshot(interest(seen))
      seen.takeStep()
      alone.takeStep()
    }
    #expect(seen.loss == alone.loss)
    for (one, other) in zip(seen.network.parameters, alone.network.parameters) {
      #expect(one.data.elements == other.data.elements)
    }
  }

  @Test(arguments: ["circle", "spiral", "plane"])
  func aPictureOfThePlaneIsWhatTheNetworkGivesAtItsPoints(name: String) throws {
    let trainer = Trainer(preset(name, seed: 3))
    trainer.run(until: 200)
    let inspector = Inspector(trainer)
    let view = try #require(inspector.snapshot(interest(trainer)).units)
    guard case .plane(let range, let tile) = view.about else {
      Issue.record("no plane")
      return
    }
    #expect(range.x == -6...6 && range.y == -6...6 && view.prediction.count == 30 * 21)
    let points = range.points(view.picture)
    // Row by row from the top, each from the left.
    #expect(
      points[0] < -5.5 && points[1] > 5.5 && points[points.count - 2] > 5.5 && points[points.count - 1] < -5.5
    )
    let told = try #require(inspector.predictions(points))
    for (one, other) in zip(told, view.prediction) { #expect(abs(one[0] - other) < 1e-5) }
    // The output's tile shows the same, more coarsely.
    let last = try #require(view.layers.last)
    let middle = view.prediction[
      (2 * 1 + 1) * 21 / (2 * tile.rows) * 30 + (2 * 2 + 1) * 30 / (2 * tile.columns)]
    #expect(last.responses[0][1 * tile.columns + 2] == middle)
    // An input answers with itself.
    #expect(view.layers[0].responses[0].first == points[2 * 2] && view.layers[0].names == ["x1", "x2"])
  }

  @Test func layersOfUnitsAreTheInputsAndEachLinearWithItsActivation() throws {
    let view = try #require(
      Inspector(Trainer(preset("spiral", seed: 1))).snapshot(interest(Trainer(preset("spiral", seed: 1))))
        .units)
    #expect(
      view.layers.map(\.title) == [
        "inputs", "Linear(2, 8) · Tanh", "Linear(8, 8) · Tanh", "Linear(8, 1) · Tanh",
      ])
    #expect(view.layers.map(\.count) == [2, 8, 8, 1] && view.layers[1].shown == 0..<5)
    let text = try #require(
      Inspector(Trainer(preset("text", seed: 1))).snapshot(interest(Trainer(preset("text", seed: 1)))).units)
    #expect(text.layers.map(\.count) == [20, 1] && text.about == .groups(["0", "1"]))
  }

  @Test func edgesAreTheStrongestAndAllOfTheChosenUnit() throws {
    let trainer = Trainer(preset("digits", seed: 2))
    var interest = interest(trainer)
    interest.units?.mostUnits = 16
    let weight = trainer.network.parameters[0].data
    let view = try #require(Inspector(trainer).snapshot(interest).units)
    let into = view.edges.filter { $0.layer == 1 }
    for edge in into { #expect(edge.weight == weight[edge.to * 64 + edge.from]) }
    #expect(into.filter { $0.to == 1 }.count == 16, "all of the chosen unit")
    let least = into.filter { $0.to != 1 }.map { abs($0.weight) }.min() ?? 0
    let shown = Set(into)
    for to in 0..<16 where to != 1 {
      for from in 0..<16 {
        let edge = UnitView.Edge(layer: 1, from: from, to: to, weight: weight[to * 64 + from])
        #expect(shown.contains(edge) || abs(edge.weight) <= least)
      }
    }
    #expect(view.weightPicture == PictureSize(columns: 8, rows: 8))
    #expect(view.layers[1].pictures[3] == weight.elements(3 * 64..<4 * 64))
  }

  @Test(arguments: presets)
  func aRowOnItsWayIsWhatTheBatchMakesOfIt(name: String) throws {
    let trainer = Trainer(preset(name, seed: 4))
    trainer.run(until: 37)
    let rows = trainer.snapshot().batch
    let place = min(3, rows.count - 1)
    var interest = Interest()
    interest.row = .training(rows[place])
    let view = try #require(Inspector(trainer).snapshot(interest).row)
    #expect(view.stages.count == trainer.configuration.architecture.layers.count + 1)
    for (stage, output) in zip(view.stages.dropFirst(), trainer.stage.outputs) {
      #expect(stage.batchShape == output.shape && stage.shape == Array(output.shape.dropFirst()))
      #expect(stage.axes.count == stage.shape.count)
      let width = stage.shape.reduce(1, *)
      let own = output.tensor.elements[place * width..<(place + 1) * width]
      for (one, other) in zip(stage.data.elements, own) {
        #expect(abs(one - other) <= 1e-5 * max(1, abs(other)))
      }
      // The batch's loss is the mean over its rows.
      let gradient = try #require(stage.gradient).elements
      let batch = try #require(output.gradientTensor).elements[place * width..<(place + 1) * width]
      for (one, other) in zip(gradient, batch) {
        #expect(abs(one - other * Float(rows.count)) <= 1e-4 * max(1e-3, abs(one)))
      }
    }
  }

  @Test func axesAreCalledByWhatLayersMakeOfThem() throws {
    var interest = Interest()
    interest.row = .own([1, 2, 3, 4, 5, 6])
    let view = try #require(Inspector(Trainer(preset("text", seed: 4))).snapshot(interest).row)
    #expect(
      view.stages.map(\.axes) == [
        ["text"], ["text", "vector"], ["vector", "text"], ["vector", "text"], ["vector"], ["unit"], ["unit"],
      ])
    #expect(view.stages.map(\.shape) == [[6], [6, 20], [20, 6], [20, 1], [20], [1], [1]])
    #expect(view.loss == nil && view.target == nil && view.stages[1].gradient == nil)
    interest.row = .own([1, 2])
    #expect(
      Inspector(Trainer(preset("text", seed: 4))).snapshot(interest).row == nil, "too short a row is none")
  }

  @Test(arguments: presets)
  func aParameterInALineIsWhatItsNumbersSay(name: String) throws {
    let trainer = Trainer(preset(name, seed: 6))
    trainer.run(until: 20)
    var interest = Interest()
    interest.wantsSummaries = true
    let summaries = Inspector(trainer).snapshot(interest).summaries
    let before = trainer.network.parameters.map(\.data.elements)
    for (summary, parameter) in zip(summaries, trainer.network.parameters) {
      func norm(_ numbers: [Float]) -> Double {
        numbers.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      }
      #expect(abs(summary.norm - norm(parameter.data.elements)) <= 1e-5 * summary.norm)
      #expect(
        abs((summary.gradientNorm ?? .nan) - norm(parameter.gradient!.elements)) <= 1e-5
          * (summary.gradientNorm ?? 0))
      #expect(summary.histogram.reduce(0, +) == min(4096, parameter.data.count))
      #expect(summary.limit == Double(parameter.data.elements.map(abs).max()!))
    }
    trainer.takeStep()
    for (index, summary) in summaries.enumerated() {
      let after = trainer.network.parameters[index].data.elements
      let moved = zip(before[index], after).map { $1 - $0 }
      func norm(_ numbers: [Float]) -> Double {
        numbers.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
      }
      let ratio = norm(moved) / norm(before[index])
      #expect(abs(try #require(summary.updateRatio) - ratio) <= 1e-4 * ratio, "\(summary.name)")
    }
  }

  @Test func evaluationsStandAtTheEndsOfEpochsAndGoAwayWithTheirBranch() {
    let timeline = Timeline(preset("circle", seed: 2), evaluates: true)
    timeline.run(until: 260)
    #expect(timeline.evaluations.points.map(\.step) == (0...10).map { $0 * 25 })
    let evaluator = PartsEvaluator(timeline.trainer)
    timeline.go(to: 100)
    #expect(timeline.evaluations.points.map(\.step) == [0, 25, 50, 75, 100])
    let now = evaluator?.evaluate()
    #expect(now == timeline.evaluations.points.last)
    timeline.go(to: 260)
    #expect(timeline.evaluations.points.count == 11)
    timeline.go(to: 110)
    timeline.apply(.set("lr", 0.5))
    timeline.run(until: 160)
    #expect(timeline.evaluations.points.map(\.step) == [0, 25, 50, 75, 100, 125, 150])
    timeline.apply(.reset)
    #expect(timeline.evaluations.points.map(\.step) == [0])
  }

  @Test func evaluationsOfALongRunStandAtEqualDistances() {
    let timeline = Timeline(preset("gauss", seed: 2), evaluates: true)
    timeline.run(until: 25 * 1500)
    let points = timeline.evaluations.points
    #expect(points.count <= EvaluationHistory.capacity && timeline.evaluations.distance == 4)
    for (one, next) in zip(points, points.dropFirst()) { #expect(next.epoch - one.epoch == 4) }
    for point in points { #expect(point.step == 25 * point.epoch) }
  }

  @Test func theConfusionCountsEveryRowOnceAndItsDiagonalIsTheAccuracy() throws {
    for name in ["digits", "penguins", "circle", "text"] {
      let trainer = Trainer(preset(name, seed: 1))
      trainer.run(until: 100)
      let point = try #require(PartsEvaluator(trainer)?.evaluate())
      for (evaluation, rows) in [
        (point.training, trainer.configuration.data.training.rows),
        (try #require(point.heldOut), trainer.configuration.data.heldOut!.rows),
      ] {
        let confusion = try #require(evaluation.confusion)
        let classes = Int(Double(confusion.count).squareRoot())
        #expect(confusion.reduce(0, +) == rows)
        let right = (0..<classes).reduce(0) { $0 + confusion[$1 * classes + $1] }
        #expect(Double(right) / Double(rows) == evaluation.accuracy)
      }
    }
  }

  @Test func aScoreThatIsNoNumberNamesNoClass() throws {
    for name in ["circle", "digits"] {
      let trainer = Trainer(preset(name, seed: 1))
      let weight = trainer.network.parameters[0]
      weight.data.load([Float](repeating: .nan, count: weight.data.count))
      let evaluation = try #require(PartsEvaluator(trainer)?.evaluate()).training
      #expect(evaluation.accuracy == 0, "\(name)")
      #expect(evaluation.confusion?.allSatisfy { $0 == 0 } == true, "\(name)")
    }
  }

  @Test func aParameterThatIsNotShownIsNotGoneThrough() throws {
    let trainer = Trainer(preset("digits", seed: 1))
    let inspector = Inspector(trainer)
    var interest = Interest()
    let name = trainer.network.parameters[0].name
    func first() throws -> Snapshot.Parameter {
      try #require(inspector.snapshot(interest).parameters.first { $0.name == name })
    }
    #expect(try first().value.isWhole && first().gradient.isWhole)
    interest.wantsParameter = false
    #expect(try !first().value.isWhole && !first().gradient.isWhole)
  }

  @Test func aWeightRowIsThatOfItsUnitWithTheBias() throws {
    let trainer = Trainer(preset("digits", seed: 2))
    trainer.run(until: 5)
    let inspector = Inspector(trainer)
    var interest = Interest()
    let (weight, bias) = (trainer.network.parameters[0], trainer.network.parameters[1])
    let inputs = weight.shape[1]
    for unit in [0, 1, weight.shape[0] - 1] {
      interest.weightRow = Place(tensor: weight.name, index: [unit, 3])
      let row = try #require(inspector.snapshot(interest).weightRow)
      #expect(row.place == Place(tensor: weight.name, index: [unit, 0]))
      #expect(row.weights == Array(weight.data.elements[unit * inputs..<(unit + 1) * inputs]))
      #expect(row.bias == bias.data[unit])
    }
    for place in [
      Place(tensor: weight.name, index: [weight.shape[0], 0]), Place(tensor: "9.weight", index: [0, 0]),
      Place(tensor: bias.name, index: [0]),
    ] {
      interest.weightRow = place
      #expect(inspector.snapshot(interest).weightRow == nil, "\(place)")
    }
  }
}
