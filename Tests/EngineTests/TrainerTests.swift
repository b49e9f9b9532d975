import Testing

@testable import Engine

@Suite struct TrainerTests {
  @Test func theSameCommandsAtTheSameStepsGiveTheSameBits() {
    let commands: [Command] = [
      .toggleOptimizer, .raiseLearningRate, .lowerLearningRate, .step, .reset, .reseed,
    ]
    for seed in 0..<20 {
      func run() -> [Float] {
        var generator = Generator(seed: UInt64(seed))
        let trainer = Trainer(Configuration(seed: UInt64(seed)))
        for _ in 0..<60 {
          trainer.run(until: trainer.step + Int(generator.next32() % 7))
          trainer.apply(commands[Int(generator.next32() % UInt32(commands.count))])
        }
        return trainer.snapshot().parameters[0].value.elements
      }
      #expect(run() == run())
    }
  }

  @Test func aResetGivesBackTheStartAndKeepsOptimizerAndRate() {
    let trainer = Trainer(Configuration(seed: 4))
    let start = trainer.snapshot()
    trainer.run(until: 50)
    trainer.apply(.toggleOptimizer)
    trainer.apply(.raiseLearningRate)
    trainer.run(until: 90)
    #expect(trainer.apply(.reset) == .reset)
    let again = trainer.snapshot()
    #expect(again.step == 0)
    #expect(again.loss == start.loss)
    #expect(again.parameters[0].value == start.parameters[0].value)
    #expect(again.parameters[0].state.allSatisfy { $0.value.elements.allSatisfy { $0 == 0 } })
    #expect(again.optimizer == .adam)
    #expect(again.learningRate == 0.002)
    #expect(again.history.count == 1)
  }

  @Test func aNewSeedDrawsTheNextSeedsWeights() {
    let trainer = Trainer(Configuration(seed: 7))
    trainer.run(until: 5)
    #expect(trainer.apply(.reseed) == .seed(8))
    #expect(
      trainer.snapshot().parameters[0].value
        == Trainer(Configuration(seed: 8)).snapshot().parameters[0].value)
  }

  @Test func aToggleLeavesNothingOfTheOldState() {
    let trainer = Trainer(Configuration(seed: 7, optimizer: .adam))
    trainer.run(until: 10)
    #expect(trainer.snapshot().parameters[0].state.contains { $0.value.elements.contains { $0 != 0 } })
    trainer.apply(.toggleOptimizer)
    trainer.run(until: 20)
    trainer.apply(.toggleOptimizer)
    let snapshot = trainer.snapshot()
    #expect(snapshot.optimizerStep == 0)
    #expect(snapshot.optimizer == .adam && snapshot.parameters[0].state.count == 2)
    for state in snapshot.parameters[0].state { #expect(state.value.elements.allSatisfy { $0 == 0 }) }
  }

  @Test func everyChangeLeavesAMarkAtItsStep() {
    let trainer = Trainer(Configuration(seed: 7, toggles: [3]))
    trainer.run(until: 5)
    trainer.apply(.raiseLearningRate)
    #expect(trainer.snapshot().history.marks.map(\.step) == [3, 5])
    #expect(trainer.snapshot().history.marks.map(\.change) == [.optimizer(.adam), .learningRate(0.002)])
  }

  @Test func aLossThatIsNotFiniteStopsTrainingAndSaysWhere() {
    let trainer = Trainer(Configuration(seed: 0, target: [1e30, 1e30]))
    #expect(trainer.fault?.tensor == "loss")
    #expect(trainer.fault?.step == 0)
    trainer.takeStep()
    #expect(trainer.step == 0)
  }

  @Test func aWeightThatIsNotFiniteStopsTrainingAndSaysWhere() {
    var settings = OptimizerSettings()
    settings.sgd.learningRate = 1e38
    let trainer = Trainer(
      Configuration(seed: 0, input: [1000, 0], initialWeight: [0, 0, 0, 0], settings: settings))
    trainer.run(until: 10)
    #expect(trainer.fault?.tensor == "weight W")
    #expect(trainer.fault?.indices == [0, 0])
    #expect(trainer.fault?.step == 1)
    #expect(trainer.fault.map { "\($0)" } == "after step 1 the weight W[0][0] is -inf")
    trainer.apply(.reset)
    #expect(trainer.fault == nil)
  }

  @Test func snapshotsStayAsTheyWereWhileTrainingGoesOn() {
    let trainer = Trainer(Configuration(seed: 2, optimizer: .adam))
    trainer.run(until: 3)
    let snapshot = trainer.snapshot()
    let (weight, loss, count) = (snapshot.parameters[0].value.elements, snapshot.loss, snapshot.history.count)
    trainer.run(until: 100)
    #expect(snapshot.parameters[0].value.elements == weight)
    #expect(snapshot.loss == loss)
    #expect(snapshot.history.count == count)
  }

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
