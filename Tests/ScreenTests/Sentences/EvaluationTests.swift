import Engine
import Foundation
import RealModule
import TestRuns
import Testing

@testable import Viz

/// Losses and accuracies on the screen, against sums over the rows in float64.
@Suite struct EvaluationTests {
  /// How well weights do on some rows.
  private struct Score {
    var loss = 0.0
    var right = 0
    var confusion: [Int]
    /// How near a row came to being put into another class.
    var narrowest = Double.infinity
  }

  /// A network of Linear layers and activations, carried out row by row in float64.
  private func outputs(_ trainer: Trainer, _ features: [Float]) -> [Double] {
    var numbers = features.map(Double.init)
    for named in trainer.configuration.architecture.layers {
      func parameter(_ name: String) -> [Float]? {
        trainer.network.parameters.first { $0.name == "\(named.name).\(name)" }?.tensor.elements
      }
      switch type(of: named.layer).name {
      case "Linear":
        let weight = parameter("weight") ?? []
        let bias = parameter("bias")
        let inputs = numbers.count
        numbers = (0..<weight.count / inputs).map { unit in
          (0..<inputs).reduce(Double(bias?[unit] ?? 0)) {
            $0 + Double(weight[unit * inputs + $1]) * numbers[$1]
          }
        }
      case "Tanh": numbers = numbers.map { .tanh($0) }
      case "ReLU": numbers = numbers.map { max(0, $0) }
      case "Sigmoid": numbers = numbers.map { 1 / (1 + .exp(-$0)) }
      default: Issue.record("the test does not know \(named.layer)")
      }
    }
    return numbers
  }

  private func score(_ trainer: Trainer, _ data: DataSet) -> Score {
    let classes = data.classCount ?? 0
    var score = Score(confusion: [Int](repeating: 0, count: classes * classes))
    for row in 0..<data.rows {
      let (features, target) = data.example(row)
      let p = outputs(trainer, features)
      switch type(of: trainer.configuration.architecture.loss).name {
      case "mse":
        let goal = classes == 2 ? [target[0] == 0 ? Double(data.lowLabel) : 1] : target.map(Double.init)
        score.loss += zip(p, goal).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / Double(p.count)
        if classes == 2 {
          let middle = (Double(data.lowLabel) + 1) / 2
          note(&score, Int(target[0]), p[0] >= middle ? 1 : 0, 2, abs(p[0] - middle))
        }
      case "cross-entropy":
        let largest = p.max() ?? 0
        score.loss += largest + Double.log(p.reduce(0) { $0 + .exp($1 - largest) }) - p[Int(target[0])]
        let order = p.indices.sorted { p[$0] > p[$1] }
        note(&score, Int(target[0]), order[0], classes, p[order[0]] - p[order[1]])
      case let name: Issue.record("the test does not know \(name)")
      }
    }
    score.loss /= Double(data.rows)
    return score
  }

  private func note(_ score: inout Score, _ actual: Int, _ said: Int, _ classes: Int, _ margin: Double) {
    score.right += actual == said ? 1 : 0
    score.confusion[actual * classes + said] += 1
    score.narrowest = min(score.narrowest, margin)
  }

  private func expect(_ told: Evaluation, _ trainer: Trainer, _ data: DataSet, _ what: String) {
    let score = score(trainer, data)
    #expect(
      abs(told.loss - score.loss) <= 2e-6 * max(1, abs(score.loss)),
      "\(what): \(told.loss), not \(score.loss)")
    guard data.classCount != nil else {
      #expect(told.accuracy == nil && told.confusion == nil)
      return
    }
    // A row on the border may fall to either side in float32.
    guard score.narrowest > 1e-5 else { return }
    #expect(told.accuracy == Double(score.right) / Double(data.rows), "\(what)")
    #expect(told.confusion == score.confusion, "\(what)")
  }

  /// A file of rows of one's own, with values as targets.
  private static func file() throws -> String {
    var random = ReplayableRandom()
    let rows = (0..<37).map { _ in
      let (a, b) = (Float.random(in: -1...1, using: &random), Float.random(in: -1...1, using: &random))
      return "\(a),\(b),\(a * b + 0.5)"
    }
    let path = temporaryPath("rows.csv")
    try (["a,b,y"] + rows).joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  /// Runs with the steps at which epochs end, and others.
  @Test(arguments: [
    "--preset spiral", "--preset circle --split 1", "--preset digits --split 0.05 --batch 20",
    "--preset penguins",
    "--preset plane --samples 120 --batch 7", "own", "own --split 0.6 --standardize",
  ])
  func lossesAndAccuraciesAreThoseOverAllRows(options: String) throws {
    var line = options
    if options.hasPrefix("own") {
      let path = try Self.file()
      defer { try? FileManager.default.removeItem(atPath: path) }
      line = "--data \(path) --loss mse --model Linear(2,5),Tanh,Linear(5,1) --batch 8" + options.dropFirst(3)
      try check(line, options)
    } else {
      try check(line, options)
    }
  }

  private func check(_ line: String, _ name: String) throws {
    let configuration = try RenderedRun("\(line) --seed 5").configuration
    let rows = configuration.data.training.rows
    let size = configuration.batch ?? rows
    let perEpoch = (rows + size - 1) / size
    for steps in [0, perEpoch - 1, perEpoch, 2 * perEpoch + 1] {
      let run = try RenderedRun("\(line) --seed 5 --steps \(steps) --scene network --screen 120x40")
      let points = run.state.report.evaluations.points
      // At the start and at the end of each epoch that is over.
      #expect(points.map(\.step) == (0...steps / perEpoch).map { $0 * perEpoch }, "\(name)")
      let trainer = Trainer(configuration)
      for point in points {
        trainer.run(until: point.step)
        expect(point.training, trainer, configuration.data.training, "\(name), training, step \(point.step)")
        #expect((point.heldOut == nil) == (configuration.data.heldOut == nil))
        if let told = point.heldOut, let data = configuration.data.heldOut {
          expect(told, trainer, data, "\(name), held out, step \(point.step)")
        }
      }
      try expectScreen(run, points, name)
    }
  }

  /// What frames tell of the newest point.
  private func expectScreen(_ run: RenderedRun, _ points: [EvaluationHistory.Point], _ name: String) throws {
    let point = try #require(points.last)
    let told = point.heldOut ?? point.training
    let part = point.heldOut == nil ? "training" : "held out"
    let text = run.text(140, 45)
    if let accuracy = told.accuracy {
      // Such as 98.4 %; and all of it is only what is.
      let percent = accuracy == 1 ? "100 %" : String(format: "%.1f %%", min(99.9, accuracy * 100))
      #expect(text.contains("\(part) \(percent)"), "\(name): \(part) \(percent) in\n\(text)")
    } else {
      #expect(text.contains("\(part) loss \(NumberText.compact(told.loss, width: 8))"), "\(name)\n\(text)")
    }
    if point.heldOut == nil {
      #expect(!text.contains("held out"), "\(name): no row is held out\n\(text)")
    }
  }

  @Test func theMatrixOnTheScreenHasTheCountsOfTheRowsHeldOut() throws {
    let run = try RenderedRun("--preset penguins --seed 5 --steps 90 --scene network --screen 200x50")
    let point = try #require(run.state.report.evaluations.points.last)
    let (data, names) = (
      try #require(run.configuration.data.heldOut), run.configuration.data.training.classNames ?? []
    )
    let trainer = Trainer(run.configuration)
    trainer.run(until: point.step)
    let counts = score(trainer, data).confusion
    var canvas = Canvas(width: 60, height: 8)
    ConfusionPanel(state: run.state).draw(in: canvas.bounds, &canvas)
    let lines = canvas.plainText.split(separator: "\n")
    #expect(lines[0].contains("class → said") && lines[0].contains("held out"))
    for (row, name) in names.enumerated() {
      let line = try #require(
        lines.first { $0.contains("│ \(name.prefix(4))") || $0.contains(" \(name.prefix(8))") })
      let words = line.split { " │".contains($0) }.suffix(names.count).map(String.init)
      #expect(
        words == counts[row * names.count..<(row + 1) * names.count].map { $0 == 0 ? "·" : "\($0)" },
        "\(line)")
    }
  }

  @Test func theCurveHeldOutIsNamedOnlyWhereRowsAreHeldOut() throws {
    for (options, isHeldOut) in [("", true), (" --split 1", false)] {
      let run = try RenderedRun("--preset spiral --seed 5 --steps 100 --screen 120x40\(options)")
      var canvas = Canvas(width: 90, height: 14)
      LossPanel(state: run.state).draw(in: canvas.bounds, &canvas)
      #expect(canvas.plainText.contains("held out") == isHeldOut, "\(canvas.plainText)")
      // The number below is the batch's, and the best one that of the whole run.
      let trainer = Trainer(run.configuration)
      var best = (loss: trainer.loss, step: 0)
      while trainer.step < 100 {
        trainer.takeStep()
        if trainer.loss < best.loss { best = (trainer.loss, trainer.step) }
      }
      #expect(canvas.plainText.contains("now \(NumberText.compact(Double(trainer.loss), width: 8))"))
      #expect(canvas.plainText.contains("best \(NumberText.compact(Double(best.loss), width: 8))"))
      #expect(canvas.plainText.contains("at step \(best.step)"), "\(canvas.plainText)")
    }
  }

  @Test func inThePastWhatIsToldIsWhatWasKnownThen() throws {
    let run = try RenderedRun(
      "--preset circle --seed 5 --steps 100 --scene network --screen 120x40", keys: "B s")
    let then = try RenderedRun("--preset circle --seed 5 --steps 1 --scene network --screen 120x40")
    #expect(run.state.report.evaluations.points == then.state.report.evaluations.points)
    let back = try RenderedRun(
      "--preset circle --seed 5 --steps 100 --scene network --screen 120x40", keys: "<")
    #expect(
      back.state.snapshot.step == 98 && back.state.report.evaluations.points.map(\.step) == [0, 25, 50, 75])
  }
}
