import Engine
import Testing

@testable import Viz

/// Numbers at the ends of what can be given: a clean stop or a true picture, and never a crash.
@Suite struct ExtremeNumberTests {
  @Test func everySceneDrawsWhateverTheNumbersAre() throws {
    let values = [1e30, -1e30, 0, 1e-40, 0.5, 3e38]
    for input in values {
      for target in values {
        for rate in [1e-12, 0.1, 1e6] {
          for weight: Float in [0, 1e30, -3e38] {
            var settings = OptimizerSettings()
            settings.sgd.learningRate = rate
            settings.adam.learningRate = rate
            let run = InlineRun(
              Configuration(
                seed: 1, input: [input, 0.1], target: [target, 0.2], initialWeight: [weight, 1, -1, weight],
                optimizer: rate > 1 ? .adam : .sgd, settings: settings))
            run.takeSteps(until: 3)
            for scene in SceneList.all.indices {
              if SceneList.all[scene].keyScopes.contains(.race) {
                run.send(.race(.enter))
                for _ in 0..<3 { run.send(.train(.step)) }
              }
              var state = AppState(
                run.report, pooling: try PoolingState(PoolingState.Settings()), look: Look())
              state.scene = scene
              state.showsRatePreview = true
              for (width, height) in [(80, 24), (120, 40), (44, 14)] {
                #expect(Frame.draw(state, width: width, height: height).cells.count == width * height)
              }
            }
          }
        }
      }
    }
  }

  @Test func aLossOfNothingAtAllIsDrawn() throws {
    // σ(0) = ½ meets its target, so every loss and every gradient is exactly 0.
    let run = InlineRun(
      Configuration(
        seed: 1, input: [0, 0], target: [0.5, 0.5], initialWeight: [0, 0, 0, 0], optimizer: .adam))
    run.takeSteps(until: 20)
    for scene in SceneList.all.indices {
      var state = AppState(run.report, pooling: try PoolingState(PoolingState.Settings()), look: Look())
      state.scene = scene
      state.showsRatePreview = true
      #expect(Frame.draw(state, width: 120, height: 40).cells.count == 4800)
      state.lossScale = .linear
      #expect(Frame.draw(state, width: 120, height: 40).cells.count == 4800)
    }
  }

  @Test func randomKeysNeverBreakTheState() throws {
    var generator = MersenneTwister(seed: 42)
    func random(_ count: Int) -> Int { Int(generator.next() % UInt32(count)) }
    let run = InlineRun(Configuration(seed: 1))
    var state = AppState(run.report, pooling: try PoolingState(PoolingState.Settings()), look: Look())
    let keys = Array(Set(KeyMap.bindings.flatMap(\.keys))).sorted { $0.name < $1.name }
    for press in 0..<6000 {
      let key = random(12) == 0 ? Key.character("5") : keys[random(keys.count)]
      guard let action = state.action(for: key) else { continue }
      if let command = update(&state, action) {
        run.send(command)
        state.receive(run.report)
      }
      state.isQuitting = false
      state.wantsPicture = false
      if press % 20 == 0 {
        #expect(Frame.draw(state, width: 20 + random(120), height: 5 + random(40)).cells.isEmpty == false)
      }
    }
  }
}
