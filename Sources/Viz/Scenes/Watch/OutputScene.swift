import Engine
import Languages

/// All that a program prints.
struct OutputScene: Scene {
  let name = "output"
  let keyScopes: [KeyScope] = [.stepping, .training, .output]

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    Header(state: state).draw(in: area.rows(0, 2), &canvas)
    OutputPanel(state: state, isScrolled: true).draw(in: area.rows(2), &canvas)
  }

  func addInterest(of state: AppState, in area: Rect, to interest: inout Interest) {
    interest.wantsParameter = false
  }

  func action(for mouse: MouseInput, _ state: AppState, in area: Rect) -> Action? {
    switch mouse.kind {
    case .scroll(.up): .scrollOutput(.lines(-3))
    case .scroll(.down): .scrollOutput(.lines(3))
    default: nil
    }
  }

  func explanations(_ look: Look) -> [Explanation] {
    [
      Explanation(
        say("watch.linesSample", "lines"),
        say("watch.linesMean", "what the program writes to stdout and stderr, as a terminal would show it")),
      Explanation(
        say("watch.keptSample", "kept"),
        say(
          "watch.keptMeans",
          "the newest \(NumberText.grouped(ProgramOutput.capacity)) lines; the file has all of them")),
    ]
  }
}
