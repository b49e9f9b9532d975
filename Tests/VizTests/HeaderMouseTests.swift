import Engine
import Testing

@testable import Viz

/// The top lines under the mouse: tabs and the slider for the pace, in every scene.
@Suite struct HeaderMouseTests {
  private func state(_ scene: Int, _ width: Int) throws -> AppState {
    try RenderCommandLine.parse([
      "--preset", "xor", "--seed", "1", "--steps", "5", "--screen", "\(width)x30", "--keys", "\(scene + 1)",
    ]).state()
  }

  private func action(_ kind: MouseInput.Kind, _ x: Int, _ y: Int, _ state: AppState, _ width: Int) -> Action?
  {
    Frame.action(for: MouseInput(kind: kind, x: x, y: y), state, width: width, height: 30)
  }

  @Test(arguments: [50, 80, 120, 200])
  func aClickOnATabShowsItsScene(width: Int) throws {
    for scene in SceneList.all.indices {
      let state = try state(scene, width)
      let line = Array(Frame.draw(state, width: width, height: 30).plainText.split(separator: "\n")[0])
      for target in SceneList.all.indices {
        // The number is where it is seen.
        let column = try #require(line.firstIndex(of: Character("\(target + 1)")))
        #expect(action(.click, column, 0, state, width) == .showScene(target), "\(width): \(target)")
      }
      #expect(action(.click, width - 2, 0, state, width) == nil)
      #expect(action(.scroll(.up), 2, 0, state, width) == nil)
    }
  }

  @Test(arguments: [80, 120, 200])
  func theSliderSetsThePaceWhereItIsSeen(width: Int) throws {
    let state = try state(0, width)
    let line = Array(Frame.draw(state, width: width, height: 30).plainText.split(separator: "\n")[1])
    let columns = line.indices.filter { "━─".contains(line[$0]) }
    let (first, last) = (try #require(columns.first), try #require(columns.last))
    #expect(action(.click, first, 1, state, width) == .run(.pace(.stepsPerSecond(1))))
    #expect(action(.click, last, 1, state, width) == .run(.pace(.unlimited)))
    #expect(action(.click, first - 1, 1, state, width) == nil)
    #expect(action(.scroll(.up), first, 1, state, width) == .run(.faster))
    #expect(action(.scroll(.down), first, 1, state, width) == .run(.slower))
    // What was clicked on is where the slider stands then.
    for column in columns {
      guard case .run(.pace(let pace)) = action(.click, column, 1, state, width) else {
        Issue.record("nothing at \(column)")
        continue
      }
      let filled = Int((pace.fraction * Double(columns.count)).rounded())
      #expect(abs(filled - (column - first)) <= 1, "\(column)")
    }
  }

  @Test func whereThereIsNoSliderNothingIsClicked() throws {
    for name in ["race", "pooling"] {
      let state = try state(#require(SceneList.place(of: name)), 120)
      for x in 0..<120 { #expect(action(.click, x, 1, state, 120) == nil) }
    }
  }

  @Test func theWheelMovesASheetAndNothingBeneathIt() throws {
    var state = try state(1, 80)
    state.screen = ScreenSize(width: 80, height: 30)
    _ = update(&state, .toggle(.help))
    #expect(action(.click, 2, 0, state, 80) == nil)
    let down = try #require(action(.scroll(.down), 40, 10, state, 80))
    _ = update(&state, down)
    #expect(state.sheetOffset == 3)
    _ = update(&state, try #require(action(.scroll(.up), 40, 10, state, 80)))
    #expect(state.sheetOffset == 0)
  }
}

/// Clicks within scenes: what is clicked on is what the cursor is on then.
@Suite struct SceneClickTests {
  private func click(_ options: [String], _ x: Int, _ y: Int) throws -> AppState {
    var state = try RenderCommandLine.parse(options).state()
    let mouse = MouseInput(kind: .click, x: x, y: y)
    if let action = Frame.action(for: mouse, state, width: 120, height: 40) { _ = update(&state, action) }
    return state
  }

  @Test func aLineOfTheTableChoosesItsParameter() throws {
    let options = ["--preset", "spiral", "--seed", "7", "--steps", "9"]
    let state = try RenderCommandLine.parse(options).state()
    let lines = Frame.draw(state, width: 120, height: 40).plainText.split(separator: "\n")
    for parameter in state.snapshot.parameters {
      let y = try #require(
        lines.firstIndex {
          $0.dropFirst().prefix(24).contains(" \(parameter.name) ")
            || $0.prefix(24).contains("▌\(parameter.name) ")
        })
      #expect(try click(options, 10, y).chosenWeight.tensor == parameter.name)
    }
  }

  @Test(arguments: ["spiral", "digits"])
  func aUnitIsChosenByAClickOnItsPicture(preset: String) throws {
    let options = ["--preset", preset, "--seed", "7", "--steps", "9", "--scene", "network"]
    let state = try RenderCommandLine.parse(options).state()
    var seen = Set<UnitPlace>()
    for y in 3..<28 {
      for x in 0..<74 {
        let mouse = MouseInput(kind: .click, x: x, y: y)
        guard let action = Frame.action(for: mouse, state, width: 120, height: 40),
          case .putUnit(let unit) = action,
          seen.insert(unit).inserted
        else { continue }
        var clicked = state
        _ = update(&clicked, action)
        // The cursor's bars are beside the cell that was clicked on.
        let line = Array(Frame.draw(clicked, width: 120, height: 40).plainText.split(separator: "\n")[y])
        let left = line.prefix(x + 1).lastIndex(of: "▐")
        #expect(left.map { x - $0 <= 12 } == true, "\(unit) at \(x), \(y)")
      }
    }
    #expect(seen.count > 4)
  }

  @Test func aStageIsChosenByAClickOnIt() throws {
    let options = ["--preset", "text", "--seed", "7", "--steps", "9", "--scene", "flow"]
    var stages: [Int] = []
    for x in 0..<120 {
      let state = try click(options, x, 12)
      let row = try #require(state.snapshot.row)
      let stage = state.flow.cursor(in: row).stage
      if stages.last != stage { stages.append(stage) }
    }
    #expect(stages == stages.sorted() && stages.first == 0 && stages.count > 2)
  }
}
