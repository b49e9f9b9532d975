import Engine
import Testing

@testable import Viz

/// A row that somebody types: what is wrong is said, and what is right is predicted as the engine does.
@Suite struct OwnRowTests {
  private func typed(_ line: String, _ text: String, scene: String = "flow") throws -> RenderedRun {
    let keys = text.map { $0 == " " ? "space" : String($0) }.joined(separator: " ")
    return try RenderedRun(
      "\(line) --seed 3 --steps 20 --scene \(scene) --screen 120x40", keys: "enter \(keys) enter")
  }

  /// What the network gives for a row, in a graph of its own.
  private func prediction(_ run: RenderedRun, _ features: [Float]) throws -> [Float] {
    let trainer = run.trainer
    let stage = try trainer.network.stage(rows: 4)
    stage.input.data.load(features + features + features + features)
    stage.graph.forward()
    return Array(stage.prediction.tensor.elements.prefix(stage.prediction.shape.dropFirst().reduce(1, *)))
  }

  @Test(
    arguments: [
      ("1.5,-2", [1.5, -2]), ("1.5 -2", [1.5, -2]), ("1.5;−2", [1.5, -2]), ("  1.5 ,  -2 ", [1.5, -2]),
      ("1e-3,2E2", [0.001, 200]), ("0,0", [0, 0]), ("+1,.5", [1, 0.5]),
    ] as [(String, [Float])])
  func numbersWithCommasOrBlanksAreARow(text: String, numbers: [Float]) throws {
    let run = try typed("--preset spiral", text)
    #expect(run.state.row == .own(numbers) && run.state.editing == nil, "\(run.state.editing?.problem ?? "")")
    let row = try #require(run.state.snapshot.row)
    #expect(row.stages[0].data.elements == numbers && row.target == nil && row.loss == nil)
    for (told, engine) in zip(row.prediction, try prediction(run, numbers)) {
      #expect(abs(told - engine) <= 1e-6)
    }
    #expect(run.text(120, 40).contains(" your row "))
  }

  @Test(arguments: [
    ("--preset spiral", "1", "2 numbers make a row, and 1 are here"),
    ("--preset spiral", "1 2 3", "2 numbers make a row, and 3 are here"),
    ("--preset spiral", "", "2 numbers make a row, and 0 are here"),
    ("--preset spiral", "1,x", "'x' is no number"), ("--preset spiral", "nan,1", "'nan' is no number"),
    ("--preset spiral", "1,inf", "'inf' is no number"), ("--preset spiral", "1e39,1", "'1e39' is no number"),
    ("--preset spiral", "1.2.3,4", "'1.2.3' is no number"),
    ("--preset penguins", "1,2,3", "4 numbers make a row, and 3 are here"),
    ("--preset text", "", "a word is needed, such as abcdef"),
    ("--preset text", "   ", "a word is needed, such as abcdef"),
  ])
  func whatIsWrongIsSaidInOneLine(line: String, text: String, words: String) throws {
    let run = try typed(line, text)
    #expect(run.state.editing?.problem == words)
    #expect(run.state.row == .training(0), "the row that was followed stays")
    let last = run.text(120, 40).split(separator: "\n").last ?? ""
    #expect(last.contains(words), "\(last)")
  }

  @Test func whatIsWrongWithALongRowIsSeenBesideItsEnd() throws {
    let row = Array(repeating: "12.5", count: 63).joined(separator: ",")
    for width in [60, 80, 120] {
      let run = try typed("--preset digits", row)
      let line = Frame.draw(run.state, width: width, height: 24).plainText.split(separator: "\n").last ?? ""
      #expect(line.contains("64 numbers make a row, and 63 are here") && line.contains("12.5▏"), "\(line)")
    }
  }

  @Test func aRowIsBroughtToTheScaleThatTheNetworkLearns() throws {
    let run = try typed("--preset penguins", "39.1,18.7,181,3750")
    let scale = try #require(run.configuration.data.standardization)
    let numbers = zip([39.1, 18.7, 181, 3750], zip(scale.mean, scale.deviation)).map {
      Float((Double(Float($0)) - $1.0) / $1.1)
    }
    #expect(run.state.row == .own(numbers))
    let row = try #require(run.state.snapshot.row)
    for (told, engine) in zip(row.prediction, try prediction(run, numbers)) {
      #expect(abs(told - engine) <= 1e-5)
    }
    // The first bird of the table has these numbers, and the same prediction.
    let data = run.configuration.data
    let rows = [data.training] + (data.heldOut.map { [$0] } ?? [])
    let isThere = rows.contains { part in
      (0..<part.rows).contains { row in
        zip(part.example(row).features, numbers).allSatisfy { abs($0 - $1) < 1e-4 }
      }
    }
    #expect(isThere, "typed numbers are those of the file")
  }

  @Test(
    arguments: [
      ("abcdef", [1, 2, 3, 4, 5, 6]), ("ab", [1, 2, 0, 0, 0, 0]), ("ABCDEFGH", [1, 2, 3, 4, 5, 6]),
      ("a b c", [1, 2, 3, 0, 0, 0]), ("z?z9", [26, 27, 26, 27, 0, 0]), ("你好", [1, 27, 0, 0, 0, 0]),
    ] as [(String, [Float])])
  func ofLettersAWordIsTyped(word: String, entries: [Float]) throws {
    let run = try typed("--preset text", word)
    #expect(run.state.row == .own(entries))
    let row = try #require(run.state.snapshot.row)
    let engine = try prediction(run, entries)
    #expect(abs(row.prediction[0] - engine[0]) <= 1e-6)
    // The panel says what the network makes of it, and what share.
    let said = engine[0] >= 0.5 ? "1" : "0"
    let text = run.text(120, 40)
    #expect(
      text.contains(" says \(said) ") && text.contains(NumberText.percent(Double(engine[0]))), "\(text)")
  }

  @Test func aWordReadsTheSameInASCII() throws {
    let run = try RenderedRun(
      "--preset text --seed 3 --scene flow --screen 120x40 --ascii --color none", keys: "enter a b enter")
    #expect(run.text(120, 40).contains("a b _ _ _ _"), "\(run.text(120, 40))")
  }

  @Test func aPastedRowIsTakenWhole() throws {
    for text in ["1.5 -2", "1.5, -2\n", "1.5;-2\r\n"] {
      var state = try RenderedRun("--preset spiral --seed 3 --scene flow", keys: "enter").state
      _ = update(&state, .paste(text, isWhole: true))
      #expect(state.editing?.problem == nil, "\(state.editing?.problem ?? "")")
      _ = update(&state, .edit(.commit))
      #expect(state.row == .own([1.5, -2]), "\(text)")
    }
  }

  @Test func theRowStaysWhileTrainingGoesOnAndGoesWithItsData() throws {
    let run = try RenderedRun(
      "--preset spiral --seed 3 --scene flow --screen 120x40", keys: "enter 1 , 2 enter s s s")
    #expect(run.state.row == .own([1, 2]) && run.state.snapshot.row?.choice == .own([1, 2]))
    for (told, engine) in zip(run.state.snapshot.row?.prediction ?? [], try prediction(run, [1, 2])) {
      #expect(abs(told - engine) <= 1e-6)
    }
    let other = try RenderedRun(
      "--preset gaussians --seed 3 --scene network --screen 120x40", keys: "enter 1 , 2 enter d")
    #expect(other.state.row == .training(0), "a row of two numbers is none of six letters")
  }
}
