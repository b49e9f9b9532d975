import Engine

@testable import Viz

/// What the event loop does, without a terminal and a thread.
final class Viewer {
  private let run: InlineRun
  private(set) var state: AppState

  init() {
    do {
      run = InlineRun(try .article(seed: 1))
      state = AppState(run.report, pooling: try PoolingState(PoolingState.Settings()), look: Look())
    } catch {
      fatalError("the article's case is refused: \(error)")
    }
  }

  func act(_ action: Action) {
    run.perform(action, on: &state)
  }

  func draw(width: Int, height: Int) {
    let frame = Frame.draw(state, width: width, height: height)
    precondition(frame.cells.allSatisfy { $0.scalar.map { $0.value >= 32 && $0.value != 127 } ?? true })
  }
}
