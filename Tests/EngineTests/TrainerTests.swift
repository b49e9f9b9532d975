import TestRuns
import Testing

@testable import Engine

@Suite struct TrainerTests {
  @Test func theSameCommandsAtTheSameStepsGiveTheSameBits() {
    for seed in 0..<20 {
      func run() -> [Float] {
        var generator = Generator(seed: UInt64(seed))
        let trainer = Trainer(article(seed: UInt64(seed)))
        for _ in 0..<60 {
          trainer.run(until: trainer.step + Int(generator.next32() % 7))
          let commands: [Command] = [
            trainer.toggled, trainer.raised, trainer.lowered, .reset, .reseed(UInt64(seed) + 40),
            .set("weight_decay", 0.1), .edit(.target(1), 0.4),
          ]
          trainer.apply(commands[Int(generator.next32() % UInt32(commands.count))])
        }
        return trainer.snapshot().parameters[0].value.elements
      }
      #expect(run() == run())
    }
  }

  @Test func aResetGivesBackTheStartAndKeepsOptimizerAndRate() {
    let trainer = Trainer(article(seed: 4))
    let start = trainer.snapshot()
    trainer.run(until: 50)
    trainer.apply(trainer.toggled)
    trainer.apply(trainer.raised)
    trainer.run(until: 90)
    #expect(trainer.apply(.reset))
    let again = trainer.snapshot()
    #expect(again.step == 0)
    #expect(again.loss == start.loss)
    #expect(again.parameters[0].value == start.parameters[0].value)
    #expect(again.parameters[0].state.allSatisfy { $0.value.elements.allSatisfy { $0 == 0 } })
    #expect(again.optimizer.rule == .adam)
    #expect(again.learningRate == 0.002)
    #expect(again.history.count == 1)
  }

  @Test func aNewSeedDrawsTheNextSeedsWeights() {
    let trainer = Trainer(article(seed: 7))
    trainer.run(until: 5)
    #expect(trainer.snapshot().nextSeed == 8)
    #expect(trainer.apply(.reseed(8)))
    #expect(
      trainer.snapshot().parameters[0].value
        == Trainer(article(seed: 8)).snapshot().parameters[0].value)
  }

  @Test func aToggleLeavesNothingOfTheOldState() {
    let trainer = Trainer(article(seed: 7, optimizer: "adam"))
    trainer.run(until: 10)
    #expect(trainer.snapshot().parameters[0].state.contains { $0.value.elements.contains { $0 != 0 } })
    trainer.apply(trainer.toggled)
    trainer.run(until: 20)
    trainer.apply(trainer.toggled)
    let snapshot = trainer.snapshot()
    #expect(snapshot.optimizerStep == 0)
    #expect(snapshot.optimizer.rule == .adam && snapshot.parameters[0].state.count == 2)
    for state in snapshot.parameters[0].state { #expect(state.value.elements.allSatisfy { $0 == 0 }) }
  }

  @Test func everyChangeLeavesAMarkAtItsStep() {
    let trainer = Trainer(article(seed: 7, toggles: [3]))
    trainer.run(until: 5)
    trainer.apply(trainer.raised)
    #expect(trainer.snapshot().history.marks.map(\.step) == [3, 5])
    #expect(trainer.snapshot().history.marks.map(\.command) == [.optimizer("adam"), .set("lr", 0.002)])
  }

  @Test func aLossThatIsNotFiniteStopsTrainingAndSaysWhere() {
    let trainer = Trainer(article(seed: 0, target: [1e30, 1e30]))
    #expect(trainer.fault?.role == .loss)
    #expect(trainer.fault?.step == 0)
    trainer.takeStep()
    #expect(trainer.step == 0)
  }

  @Test func aWeightThatIsNotFiniteStopsTrainingAndSaysWhere() {
    let trainer = Trainer(
      article(
        seed: 0, input: [1000, 0], initialWeight: [0, 0, 0, 0], optimizer: "sgd lr=1e38"))
    trainer.run(until: 10)
    #expect(trainer.fault?.role == .weight)
    #expect(trainer.fault?.place == .weight(row: 0, column: 0))
    #expect(trainer.fault?.step == 1)
    #expect(trainer.fault.map { "\($0)" } == "after step 1 the weight layer.weight[0][0] is -inf")
    trainer.apply(.reset)
    #expect(trainer.fault == nil)
  }

  @Test func snapshotsStayAsTheyWereWhileTrainingGoesOn() {
    let trainer = Trainer(article(seed: 2, optimizer: "adam"))
    trainer.run(until: 3)
    let snapshot = trainer.snapshot()
    let (weight, loss, count) = (snapshot.parameters[0].value.elements, snapshot.loss, snapshot.history.count)
    trainer.run(until: 100)
    #expect(snapshot.parameters[0].value.elements == weight)
    #expect(snapshot.loss == loss)
    #expect(snapshot.history.count == count)
  }
}
