import Engine
import Testing

@testable import Viz

/// The two lines over every scene, against the run.
@Suite struct HeaderFieldTests {
  private func lines(_ run: RenderedRun, _ width: Int) -> [String] {
    run.text(width, 40).split(separator: "\n", omittingEmptySubsequences: false).prefix(2).map(String.init)
  }

  /// The number behind a word in a line, whose digits stand in groups.
  private func number(_ label: String, _ line: String) -> Int? {
    let words = line.split(separator: " ")
    guard let place = words.firstIndex(of: Substring(label)) else { return nil }
    let digits = words[(place + 1)...].prefix { word in word.allSatisfy(\.isNumber) }
    return Int(digits.joined())
  }

  @Test(arguments: ["circle", "spiral", "plane", "text", "digits", "penguins"])
  func stepEpochAndSeedAreThoseOfTheRun(name: String) throws {
    for (steps, batch) in [
      (0, nil), (1, nil), (24, nil), (25, nil), (26, nil), (131, nil), (60, 7), (1100, 50),
    ]
      as [(Int, Int?)]
    {
      let run = try RenderedRun(
        "--preset \(name) --seed 12 --steps \(steps) --screen 200x40" + (batch.map { " --batch \($0)" } ?? "")
      )
      let line = lines(run, 200)[0]
      #expect(number("step", line) == steps, "\(line)")
      #expect(number("seed", line) == 12, "\(line)")
      // So many whole epochs are over, of rows in batches of which the last may be smaller.
      let rows = run.configuration.data.training.rows
      let size = run.configuration.batch ?? rows
      let perEpoch = (rows + size - 1) / size
      #expect(number("epoch", line) == steps / perEpoch + 1, "\(line)")
    }
  }

  @Test(arguments: ["circle", "spiral", "text", "digits", "penguins"])
  func optimizerRateDataAndModelAreThoseOfTheRun(name: String) throws {
    for (options, rate) in [("", nil), (" --optimizer 'rmsprop lr=0.002'", 0.002)] as [(String, Double?)] {
      let run = try RenderedRun("--preset \(name) --seed 1 --steps 3 --screen 200x40\(options)")
      let line = lines(run, 200)[1]
      let trainer = run.trainer
      #expect(
        line.hasPrefix("  \(trainer.optimizer.rule.title)  lr \(NumberText.shortest(trainer.learningRate)) "),
        "\(line)")
      if let rate { #expect(trainer.learningRate == rate) }
      #expect(line.contains("  \(name)  "), "\(line)")
      // As much of the model as has room, layer by layer with their sizes.
      let linears = run.configuration.architecture.parameters.filter {
        $0.name.hasSuffix("weight") && $0.shape.count == 2
      }
      let first = try #require(linears.first)
      let words =
        name == "text"
        ? "Embedding(\(first.shape[0]), \(first.shape[1]))"
        : "Linear(\(first.shape[1]), \(first.shape[0])) → "
      #expect(line.contains(words), "\(words) in \(line)")
    }
  }

  @Test func theRateIsTheSchedulesAndTheDataTheNewRunsAfterAKey() throws {
    let run = try RenderedRun(
      "--preset circle --seed 1 --steps 20 --schedule 'step step_size=10 gamma=0.5' --optimizer 'sgd lr=0.08'"
    )
    #expect(lines(run, 120)[1].contains("lr 0.02 "), "\(lines(run, 120))")
    let changed = try RenderedRun(
      "--preset circle --seed 1 --steps 30 --scene network --screen 200x40", keys: "d H s s")
    let drawn = lines(changed, 200)
    #expect(number("step", drawn[0]) == 2 && number("epoch", drawn[0]) == 1)
    #expect(
      drawn[1].contains("  xor  ")
        && drawn[1].contains("Linear(2, 4) → tanh → Linear(4, 2) → tanh → Linear(2, 2)"), "\(drawn)")
  }

  @Test func atEightyColumnsOptimizerAndRateStandFirst() throws {
    for name in ["article", "circle", "digits"] {
      let run = try RenderedRun("--preset \(name) --seed 1 --screen 80x24")
      let title = run.trainer.optimizer.rule.title
      let line = run.text(80, 24).split(separator: "\n")[1]
      #expect(line.hasPrefix("  \(title)  lr \(NumberText.shortest(run.trainer.learningRate)) "), "\(line)")
    }
  }
}
