import Engine
import Testing

@testable import Viz

/// A class that is given a lesson on a screen of some size, without a terminal.
struct TaughtClass {
  let run: InlineRun
  private(set) var state: AppState
  private let size: (width: Int, height: Int)

  init(_ script: LessonScript, width: Int, height: Int) throws {
    size = (width, height)
    run = InlineRun(
      Session(
        script.configuration, options: script.lesson.options,
        player: Player(lesson: script.lines, from: script.firstStep)))
    state = AppState(run.report, pooling: try PoolingState(), look: Look())
    state.screen = ScreenSize(width: width, height: height)
    run.carryOut(.send(state.begin(script)))
    settle()
  }

  /// Presses a key and waits until what it leads to is done.
  mutating func press(_ key: Key) {
    for effect in Viz.press(key, &state) { run.carryOut(effect) }
    settle()
  }

  private mutating func settle() {
    run.show(on: &state)
    while run.isPlaying { run.play(for: 0.5, on: &state) }
  }

  /// Goes on to the next stop; false at the last.
  mutating func goOn() -> Bool {
    guard state.lesson?.isLast == false else { return false }
    press(.pageDown)
    return true
  }

  /// The frame as it is shown.
  var frame: Canvas { Frame.draw(state, width: size.width, height: size.height) }

  /// Expects that all that is said now stands in the frame, and nothing in it is cut.
  func expectWhole(_ text: [String], prediction: Lesson.Prediction?, isRevealed: Bool) {
    let frame = frame
    // The columns between the panel's edges, without blanks, so that broken lines do not matter.
    let shown = frame.plainText.filter { !$0.isWhitespace && $0 != "│" }
    let said =
      isRevealed
      ? prediction.map { [$0.answers[$0.right], $0.reason] } ?? []
      : text + (prediction.map { [$0.question] + $0.answers } ?? [])
    for sentence in said {
      let wanted = sentence.filter { !$0.isWhitespace && $0 != "`" && $0 != "*" && $0 != "│" }
      #expect(shown.contains(wanted), "\(size): \(sentence)\n\(frame.plainText)")
    }
  }
}
