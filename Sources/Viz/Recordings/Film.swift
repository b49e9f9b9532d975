import Engine

/// A recording as a film of frames: asciinema's format, version 2. Its time is the recording's, so that the same recording
/// gives the same film.
struct Film {
  /// How many frames a second has at the most.
  private static let rate = 20.0
  /// How long the last frame stays, in seconds.
  private static let rest = 2.0

  private let run: InlineRun
  private var state: AppState
  private let screen: ScreenSize
  private var shown: Canvas?
  private var time = 0.0
  private var isOver = false

  /// A film of a recording of a run.
  ///
  /// - Throws: Where the pooling scene cannot be drawn.
  init(
    _ recording: Recording, _ configuration: Configuration, _ speed: Player.Speed, screen: ScreenSize,
    look: Look
  ) throws {
    run = InlineRun(Session(configuration, player: Player(recording, speed)))
    state = AppState(run.report, pooling: try PoolingState(seed: configuration.seed), look: look)
    state.screen = screen
    self.screen = screen
    run.perform(.showScene(0), on: &state)
  }

  /// The first line.
  var head: String {
    "{\"version\":2,\"width\":\(screen.width),\"height\":\(screen.height),\"title\":\"viz\","
      + "\"env\":{\"TERM\":\"xterm-256color\"}}\n"
  }

  /// The line of the next frame that shows anything new; `nil` where the film is over.
  mutating func nextFrame() -> String? {
    while !isOver {
      let canvas = Frame.draw(state, width: screen.width, height: screen.height)
      let changes = canvas.ansiChanges(from: shown)
      shown = canvas
      let start = time
      if run.isPlaying {
        time += 1 / Self.rate
        run.play(for: 1 / Self.rate, on: &state)
      } else {
        isOver = true
        return line(changes, at: start) + line("\u{1b}[0m\u{1b}[?25h", at: start + Self.rest)
      }
      if !changes.isEmpty { return line(changes, at: start) }
    }
    return nil
  }

  private func line(_ text: String, at time: Double) -> String {
    "[\(JSONText.seconds(time)),\"o\",\(JSONText.text(text))]\n"
  }
}
