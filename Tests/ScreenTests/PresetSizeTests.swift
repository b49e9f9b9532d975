import Engine
import Foundation
import Languages
import TestRuns
import Testing

@testable import Viz

/// Every preset and files of one's own, in every scene, at every width and every height.
///
/// Each scene is drawn at every third width, from one run to the next at others, with heights that go through them all;
/// VIZ_EXHAUSTIVE=1 draws every width, at three heights.
@Suite struct PresetSizeTests {
  private static let isExhaustive = ProcessInfo.processInfo.environment["VIZ_EXHAUSTIVE"] != nil

  @Test(arguments: ScreenedRuns.names, Language.allCases)
  func everySceneIsDrawnWholeAndNoBoxIsEmpty(name: String, language: Language) throws {
    try Language.$current.withValue(language) { try expectWholeScenes(name) }
  }

  private func expectWholeScenes(_ name: String) throws {
    let path = temporaryPath("\(name).csv")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let options = try ScreenedRuns.options(name, path: path)
    var problems: [String] = []
    let place = ScreenedRuns.names.firstIndex(of: name) ?? 0
    for (index, scene) in SceneList.all.enumerated() {
      var (run, state) = try RenderCommandLine.parse(options + ["--keys", "\(index + 1) s s"]).played()
      for width in 1...200 where Self.isExhaustive || (width + index + place) % 3 == 0 {
        for offset in Self.isExhaustive ? [0, 20, 40] : [0] {
          let height = 1 + (width * 7 + index * 11 + offset) % 60
          // What a screen of another size shows may be finer; now and then a frame comes before that.
          state.screen = ScreenSize(width: width, height: height)
          if width % 5 != 0 {
            for effect in state.takeInterest() { run.carryOut(effect) }
            if let report = run.takeReport() { state.receive(report) }
          }
          let frame = Frame.draw(state, width: width, height: height)
          let isOpen = scene.keyScopes.contains(.pooling)
          let check = FrameCheck(frame, width: width, height: height, boxes: isOpen ? .open : .whole)
          if let problem = check.problem {
            problems.append("\(scene.name), \(width)×\(height): \(problem)")
          }
          for box in frame.emptyBoxes where width >= 40 && height >= 12 {
            problems.append(
              "\(scene.name), \(width)×\(height): the box at \(box) is empty\n\(frame.plainText)")
          }
          for row in frame.falseNumbers { problems.append("\(scene.name), \(width)×\(height): \(row)") }
        }
      }
    }
    #expect(
      problems.isEmpty, "\(problems.count) of them, first \(problems.prefix(3).joined(separator: "\n"))")
  }

  @Test(arguments: ScreenedRuns.names)
  func nothingMovesWhileItRuns(name: String) throws {
    let path = temporaryPath("\(name).csv")
    defer { try? FileManager.default.removeItem(atPath: path) }
    let options = try ScreenedRuns.options(name, path: path)
    for (width, height) in [(80, 24), (120, 40), (200, 50)] {
      for (index, scene) in SceneList.all.enumerated() where !scene.keyScopes.contains(.pooling) {
        let keys = ["--screen", "\(width)x\(height)", "--keys", "\(index + 1) s s"]
        var (run, state) = try RenderCommandLine.parse(options + keys).played()
        let first = Frame.draw(state, width: width, height: height)
        for step in 0..<24 {
          run.perform(.run(.step), on: &state)
          let next = Frame.draw(state, width: width, height: height)
          let moved = Self.firstMovedEdge(first, next)
          #expect(moved == nil, "\(scene.name), \(width)×\(height), step \(step): \(moved ?? "")")
          if moved != nil { break }
        }
      }
    }
  }

  /// The first place where one frame has a corner of a box and the other has none.
  private static func firstMovedEdge(_ before: Canvas, _ after: Canvas) -> String? {
    let corners: Set<Unicode.Scalar> = ["╭", "╮", "╰", "╯"]
    for y in 0..<before.height {
      for x in 0..<before.width {
        let (old, new) = (before[x, y].scalar ?? " ", after[x, y].scalar ?? " ")
        if corners.contains(old) != corners.contains(new) { return "column \(x), row \(y)" }
      }
    }
    return nil
  }
}
