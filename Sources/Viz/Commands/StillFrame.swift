/// A frame of `viz render`, taken apart for whoever measures what drawing it costs.
public struct StillFrame {
  private let state: AppState
  private let size: ScreenSize

  /// Trains and presses keys as `viz render` does with the same options.
  ///
  /// - Throws: What the command line would refuse.
  public init(_ options: [String]) throws {
    let command = try RenderCommandLine.parse(options)
    state = try command.state()
    size = command.screen
  }

  /// Draws the frame whole.
  public func draw() -> Canvas {
    Frame.draw(state, width: size.width, height: size.height)
  }

  /// The frame with its escape sequences, in the colours of the options.
  public func ansiText(_ canvas: Canvas) -> String {
    canvas.ansiText
  }
}
