import TestRuns
import Testing

@testable import Engine

/// Every lane of a race is a run of its own, and the contour is the loss.
@Suite struct RaceTests {
  /// Races of every kind from the middle of runs.
  static let races = RaceKind.allCases.flatMap { kind in
    ["article", "spiral", "text"].map { (kind, $0) }
  }

  private func main(_ name: String, optimizer: String? = nil, steps: Int = 31) -> Trainer {
    let trainer = Trainer(preset(name, seed: 9, optimizer: optimizer))
    trainer.run(until: steps)
    return trainer
  }

  private func weights(_ trainer: Trainer) -> [[Float]] { trainer.network.parameters.map(\.data.elements) }

  @Test(arguments: races)
  func everyLaneIsARunOfItsOwnFromTheSameWeightsOnTheSameRowsToTheBit(kind: RaceKind, name: String) {
    let main = main(name)
    let before = weights(main)
    let race = Race(from: main, kind)
    #expect(race.kind == kind && race.snapshot.lanes.count >= 2 && race.snapshot.lanes.count <= 6)
    for _ in 0..<80 { race.takeStep() }
    for lane in race.snapshot.lanes {
      let alone = Trainer(main.configuration)
      alone.run(until: 31)
      alone.optimizers = alone.optimizers.map { $0.rule == lane.choice.rule ? lane.choice : $0 }
      alone.apply(.optimizer(lane.choice.rule.name))
      alone.run(until: 31 + 80)
      #expect(lane.loss.bitPattern == alone.loss.bitPattern && lane.fault?.role == alone.fault?.role)
      #expect(lane.step == alone.step - 31)
    }
    #expect(main.step == 31 && weights(main) == before)
  }

  @Test func ofBatchesTheMeanOverAnEpochIsTold() throws {
    let race = Race(from: main("spiral"))
    var losses = [race.snapshot.lanes[1].loss]
    for _ in 0..<60 {
      race.takeStep()
      losses.append(race.snapshot.lanes[1].loss)
    }
    let (batches, means) = (race.snapshot.batches, race.snapshot.lanes[1].means)
    #expect(batches > 5 && means.count == 61 && means.mean(of: 0..<1) == Double(losses[0]))
    let last = losses.suffix(batches).reduce(0.0) { $0 + Double($1) } / Double(batches)
    #expect(abs(Double(try #require(means.latest)) - last) < 1e-6 * last)
    // One batch is told as it is.
    let whole = Race(from: main("article"))
    for _ in 0..<9 { whole.takeStep() }
    #expect(whole.snapshot.lanes.allSatisfy { $0.means.latest == $0.loss })
  }

  @Test func aCommandChangesOneLaneAloneThoughTwoHaveTheSameOptimizer() {
    let race = Race(from: main("article"), .rates)
    #expect(!race.isTouched)
    let before = race.snapshot.lanes.map(\.learningRate)
    race.apply(.set("lr", 0.7), inLane: 2)
    #expect(race.isTouched)
    let after = race.snapshot.lanes.map(\.learningRate)
    #expect(after[2] == 0.7 && before.indices.allSatisfy { $0 == 2 || after[$0] == before[$0] })
    race.apply(.set("lr", 9), inLane: 17)
    #expect(race.snapshot.lanes.map(\.learningRate) == after)
    for _ in 0..<5 { race.takeStep() }
    race.restart()
    #expect(
      race.snapshot.lanes.map(\.learningRate) == after && race.snapshot.lanes.allSatisfy { $0.step == 0 })
  }

  @Test func ratesGoFromTooSmallToTooLarge() {
    // With the article's one sample, losses fall up to a rate of 100, and 1000 saturates both outputs.
    let rates = Race(from: Trainer(article(seed: 7)), .rates).snapshot.lanes.map(\.learningRate)
    #expect(rates == [0.01, 0.1, 1, 10, 100, 1000])
    for name in ["circle", "spiral", "text", "digits"] {
      let main = main(name)
      let race = Race(from: main, .rates)
      let rates = race.snapshot.lanes.map(\.learningRate)
      #expect(rates.contains(main.learningRate) && rates == rates.sorted() && Set(rates).count == rates.count)
      #expect(rates[0] < main.learningRate && rates.count == 6)
    }
  }

  @Test func momentaAreThoseOfTheRunningRule() {
    let momenta = { (optimizer: String, name: String) in
      Race(from: Trainer(article(seed: 1, optimizer: optimizer)), .momenta).snapshot.lanes.map {
        $0.choice.values[name]
      }
    }
    #expect(momenta("sgd", "momentum") == [0, 0.5, 0.9, 0.99])
    #expect(momenta("sgd momentum=0.7", "momentum") == [0, 0.5, 0.7, 0.9, 0.99])
    #expect(momenta("sgd momentum=0.9 nesterov", "momentum") == [0.5, 0.9, 0.99], "nesterov needs one")
    #expect(momenta("adam", "beta1") == [0, 0.5, 0.9, 0.99])
    let adagrad = Race(from: Trainer(article(seed: 1, optimizer: "adagrad")), .momenta)
    #expect(adagrad.kind == .duel && !adagrad.snapshot.kinds.contains(.momenta))
  }

  @Test func whatAScheduleSetsIsNothingToRaceFor() throws {
    let configuration = try Configuration(
      Preset.all[1], seed: 1, optimizer: Optimizers.parse("sgd lr=0.1 momentum=0.9"),
      schedule: Schedules.parse("onecycle max_lr=0.5 total_steps=100"))
    let race = Race(from: Trainer(configuration), .rates)
    #expect(race.snapshot.kinds.allSatisfy { $0 != .rates && $0 != .momenta })
    #expect(race.snapshot.lanes.allSatisfy { $0.optimizer.cycledMomentum != nil })
  }

  @Test func allLanesBeginAtTheWeightsOfAnotherSeed() {
    let race = Race(from: main("circle"), .rates)
    for _ in 0..<9 { race.takeStep() }
    race.reseed(12)
    let other = Trainer(preset("circle", seed: 12))
    let snapshot = race.snapshot
    #expect(snapshot.seed == 12 && snapshot.nextSeed == 13 && snapshot.firstStep == nil)
    #expect(snapshot.lanes.allSatisfy { $0.step == 0 && $0.distance == 0 && $0.loss == other.loss })
    #expect(Set(snapshot.lanes.map(\.learningRate)).count == snapshot.lanes.count)
    race.takeStep()
    other.takeStep()
    let lane = race.snapshot.lanes.first { $0.learningRate == other.learningRate }
    #expect(lane?.loss == other.loss)
  }

  /// A race with its contour found.
  private func surveyed(_ race: Race, _ pair: PlacePair? = nil) throws -> RaceSnapshot {
    race.look(at: ContourInterest(pair))
    while race.needsSurvey { race.surveyPart() }
    return race.snapshot
  }

  @Test(arguments: ["article", "spiral", "text", "digits"])
  func theContourIsTheLossAtTheWeightsOfTheStartWithTwoReplaced(name: String) throws {
    let main = main(name)
    let race = Race(from: main, .rates)
    let snapshot = try surveyed(race)
    let (surface, pair) = (try #require(snapshot.surface), try #require(snapshot.pair))
    #expect(surface.share == 1 && surface.pair == pair)
    let probe = try #require(LossProbe(trainingOf: main, atMost: LossSurvey.mostRows, exactWork: 0))
    for (column, row) in [(0, 0), (surface.columns - 1, 3), (11, surface.rows - 1), (5, 6)] {
      let place = surface.place(column: column, row: row)
      let loss = probe.loss(replacing: [(pair.first, place.first), (pair.second, place.second)])
      #expect(surface.losses[row * surface.columns + column] == loss)
      let (across, up) = (
        Double(column) / Double(surface.columns - 1), Double(row) / Double(surface.rows - 1)
      )
      let between = try #require(surface.loss(across, up))
      #expect(abs(between - (loss ?? 0)) <= 1e-9 * abs(between))
    }
    let lowest = try #require(surface.lowest)
    #expect(surface.losses.allSatisfy { $0 >= lowest.loss })
    #expect(surface.view.first.contains(lowest.first) && surface.view.second.contains(lowest.second))
  }

  @Test func theArticlesUsualPairGivesABowl() throws {
    let snapshot = try surveyed(Race(from: Trainer(article(seed: 7))))
    #expect(
      snapshot.pair == PlacePair(.weight(row: 0, column: 0), .weight(row: 1, column: 0)))
    let surface = try #require(snapshot.surface)
    let lowest = try #require(surface.lowest)
    #expect(lowest.loss < 1e-6)
    // Higher on all sides, and the lowest place is not at an edge.
    for (across, up) in [(0.0, 0.5), (1, 0.5), (0.5, 0), (0.5, 1)] {
      #expect(try #require(surface.loss(across, up)) > 100 * lowest.loss)
    }
    #expect(surface.view.first.upperBound > lowest.first && surface.view.second.upperBound > lowest.second)
  }

  @Test(arguments: ["article", "spiral", "digits"])
  func aTrailGoesFromTheStartToTheLanesWeights(name: String) throws {
    let main = main(name)
    let race = Race(from: main)
    for _ in 0..<7 { race.takeStep() }
    let pairs = PlacePair.suggestions(main)
    #expect(pairs.count >= 2)
    for pair in pairs {
      for _ in 0..<3 { race.takeStep() }
      let snapshot = try surveyed(race, pair)
      #expect(snapshot.pair == pair)
      for lane in snapshot.lanes {
        let alone = Trainer(main.configuration)
        alone.run(until: 31)
        let elements = try #require(WeightTrail.Elements(pair, in: alone.network))
        let start = elements.point(alone.network)
        alone.apply(.optimizer(lane.optimizer.name))
        alone.run(until: 31 + lane.step)
        #expect(lane.trail.last == elements.point(alone.network))
        // Of a large network, trails begin anew with the pair.
        if name != "digits" { #expect(lane.trail.first == start && lane.trail.count == lane.step + 2) }
      }
    }
  }

  @Test func aTrailStaysBoundedAndKeepsItsEnds() throws {
    let main = main("article")
    let race = Race(from: main)
    race.look(at: ContourInterest())
    let start = race.snapshot.lanes[0].trail[0]
    for _ in 0..<10_000 { race.takeStep() }
    for lane in race.snapshot.lanes {
      #expect(lane.trail.count <= 513 && lane.trail.count > 200 && lane.trail.first == start)
    }
  }

  @Test func aLaneThatStoppedStaysWhereItEnded() {
    let race = Race(from: Trainer(article(seed: 1, optimizer: "sgd lr=10 momentum=10")))
    race.look(at: ContourInterest())
    for _ in 0..<5000 { race.takeStep() }
    let stopped = race.snapshot.lanes.first { $0.fault != nil }
    #expect(stopped.map { $0.trail.count > 5 && $0.trail.count < 400 && $0.step < 400 } == true)
    #expect(race.snapshot.lanes.contains { $0.step == 5000 } && !race.isOver)
    while race.needsSurvey { race.surveyPart() }
  }

  @Test func theViewStandsStillWhileTrailsGrowALittleAndLeavesOutALaneThatRunsAway() throws {
    let race = Race(from: Trainer(article(seed: 7)), .rates)
    var views: [LossView] = []
    for _ in 0..<60 {
      let snapshot = try surveyed(race)
      let view = try #require(snapshot.surface?.view)
      if views.last != view { views.append(view) }
      race.takeStep()
    }
    #expect(views.count <= 5, "\(views)")
    let last = try #require(views.last)
    let lanes = try surveyed(race).lanes
    #expect(abs(lanes[5].trail.last?.first ?? 0) > 20, "a rate of 1000")
    #expect(last.first.upperBound - last.first.lowerBound < 20)
    for (before, after) in zip(views, views.dropFirst()) {
      #expect(after.first.lowerBound <= before.first.lowerBound)
      #expect(after.first.upperBound >= before.first.upperBound)
    }
  }

  @Test func aPairThatThereIsNotIsPassedOver() throws {
    let race = Race(from: main("article"))
    let wrong = PlacePair(Place(tensor: "3.weight", index: [0, 0]), .weight(row: 0, column: 0))
    #expect(try surveyed(race, wrong).pair == race.snapshot.pairs[0])
    let single = Race(from: Trainer(article(seed: 1, input: [0.5], target: [0.25])))
    #expect(try surveyed(single).pair == nil && single.snapshot.surface == nil)
  }
}
