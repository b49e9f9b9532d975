import Testing

@testable import Viz

/// What the mouse's button comes to.
@Suite struct MouseGestureTests {
  private func said(_ events: [InputEvent]) -> [MouseInput] {
    var gesture = MouseGesture()
    return events.compactMap { gesture.take($0) }
  }

  @Test func aPressThatIsLetGoWhereItWasIsAClick() {
    #expect(said([.click(x: 3, y: 4), .release]) == [MouseInput(kind: .click, x: 3, y: 4)])
    #expect(
      said([.click(x: 3, y: 4), .drag(x: 3, y: 4), .release]) == [MouseInput(kind: .click, x: 3, y: 4)])
    #expect(said([.click(x: 3, y: 4)]).isEmpty && said([.release]).isEmpty)
  }

  @Test func aPressThatIsMovedIsADragAndNoClick() {
    #expect(
      said([.click(x: 3, y: 4), .drag(x: 5, y: 4), .drag(x: 4, y: 6), .release, .release, .drag(x: 9, y: 9)])
        == [
          MouseInput(kind: .drag(columns: 2, rows: 0), x: 3, y: 4),
          MouseInput(kind: .drag(columns: -1, rows: 2), x: 3, y: 4),
        ])
  }

  @Test func theWheelAndTheMouseOnAPlotDoWhatTheHelpSays() throws {
    let state = try RenderCommandLine.parse(["--seed", "7", "--steps", "300", "--screen", "120x40"]).state()
    func action(_ kind: MouseInput.Kind) -> Action? {
      Frame.action(for: MouseInput(kind: kind, x: 100, y: 12), state, width: 120, height: 40)
    }
    guard case .run(.move(.to(let step))) = action(.click) else {
      Issue.record("a click goes nowhere")
      return
    }
    #expect((100..<280).contains(step))
    guard case .plot(.zoom(isIn: true, around: .some)) = action(.scroll(.up)),
      case .plot(.drag(let part)) = action(.drag(columns: 5, rows: 1))
    else {
      Issue.record("wheel or drag do nothing")
      return
    }
    #expect(part < 0 && action(.drag(columns: 0, rows: 3)) == nil)
    // Beneath the help, and where a strip stands in place of the scene, there is no plot to point at.
    var covered = state
    covered.sheet = .help
    let click = MouseInput(kind: .click, x: 100, y: 12)
    #expect(Frame.action(for: click, covered, width: 120, height: 40) == nil)
    #expect(Frame.action(for: click, state, width: 120, height: 11) == nil)
    #expect(
      TimeMove.to(12).destination(from: 3, in: 0...9) == 9
        && TimeMove.to(-4).destination(from: 3, in: 0...9) == 0)
  }
}
