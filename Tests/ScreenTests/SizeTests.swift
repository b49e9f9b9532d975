import Engine
import Foundation
import Languages
import TestRuns
import Testing

@testable import Viz

/// Every size of screen from 1×1 to 200×60, in every language.
///
/// A size is drawn in every scene, each in one of its states; these rotate so that every state of every scene meets
/// every width and every height. VIZ_EXHAUSTIVE=1 draws every size in every state of every scene.
@Suite struct SizeTests {
  static let (widths, heights) = (1...200, 1...60)

  /// What a scene is drawn in.
  enum Variation: Int, CaseIterable {
    case plain, help, ascii, editing, preview, stopped, large
  }

  /// One state for each scene and variation, made once.
  static let states = states(in: .english)
  /// The same in every language.
  private static let allStates = Dictionary(
    uniqueKeysWithValues: Language.allCases.map { ($0, $0 == .english ? states : states(in: $0)) })

  private static func states(in language: Language) -> [[AppState]] {
    Language.$current.withValue(language) {
      SceneList.all.indices.map { scene in Variation.allCases.map { state(scene, $0) } }
    }
  }

  private static func state(_ scene: Int, _ variation: Variation) -> AppState {
    let input = (0..<(variation == .large ? 9 : 2)).map { Double($0) / 3 - 1 }
    let target = input.map { variation == .stopped ? $0 * 1e30 : ($0 + 1) / 4 }
    let run = InlineRun(article(seed: 3, input: input, target: target, optimizer: "adam"))
    run.takeSteps(until: 1234)
    run.send(.move(.steps(-100)))
    run.send(.command(.optimizer("sgd")))
    var look = Look()
    if variation == .ascii { look = Look(glyphs: .ascii, depth: .none) }
    let example = PoolingState.examples[variation.rawValue % PoolingState.examples.count]
    guard var pooling = try? PoolingState(example.settings) else { fatalError(example.name) }
    pooling.showsGradient = [.preview, .stopped].contains(variation)
    var state = AppState(run.report, pooling: pooling, look: look)
    for effect in update(&state, .showScene(scene)) { run.carryOut(effect) }
    for _ in 0..<20 { run.send(.step) }
    state.receive(run.report)
    switch variation {
    case .help: state.sheet = .help
    case .editing: state.editing = Editing(.number(.weight(row: 1, column: 0)), text: "-1234.5678e-10")
    case .preview: state.showsRatePreview = true
    case .plain, .ascii, .stopped, .large: break
    }
    return state
  }

  /// The state in which a scene is drawn at a size: one further along a row, and from one scene to the next.
  private static func turn(_ scene: Int, _ width: Int, _ height: Int) -> Int {
    (scene + width + 2 * height) % Variation.allCases.count
  }

  private static func check(
    _ scene: Int, _ variation: Int, _ width: Int, _ height: Int, _ language: Language
  ) -> String? {
    guard let state = allStates[language]?[scene][variation] else { return "there is no state" }
    // What only ASCII can show is English always.
    let spoken = state.look.glyphs == .ascii ? Language.english : language
    let frame = Language.$current.withValue(spoken) { Frame.draw(state, width: width, height: height) }
    // The pooling scene writes over its boxes' edges on purpose.
    let boxes: FrameCheck.Boxes =
      states[scene][variation].sheet != nil ? .covered : isPooling(scene) ? .open : .whole
    return FrameCheck(frame, width: width, height: height, boxes: boxes).problem.map {
      "\(language.rawValue), \(SceneList.all[scene].name), \(Variation.allCases[variation]), \(width)×\(height): \($0)"
    }
  }

  private static func isPooling(_ scene: Int) -> Bool { SceneList.all[scene].keyScopes.contains(.pooling) }

  /// A few rows of sizes each, so that all processors have something to do.
  @Test(arguments: stride(from: 1, through: 200, by: 10).map { $0 })
  func everySizeIsDrawnWhole(from width: Int) {
    let isExhaustive = ProcessInfo.processInfo.environment["VIZ_EXHAUSTIVE"] != nil
    var problems: [String] = []
    for width in width..<width + 10 {
      for height in Self.heights {
        for scene in SceneList.all.indices {
          for (place, language) in Language.allCases.enumerated() {
            let turn = (Self.turn(scene, width, height) + place) % Variation.allCases.count
            for variation in Variation.allCases.indices where isExhaustive || variation == turn {
              if let problem = Self.check(scene, variation, width, height, language) {
                problems.append(problem)
              }
            }
          }
        }
      }
    }
    #expect(problems.isEmpty, "\(problems.count) of them, first \(problems.first ?? "")")
  }

  @Test func everyStateOfEverySceneMeetsEveryWidthAndEveryHeight() {
    let all = Variation.allCases.count
    for scene in SceneList.all.indices {
      for width in Self.widths { #expect(Set(Self.heights.map { Self.turn(scene, width, $0) }).count == all) }
      for height in Self.heights {
        #expect(Set(Self.widths.map { Self.turn(scene, $0, height) }).count == all)
      }
    }
  }

  @Test func aWideCharacterIsNeverCutInHalf() throws {
    var state = Self.states[0][0]
    state.message = "cannot write 図/学習の記録.jsonl: デバイスに空き領域がありません"
    for width in 40...90 {
      let frame = Frame.draw(state, width: width, height: 12)
      #expect(FrameCheck(frame, width: width, height: 12).problem == nil)
    }
    // Over a wide character, to its left half and to its right one.
    for x in 0...4 {
      var canvas = Canvas(width: 45, height: 12)
      canvas.write("日本", x: 0, y: 0, Theme.plain)
      canvas.write("x", x: x, y: 0, Theme.plain)
      canvas.write("語", x: 41 + x, y: 0, Theme.plain)
      #expect(FrameCheck(canvas, width: 45, height: 12).problem == nil, "\(x)")
    }
  }
}
