import Engine
import TestRuns
import Testing

@testable import Viz

/// Screens of networks on data: what a scene does not show of them yet, it says.
@Suite struct PresetFrameTests {
  private func state(_ name: String, scene: Int, optimizer: String? = nil) throws -> AppState {
    let run = InlineRun(preset(name, seed: 3, optimizer: optimizer))
    run.takeSteps(until: 130)
    var state = AppState(run.report, pooling: try PoolingState(), look: Look())
    run.perform(.showScene(scene), on: &state)
    for _ in 0..<30 where SceneList.all[scene].keyScopes.contains(.race) {
      run.perform(.run(.step), on: &state)
    }
    return state
  }

  @Test(arguments: Preset.all.map(\.name))
  func everyPresetIsDrawnInEverySceneAtEverySize(name: String) throws {
    for scene in SceneList.all.indices {
      for optimizer in [nil, "rmsprop lr=0.001 momentum=0.9 centered", "adamw"] {
        let state = try state(name, scene: scene, optimizer: optimizer)
        for (width, height) in [(40, 12), (60, 20), (80, 24), (120, 40), (200, 50)] {
          let frame = Frame.draw(state, width: width, height: height)
          #expect(
            FrameCheck(frame, width: width, height: height).problem == nil,
            "\(SceneList.all[scene].name), \(width)×\(height)\n\(frame.plainText)")
          #expect(frame.falseNumbers.isEmpty)
        }
      }
    }
  }

  @Test func theRuleAndStateOfAnyOptimizerAreShown() throws {
    for optimizer in ["rmsprop", "adagrad", "adadelta", "adamw weight_decay=0.1"] {
      let state = try state("spiral", scene: 0, optimizer: optimizer)
      let text = Frame.draw(state, width: 200, height: 50).plainText
      let choice = state.snapshot.optimizer
      #expect(text.contains("\(choice.rule.title) state"))
      let formula = choice.rule.formula(choice.values)
      #expect(text.contains(formula[formula.count - 1]), "\(formula)\n\(text)")
      for kept in choice.rule.state(choice.values) { #expect(text.contains("│ \(kept.symbol) "), "\(text)") }
    }
  }
}
