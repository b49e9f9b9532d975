import Engine
import TestRuns
import Testing

@testable import Viz

/// The explain scene of any network: what it says is true of the engine's next step, and its keys lead everywhere.
@Suite struct ExplainSceneTests {
  private static let scene = SceneList.place(of: "explain") ?? 0

  private func open(
    _ name: String, _ optimizer: String? = nil, steps: Int = 40, width: Int = 120, height: Int = 40
  ) throws -> (run: InlineRun, state: AppState) {
    let run = InlineRun(preset(name, seed: 3, optimizer: optimizer))
    run.takeSteps(until: steps)
    var state = AppState(run.report, pooling: try PoolingState(), look: Look())
    state.screen = ScreenSize(width: width, height: height)
    run.perform(.showScene(Self.scene), on: &state)
    return (run, state)
  }

  private func press(_ keys: String, _ run: InlineRun, _ state: inout AppState) {
    for name in keys.split(separator: " ") {
      guard let key = Key(name: String(name)), let action = state.action(for: key) else {
        Issue.record("no key \(name)")
        continue
      }
      run.perform(action, on: &state)
    }
  }

  @Test(arguments: [
    "sgd", "sgd momentum=0.9 nesterov weight_decay=0.2", "adam lr=0.2", "adam weight_decay=0.3",
    "adamw lr=0.05 weight_decay=0.9", "rmsprop momentum=0.9 lr=0.01", "adagrad", "adadelta weight_decay=0.1",
  ])
  func theSentenceIsTrueOfTheNextStepOfAnyNumber(optimizer: String) throws {
    var ways: Set<String> = []
    for name in ["xor", "spiral", "text", "penguins"] {
      let trainer = Trainer(preset(name, seed: 3, optimizer: optimizer))
      var random = ReplayableRandom()
      for step in [0, 1, 5, 20, 60] {
        trainer.run(until: step)
        let next = Trainer(trainer.configuration)
        next.run(until: step + 1)
        for (index, parameter) in trainer.network.parameters.enumerated() {
          for _ in 0..<6 {
            let element = Int.random(in: 0..<parameter.data.count, using: &random)
            let preview = StepPreview(trainer, parameter: index, elements: element..<element + 1)
            let (before, after) = (parameter.data[element], next.network.parameters[index].data[element])
            let way = after < before ? "θ moves left" : after > before ? "θ moves right" : "θ stays"
            ways.insert(way)
            let words = DirectionWords(preview)
            #expect(words.forms.allSatisfy { $0.contains(way) }, "\(words.forms): \(before) → \(after)")
            let gradient = parameter.gradient?[element] ?? .nan
            let claims: [(String, Bool)] = [
              ("gradient > 0", gradient > 0), ("gradient < 0", gradient < 0), ("gradient = 0", gradient == 0),
              ("> 0 remembers", after < before), ("< 0 remembers", after > before),
              ("draws it to 0", abs(after) < abs(before)),
              ("> 0 by the decay", after < before), ("< 0 by the decay", after > before),
            ]
            for (text, holds) in claims {
              #expect(holds || !words.forms.contains { $0.contains(text) }, "\(words.forms)")
            }
            let update = UpdateWords(preview)
            #expect(update.next == Double(after))
            #expect(update.forms[0].contains(NumberText.shortest(Double(after), figures: 9)))
          }
        }
      }
    }
    #expect(ways.isSuperset(of: ["θ moves left", "θ moves right"]))
  }

  @Test func ofRowsThatChangeTooFastToBeReadNoneIsNamed() throws {
    var (run, state) = try open("spiral")
    #expect(Frame.draw(state, width: 100, height: 30).plainText.contains("one of 10 in the batch"))
    run.perform(.run(.toggleRunning), on: &state)
    let running = Frame.draw(state, width: 100, height: 30).plainText
    #expect(running.contains("for one of 10 rows in the batch") && !running.contains("for row "))
    #expect(running.contains(", at step 40"))
  }

  @Test func decayIsATermOfItsOwnInTheUpdateLine() {
    for (optimizer, term) in [
      ("sgd weight_decay=0.1", "lr⋅(g+λθ)"), ("adamw weight_decay=0.1", "lr⋅λθ − lr⋅m̂/(√v̂+ε)"),
      ("adam", "lr⋅m̂/(√v̂+ε)"), ("sgd", "lr⋅g ="),
    ] {
      let trainer = Trainer(preset("spiral", seed: 1, optimizer: optimizer))
      trainer.run(until: 5)
      let words = UpdateWords(StepPreview(trainer, elements: 0..<1))
      #expect(words.forms[0].contains(term), "\(words.forms[0])")
    }
  }

  @Test func theCursorReachesEveryNumberOfEveryParameter() throws {
    var (run, state) = try open("spiral")
    #expect(state.chosenWeight == Place(tensor: "0.weight", index: [0, 0]))
    press("up left", run, &state)
    #expect(state.chosenWeight.index == [0, 0])
    press("down down right right right", run, &state)
    #expect(state.chosenWeight == Place(tensor: "0.weight", index: [2, 1]))
    #expect(state.snapshot.inspection?.place == state.chosenWeight)
    #expect(state.report.examination.curve?.place == state.chosenWeight)
    press("pagedown right right down", run, &state)
    #expect(state.chosenWeight == Place(tensor: "0.bias", index: [2]))
    press("pageup", run, &state)
    #expect(state.chosenWeight.tensor == "0.weight")
    for _ in 0..<9 { press("pagedown", run, &state) }
    #expect(state.chosenWeight.tensor == "4.bias")
    // A parameter of four axes is a sheet: all but the last make rows.
    let grid = ParameterGrid(shape: [2, 3, 4, 5])
    for index in [[0, 0, 0, 0], [1, 2, 3, 4], [1, 0, 2, 3]] {
      let (row, column) = grid.position(of: index)
      #expect(grid.nearestIndex(row: row, column: column) == index)
    }
    #expect(grid.rows == 24 && grid.nearestIndex(row: 99, column: -1) == [1, 2, 3, 0])
  }

  @Test func anyNumberOfANetworkIsEdited() throws {
    var (run, state) = try open("spiral")
    press("pagedown pagedown down right enter - 0 . 5 enter", run, &state)
    #expect(state.snapshot.inspection?.place == Place(tensor: "2.weight", index: [1, 1]))
    #expect(state.snapshot.inspection?.weight == -0.5)
    #expect(state.snapshot.history.marks.contains { "\($0)".contains("2.weight") })
    #expect(Frame.draw(state, width: 120, height: 40).plainText.contains("▐−0.500▌"))
  }

  @Test func anotherRowIsFollowedAndTheSumStays() throws {
    var (run, state) = try open("digits")
    let first = try #require(state.snapshot.inspection?.path)
    press("n", run, &state)
    let next = try #require(state.snapshot.inspection?.path)
    #expect(next.row != first.row && next.total == first.total)
    #expect(state.snapshot.step == 40)
  }

  @Test func theWordsOfARateAreTrueOfTheStep() throws {
    for name in ["article", "spiral", "penguins"] {
      for optimizer in ["sgd lr=0.1", "adam lr=0.001", "sgd lr=100", "sgd lr=1e-9"] {
        let (run, state) = try open(name, optimizer)
        // A run that has stopped takes no step.
        guard state.snapshot.fault == nil else { continue }
        let rates = try #require(state.report.examination.rates)
        let words = RateWords(rates)
        #expect(words.zones.count { $0.holdsRate } == 1)
        for zone in words.zones {
          for point in rates.points where zone.range.contains(point.rate) {
            switch zone.words {
            case "good": #expect(point.change < -0.001 * rates.present)
            case let text where text.contains("worse"): #expect(!(point.change <= 0))
            default: #expect(abs(point.change) <= 0.00101 * rates.present)
            }
            if zone.words.hasPrefix("too small") {
              #expect(rates.points.contains { $0.rate > point.rate && $0.effect == .falls })
            }
            if zone.words.hasPrefix("too big") {
              #expect(rates.points.contains { $0.rate < point.rate && $0.effect == .falls })
            }
          }
        }
        _ = run
      }
    }
  }

  @Test func wordsUnderACurveNeverTouch() throws {
    let row = Rect(x: 2, y: 0, width: 26, height: 1)
    for middles in [[5, 14, 25], [3, 4, 5], [25, 26, 27], [2, 2, 27]] {
      let places = try #require(RatePanel.places([9, 4, 7], around: middles, in: row))
      #expect(places[0] >= 2 && places[1] >= places[0] + 11 && places[2] >= places[1] + 6)
      #expect(places[2] + 7 <= 28)
    }
    #expect(RatePanel.places([9, 9, 9], around: [3, 10, 20], in: row) == nil)
  }

  @Test func theTangentIsSeenBesideTheCurveAndBothAxesAreNamed() {
    for look in [Look(), Look(glyphs: .ascii, depth: .none)] {
      var canvas = Canvas(width: 50, height: 10, look: look)
      var plot = CurvePlot(
        horizontal: CurvePlot.Axis(name: "W", range: -2...2),
        vertical: CurvePlot.Axis(name: "L", range: -4...4),
        value: { $0 * $0 }, look: look)
      plot.point = 1
      plot.slope = 2
      plot.draw(in: canvas.bounds, &canvas)
      let tangent = canvas.cells.count { $0.foreground == Theme.key }
      let curve = canvas.cells.count { $0.foreground == Theme.text && $0.scalar != " " }
      #expect(tangent >= 6 && curve >= 20)
      let text = canvas.plainText
      #expect(text.contains(" L ") && text.split(separator: "\n").last?.hasPrefix("W") == true, "\(text)")
    }
  }
}
