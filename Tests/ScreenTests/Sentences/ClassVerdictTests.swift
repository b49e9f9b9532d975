import RealModule
import TestRuns
import Testing

@testable import Engine
@testable import Viz

/// Which class a row is said to be, against how the engine counts what is right.
@Suite struct ClassVerdictTests {
  /// Every loss with classes, and outputs that are probabilities, signed, or scores of any size.
  private static let runs = [
    "--preset circle", "--preset text", "--preset digits", "--preset penguins",
    "--data spiral --model Linear(2,8),Tanh,Linear(8,1),Sigmoid --loss bce",
    "--data gauss --model Linear(2,1) --loss bce-with-logits",
    "--data xor --model Linear(2,8),ReLU,Linear(8,2) --loss cross-entropy",
    "--data xor --model Linear(2,8),ReLU,Linear(8,5) --loss cross-entropy",
    "--data circle --model Linear(2,4),ReLU,Linear(4,1) --loss l1",
    "--data circle --model Linear(2,4),Tanh,Linear(4,1),Sigmoid --loss mse",
    "--data text --model Embedding(28,4),Flatten,Linear(24,1) --loss smooth-l1",
  ]

  @Test(arguments: runs)
  func soManyRowsAreSaidRightAsTheEngineCounts(options: String) throws {
    let configuration = try RenderedRun(options + " --seed 3 --optimizer 'adam lr=0.02'").configuration
    let trainer = Trainer(configuration)
    let inspector = Inspector(trainer)
    for step in [0, 40] {
      trainer.run(until: step)
      let told = try #require(PartsEvaluator(trainer)).evaluate().training
      let rows = configuration.data.training.rows
      var (right, confusion) = (0, [Int](repeating: 0, count: told.confusion?.count ?? 0))
      let names = try #require(configuration.data.training.shownClasses)
      for number in 0..<rows {
        var interest = Interest()
        interest.row = .training(number)
        let snapshot = inspector.snapshot(interest)
        let row = try #require(snapshot.row)
        let scores = try #require(ClassScores(snapshot, prediction: row.prediction))
        let actual = try #require(ClassScores.actual(snapshot, row))
        #expect(actual == names[Int(configuration.data.training.example(number).target[0])])
        if scores.best == actual { right += 1 }
        if let place = names.firstIndex(of: actual), let said = names.firstIndex(of: scores.best),
          !confusion.isEmpty
        {
          confusion[place * names.count + said] += 1
        }
        #expect(abs(scores.shares.reduce(0) { $0 + $1.share } - 1) < 1e-6)
        #expect(
          scores.shares.allSatisfy { (0...1).contains($0.share) }, "\(row.prediction): \(scores.shares)")
        // What is said is what has the largest share.
        let best = try #require(scores.shares.first { $0.name == scores.best })
        #expect(
          scores.shares.allSatisfy { $0.share <= best.share + 1e-6 }, "\(scores.best): \(scores.shares)")
      }
      #expect(Double(right) / Double(rows) == told.accuracy, "\(options), step \(step)")
      if names.count == 2 || options.contains("preset") { #expect(confusion == told.confusion) }
    }
  }

  @Test func aProbabilityIsItsOwnShareAndALogitItsSigmoid() throws {
    for (options, share) in [
      ("--data spiral --model Linear(2,8),Tanh,Linear(8,1),Sigmoid --loss bce", { (p: Double) in p }),
      ("--data gauss --model Linear(2,1) --loss bce-with-logits", { 1 / (1 + Double.exp(-$0)) }),
      ("--preset text", { $0 }), ("--preset circle", { ($0 + 1) / 2 }),
    ] {
      let trainer = Trainer(try RenderedRun(options + " --seed 3").configuration)
      let snapshot = trainer.snapshot()
      for p in [0, 0.1, 0.49, 0.51, 0.9, 1] {
        let scores = try #require(ClassScores(snapshot, prediction: [Float(p)]))
        #expect(abs(scores.shares[1].share - share(p)) < 1e-6, "\(options): \(p)")
      }
    }
  }

  @Test func thePanelsCaptionIsTheVerdict() throws {
    var verdicts: Set<Bool> = []
    for options in ["--preset penguins", "--preset digits", "--preset circle"] {
      for keys in ["n", "n n", "n n n", "n n n n", "n n n n n"] {
        let run = try RenderedRun(
          "\(options) --seed 3 --steps 30 --scene flow --screen 200x50", keys: keys)
        let row = try #require(run.state.snapshot.row)
        guard case .training(let number) = row.choice else { continue }
        let data = run.configuration.data.training
        let names = try #require(data.shownClasses)
        let actual = names[Int(data.example(number).target[0])]
        let p = row.prediction
        // Signed outputs by their sign, scores by the largest.
        let said = p.count == 1 ? names[p[0] >= 0 ? 1 : 0] : names[p.indices.max { p[$0] < p[$1] } ?? 0]
        verdicts.insert(said == actual)
        let words = said == actual ? " \(actual) ✓ " : " is \(actual), says \(said) "
        #expect(run.text(200, 50).contains(words), "\(words) in\n\(run.text(200, 50))")
      }
    }
    #expect(verdicts == [true, false])
  }

  @Test func whatIsNoNumberNamesNoClass() throws {
    for options in ["--preset circle", "--preset digits"] {
      let snapshot = Trainer(try RenderedRun(options + " --seed 3").configuration).snapshot()
      let count = options.contains("digits") ? 10 : 1
      #expect(ClassScores(snapshot, prediction: [Float](repeating: .nan, count: count)) == nil)
    }
  }
}
