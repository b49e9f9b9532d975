import Engine
import Foundation
import Testing

@testable import Viz

extension Canvas {
  /// The boxes with nothing in them, by their upper left corners.
  var emptyBoxes: [(x: Int, y: Int)] {
    func scalar(_ x: Int, _ y: Int) -> Unicode.Scalar? {
      (0..<width).contains(x) && (0..<height).contains(y) ? self[x, y].scalar : nil
    }
    var boxes: [(x: Int, y: Int)] = []
    for y in 0..<height {
      for x in 0..<width where scalar(x, y) == "╭" {
        guard let right = (x + 1..<width).first(where: { scalar($0, y) == "╮" }) else { continue }
        let bottom = (y + 1..<height).first { scalar(x, $0) == "╰" } ?? height
        let isEmpty = (y + 1..<bottom).allSatisfy { row in
          (x + 1..<right).allSatisfy {
            self[$0, row].scalar == " " && self[$0, row].background == Theme.background
          }
        }
        if isEmpty { boxes.append((x, y)) }
      }
    }
    return boxes
  }
}

/// No frame stands around nothing, at any size of screen.
@Suite struct EmptyFrameTests {
  /// Both sides of every width at which a layout changes; VIZ_EXHAUSTIVE=1 takes them all.
  private static let widths =
    ProcessInfo.processInfo.environment["VIZ_EXHAUSTIVE"] == nil
    ? [40, 47, 51, 52, 60, 63, 64, 69, 70, 77, 78, 80, 99, 100, 120, 200] : Array(40...200)

  @Test(arguments: widths)
  func noBoxIsEmpty(width: Int) {
    var problems: [String] = []
    for height in Array(12...32) + stride(from: 33, through: 60, by: 3) {
      for scene in SceneList.all.indices {
        for variation in [SizeTests.Variation.plain, .help, .preview, .stopped, .large] {
          let frame = Frame.draw(SizeTests.states[scene][variation.rawValue], width: width, height: height)
          for box in frame.emptyBoxes {
            problems.append(
              "\(SceneList.all[scene].name), \(variation), \(width)×\(height): the box at \(box) is empty")
          }
        }
      }
    }
    #expect(
      problems.isEmpty, "\(problems.count) of them, first \(problems.prefix(8).joined(separator: "\n"))")
  }

  @Test func anEmptyBoxIsSeen() {
    var canvas = Canvas(width: 20, height: 6)
    _ = Panel(title: "full of nothing", caption: "1×1").draw(in: canvas.bounds, &canvas)
    #expect(canvas.emptyBoxes.count == 1)
    canvas.put("x", x: 5, y: 2, Theme.plain)
    #expect(canvas.emptyBoxes.isEmpty)
  }

  private func place(_ name: String) -> Int { SceneList.place(of: name) ?? 0 }

  /// The state of a scene on a small screen.
  private func lines(_ scene: Int, width: Int, height: Int, _ change: (inout AppState) -> Void = { _ in })
    -> [String]
  {
    var state = SizeTests.states[scene][0]
    change(&state)
    return Frame.draw(state, width: width, height: height).plainText.split(separator: "\n").map(String.init)
  }

  @Test func aScreenTooSmallForASceneStillTellsHowFarItIs() {
    let step = NumberText.grouped(SizeTests.states[0][0].snapshot.step)
    for scene in [0, place("explain")] {
      for (width, height) in [
        (39, 40), (39, 12), (80, 11), (60, 5), (40, 2), (60, 1), (20, 1), (12, 3), (7, 1),
      ] {
        #expect(lines(scene, width: width, height: height)[0].contains(step), "\(width)×\(height)")
      }
    }
    let wide = lines(0, width: 100, height: 1)[0]
    for words in ["paused", "step \(step)", "loss", "SGD lr 0.1", "q quit"] {
      #expect(wide.contains(words), "\(wide)")
    }
    // Beside the figures, a curve of braille.
    #expect(wide.unicodeScalars.contains { (0x2800...0x28ff).contains($0.value) })
    #expect(
      lines(0, width: 30, height: 8).joined().unicodeScalars.contains { (0x2800...0x28ff).contains($0.value) }
    )
    #expect(lines(place("race"), width: 60, height: 3)[0].contains("race step 20"))
    #expect(lines(place("pooling"), width: 60, height: 3)[0].contains("window 0 of 0–14"))
  }

  @Test func noNumberOfASmallScreenIsCut() {
    for width in 1...60 {
      let text = lines(0, width: width, height: 1)[0]
      let isWhole = text.contains("1 154") || text.hasPrefix("1k") || text == "‖" || text == "‖ q"
      #expect(isWhole && text.unicodeScalars.count <= width, "\(width): \(text)")
    }
  }

  @Test func whatIsTypedAndWhatIsToldIsSeenOnTheSmallestScreens() {
    for (width, height) in [(39, 1), (60, 1), (39, 5), (100, 2)] {
      let typed = lines(2, width: width, height: height) {
        $0.editing = Editing(.number(.weight(row: 0, column: 0)), text: "0.25")
      }
      #expect(typed.joined().contains("0.25"), "\(typed)")
      #expect(lines(0, width: width, height: height) { $0.message = "saved" }.joined().contains("saved"))
    }
  }

  @Test func keysActOnTheSmallestScreens() throws {
    let state = try RenderCommandLine.parse(["--seed", "7", "--screen", "10x1", "--keys", "s s o s"]).state()
    #expect(state.snapshot.step == 3 && state.snapshot.optimizer.rule == .adam)
  }
}
