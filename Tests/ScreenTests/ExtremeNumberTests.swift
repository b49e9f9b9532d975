import Engine
import TestRuns
import Testing

@testable import Viz

/// Numbers at the ends of what can be given: a clean stop or a true picture, and never a crash.
@Suite struct ExtremeNumberTests {
  private static let values = [1e30, -1e30, 0, 1e-40, -1e-45, 0.5, 3e38]

  /// What a scene shows of a run, in a state of its own.
  private func frame(_ run: InlineRun, scene: Int, width: Int = 120, height: Int = 40) throws -> Canvas {
    var state = AppState(run.report, pooling: try PoolingState(), look: Look())
    state.scene = scene
    state.showsRatePreview = true
    run.look(at: state.interest)
    state.receive(run.report)
    return Frame.draw(state, width: width, height: height)
  }

  private func isRace(_ scene: Int) -> Bool { SceneList.all[scene].keyScopes.contains(.race) }

  @Test(arguments: values)
  func everyRunStopsCleanlyOrIsDrawnTruly(input: Double) throws {
    let rates = [(1e-12, "sgd"), (0.1, "adam"), (1e6, "sgd"), (1e6, "adam")]
    for (turn, target) in Self.values.enumerated() {
      for (index, weight) in [0, Float(1e30), -3e38, 1e-30, .leastNonzeroMagnitude].enumerated() {
        let (rate, optimizer) = rates[(turn + index) % rates.count]
        let run = InlineRun(
          article(
            seed: 1, input: [input, 0.1], target: [target, 0.2], initialWeight: [weight, 1, -1, weight],
            optimizer: "\(optimizer) lr=\(rate)"))
        run.takeSteps(until: 3)
        try expectTruth(of: run, "x \(input), y \(target), W \(weight), lr \(rate) \(optimizer)")
      }
    }
  }

  /// Every scene says that training stopped, at which step and in which tensor; and no number is shown that is none.
  private func expectTruth(of run: InlineRun, _ what: String) throws {
    let fault = run.report.snapshot.fault
    if let fault {
      #expect(fault.step == run.report.snapshot.step && !fault.value.isFinite)
    } else {
      #expect(run.report.snapshot.step == 3 && run.report.snapshot.loss.isFinite, "\(what)")
    }
    for scene in SceneList.all.indices {
      if isRace(scene) {
        run.send(.race(.enter))
        for _ in 0..<3 { run.send(.step) }
      }
      for (width, height) in [(80, 24), (44, 14)] {
        let canvas = try frame(run, scene: scene, width: width, height: height)
        let place = "\(what), \(SceneList.all[scene].name) \(width)×\(height)"
        #expect(FrameCheck(canvas, width: width, height: height).problem == nil, "\(place)")
        #expect(canvas.falseNumbers.isEmpty, "\(place)")
        guard let fault, !isRace(scene) else { continue }
        let text = canvas.plainText
        #expect(
          text.contains("step \(fault.step)") && text.contains(Symbol.subject(fault)), "\(place)\n\(text)")
      }
      if isRace(scene) { run.send(.race(.leave)) }
    }
  }

  @Test func aLaneThatStopsIsToldAtEverySize() throws {
    let scene = try #require(SceneList.all.indices.first(where: isRace))
    let run = InlineRun(article(seed: 1, optimizer: "sgd momentum=10"))
    run.send(.race(.enter))
    for _ in 0..<99 { run.send(.step) }
    let lane = try #require(run.report.race?.lanes.first { $0.fault != nil })
    let fault = try #require(lane.fault)
    for (width, height) in [(44, 14), (80, 24), (120, 40)] {
      let text = try frame(run, scene: scene, width: width, height: height).plainText
      #expect(text.contains("step \(fault.step)") && text.contains(Symbol.subject(fault)), "\(text)")
    }
  }

  @Test(arguments: [
    "--lr", "--sgd-lr", "--adam-lr", "--input", "--target", "--weights", "--momentum", "--dampening",
    "--weight-decay", "--beta1", "--beta2", "--eps",
  ])
  func whatIsNotFiniteIsRefusedByName(option: String) {
    // Each value by another command: reading a whole command line takes long.
    for (index, value) in ["inf", "-inf", "nan", "infinity", "1e400", "-1e999"].enumerated() {
      let command = ["trace", "render", "check", "run"][index % 4]
      do {
        _ = try VizCommand.parseAsRoot([command, option, value])
        Issue.record("\(command) \(option) \(value) was accepted")
      } catch {
        #expect(VizCommand.message(for: error).contains(option))
        #expect(VizCommand.exitCode(for: error).rawValue == 64)
      }
    }
  }

  /// A state after keys, as `viz render` makes it.
  private func state(_ options: String, keys: String) throws -> AppState {
    try RenderCommandLine.parse(options.split(separator: " ").map(String.init) + ["--keys", keys]).state()
  }

  @Test func aRunThatStoppedGoesOnFromAnEarlierStepOrFromTheStart() throws {
    // With this momentum, the weights leave float32 after some steps.
    let options = "--seed 1 --momentum 10 --steps 99"
    let stopped = try state(options, keys: "1").snapshot
    let fault = try #require(stopped.fault)
    #expect(fault.step == stopped.step && stopped.step > 0)
    let back = try state(options, keys: "b").snapshot
    #expect(back.fault == nil && back.step == stopped.step - 1 && back.loss.isFinite)
    let on = try state(options, keys: "b o s").snapshot
    #expect(on.fault == nil && on.step == stopped.step)
    let again = try state(options, keys: "r").snapshot
    #expect(again.fault == nil && again.step == 0)
    #expect(try state(options, keys: "r s").snapshot.step == 1)
  }

  @Test(arguments: [
    ("1 e 3 0", Float(1e30)), ("- 1 e 3 0", -1e30), ("1 e - 4 0", Float(1e-40 as Double)), ("1 e - 9 9", 0),
    ("0", 0),
  ])
  func aTypedNumberWithinFloat32IsTaken(keys: String, value: Float) throws {
    let state = try state("--seed 7 --scene explain", keys: "enter \(keys) enter s s")
    #expect(state.editing == nil && state.snapshot.step == 2 && state.snapshot.fault == nil)
    // A weight so far out has no gradient; one at 0 has moved a little.
    #expect(abs(state.snapshot.parameters[0].value[0, 0] - value) <= 0.1)
    for scene in SceneList.all.indices {
      var state = state
      state.scene = scene
      #expect(Frame.draw(state, width: 120, height: 40).falseNumbers.isEmpty)
    }
  }

  @Test(arguments: [
    ("1 e 3 9", "beyond float32"), ("- 1 e 9 9 9", "beyond float32"), ("i", "only digits"),
    ("n", "only digits"), ("- . e", "that is no number"), ("1 e", "that is no number"), ("", "type a number"),
  ])
  func aTypedNumberThatIsNoneIsRefusedInWords(keys: String, words: String) throws {
    let end = words.hasPrefix("only") ? "" : " enter"
    let state = try state("--seed 7 --scene explain", keys: "enter \(keys)\(end)")
    #expect(state.editing?.problem?.contains(words) == true)
    #expect(state.snapshot.history.marks.isEmpty)
    #expect(Frame.draw(state, width: 80, height: 24).plainText.contains(words))
  }

  @Test func aLossOfNothingAtAllIsDrawn() throws {
    // σ(0) = ½ meets its target, so every loss and every gradient is exactly 0.
    let run = InlineRun(
      article(
        seed: 1, input: [0, 0], target: [0.5, 0.5], initialWeight: [0, 0, 0, 0], optimizer: "adam"))
    run.takeSteps(until: 20)
    for scene in SceneList.all.indices {
      var state = AppState(run.report, pooling: try PoolingState(), look: Look())
      state.scene = scene
      state.showsRatePreview = true
      for scale in [PlotScale.logarithmic, .linear] {
        state.lossScale = scale
        let frame = Frame.draw(state, width: 120, height: 40)
        #expect(FrameCheck(frame, width: 120, height: 40).problem == nil && frame.falseNumbers.isEmpty)
      }
    }
  }
}
