import Engine
import TestRuns
import Testing

@testable import Viz

/// What the table of parameters says of the one that moves fastest, against the step that the engine takes.
@Suite struct ParameterNoteTests {
  /// The table's note on the next step of a run, if it has one.
  private func note(_ trainer: Trainer) throws -> String? {
    let run = InlineRun(trainer.configuration)
    run.takeSteps(until: trainer.step)
    var state = AppState(run.report, pooling: try PoolingState(), look: Look())
    state.screen = ScreenSize(width: 120, height: 40)
    run.perform(.showScene(0), on: &state)
    let lines = Canvas.lines(width: 120, height: 14) { ParameterTable(state: state).draw(in: $0, &$1) }
    return lines.first { $0.contains(" moves ") }?.split { "│".contains($0) }.first.map {
      String($0.drop { $0 == " " })
    }
  }

  private func norm(_ numbers: [Double]) -> Double { numbers.reduce(0) { $0 + $1 * $1 }.squareRoot() }

  /// The share of itself that the next step moves each parameter by, by taking it.
  private func shares(_ trainer: Trainer) -> [(name: String, share: Double)] {
    let next = Trainer(trainer.configuration)
    next.run(until: trainer.step + 1)
    return zip(trainer.network.parameters, next.network.parameters).map { before, after in
      let (old, new) = (before.tensor.elements.map(Double.init), after.tensor.elements.map(Double.init))
      return (before.name, norm(zip(old, new).map { $1 - $0 }) / norm(old))
    }
  }

  @Test(arguments: ["circle", "spiral", "text", "digits", "penguins"])
  func theNoteNamesTheFastestAndHowFarItMoves(name: String) throws {
    var (told, silent) = (0, 0)
    for optimizer in ["sgd lr=1e-5", "sgd lr=0.3", "adam lr=0.001", "adam lr=0.05", "adam lr=1", "sgd lr=20"]
    {
      let trainer = Trainer(preset(name, seed: 3, optimizer: optimizer))
      for step in [0, 1, 7, 30] {
        trainer.run(until: step)
        guard trainer.fault == nil else { break }
        let shares = shares(trainer)
        let finite = shares.filter { $0.share.isFinite }
        let largest = finite.map(\.share).max() ?? 0
        guard let note = try note(trainer) else {
          #expect(largest <= 0.0201, "nothing is said of \(shares)")
          silent += 1
          continue
        }
        told += 1
        let words = try #require(
          note.firstMatch(
            of: /^(\S+) moves (1\/)?([\d. ]+?) (of itself|times itself) a step: usual is about 1\/1 000/),
          "\(note)")
        let share = try #require(finite.first { $0.name == words.1 }).share
        #expect(share >= largest * 0.999 && share > 0.0199, "\(note): \(shares)")
        let number = try #require(Double(words.3.replacing(" ", with: "")))
        let said = words.2 == nil ? number : 1 / number
        #expect(abs(said - share) <= 0.051 * share, "\(note): \(share)")
      }
    }
    #expect(told > 3 && silent > 3, "\(told) told, \(silent) silent")
  }

  @Test func aParameterOfZerosHidesNoOtherThatMovesFast() throws {
    // A bias of 0 moves by no share of itself; the weight beside it is what is told.
    let data = DataSet(
      name: "line", featureNames: ["x"], features: Tensor([1, 2], shape: [2, 1]),
      targets: Tensor([3, 5], shape: [2, 1]), kind: .values)
    let configuration = try Configuration(
      Architecture("Linear(1, 1)", loss: "mse", rowShape: [1]), data: TrainingData(.given(data)),
      optimizer: Optimizers.parse("sgd lr=0.1"), seed: 1, initialWeights: [[0.5], [0]])
    let note = try #require(try note(Trainer(configuration)))
    #expect(note.hasPrefix("0.weight moves "), "\(note)")
  }
}
