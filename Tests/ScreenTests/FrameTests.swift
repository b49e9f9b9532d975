import Engine
import TestRuns
import Testing

@testable import Viz

/// What must hold for every frame, whatever it shows.
@Suite struct FrameTests {
  private static let sizes = [
    (1, 1), (39, 12), (40, 11), (40, 12), (51, 17), (60, 20), (78, 21), (80, 24), (133, 37),
  ]

  private func state(_ look: Look = Look(), steps: Int = 50, size: Int = 2, scene: Int = 0) throws -> AppState
  {
    let input = (0..<size).map { Double(($0 * 37) % 19 - 9) / 10 }
    let target = (0..<size).map { Double($0 % 7 + 1) / 10 }
    let run = InlineRun(article(seed: 3, input: input, target: target, optimizer: "adam"))
    run.takeSteps(until: steps)
    var state = AppState(run.report, pooling: try PoolingState(), look: look)
    run.perform(.showScene(scene), on: &state)
    for _ in 0..<30 where SceneList.all[scene].keyScopes.contains(.race) {
      run.perform(.run(.step), on: &state)
    }
    return state
  }

  /// Nothing is cut in half, no box is open, and where there is room the scene shows numbers.
  private func expectSound(_ state: AppState, width: Int, height: Int) {
    let frame = Frame.draw(state, width: width, height: height)
    let name = SceneList.all[state.scene].name
    #expect(FrameCheck(frame, width: width, height: height).problem == nil, "\(name) \(width)×\(height)")
    guard width >= Frame.smallest.width, height >= Frame.smallest.height else { return }
    let lines = frame.plainText.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(
      lines[2..<height - 1].contains { $0.contains(where: \.isNumber) }, "\(name) \(width)×\(height) is empty"
    )
  }

  @Test func aFrameHasTheSizeThatWasAskedFor() throws {
    for (width, height) in Self.sizes {
      expectSound(try state(), width: width, height: height)
    }
  }

  @Test func everyMatrixCanBeDrawnInEveryScene() throws {
    for (scene, size) in SceneList.all.indices.flatMap({ scene in [1, 3, 16, 70].map { (scene, $0) } }) {
      let state = try state(steps: 5, size: size, scene: scene)
      for width in stride(from: 40, through: 210, by: 34) {
        for height in stride(from: 12, through: 60, by: 12) {
          expectSound(state, width: width, height: height)
        }
      }
    }
  }

  @Test func allSixPanelsAreThereFromEightyByTwentyFour() throws {
    for (width, height) in [(80, 24), (120, 40), (200, 50)] {
      let text = Frame.draw(try state(), width: width, height: height).plainText
      for title in ["weights W", "gradient ∂L/∂W", "loss", "Adam state", "right?", "prediction"] {
        #expect(text.contains(title), "\(title) at \(width)×\(height)")
      }
    }
  }

  @Test func withoutColourTheSignOfAPixelIsStillSeen() throws {
    let frame = Frame.draw(try state(Look(depth: .none), size: 40), width: 80, height: 24).plainText
    // Many of each: a formula has a point or two as well.
    #expect(frame.filter { "░▒".contains($0) }.count > 40)
    #expect(frame.filter { "·∘".contains($0) }.count > 40)
  }

  @Test func noKeyHasTwoMeaningsInOneScene() {
    #expect(KeyMap.bindings.allSatisfy { !$0.keys.isEmpty })
    for scopes in SceneList.all.map(\.keyScopes) + [[.sheet, .help], [.sheet, .program], [.settings]] {
      let keys = KeyMap.bindings(in: scopes).flatMap(\.keys)
      #expect(Set(keys).count == keys.count)
    }
  }

  @Test func everyShapeCanBeDrawnAtEverySize() throws {
    for shape in [[1, 1, 1], [1, 4, 5], [3, 4, 5], [64, 64, 64], [2, 64, 1], [64, 1, 3]] {
      for transposes in [true, false] {
        var settings = PoolingState.Settings()
        settings.shape = shape
        settings.kernel = 1
        settings.transposes = transposes
        var state = try state(scene: SceneList.place(of: "pooling")!)
        state.pooling = try PoolingState(settings)
        state.pooling.moveWindow(by: -1)
        for showsGradient in [false, true] {
          state.pooling.showsGradient = showsGradient
          for (width, height) in Self.sizes {
            expectSound(state, width: width, height: height)
          }
        }
      }
    }
  }
}
