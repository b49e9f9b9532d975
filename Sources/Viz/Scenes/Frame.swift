/// A whole frame: the top lines, a scene, the bottom line, and the help over it.
enum Frame {
  /// The smallest screen that anything but a message fits on.
  static let smallest = (width: 40, height: 12)

  /// Draws everything that `state` says, on a screen of the given size.
  static func draw(_ state: AppState, width: Int, height: Int) -> Canvas {
    var canvas = Canvas(width: width, height: height)
    if width < smallest.width || height < smallest.height {
      drawTooSmall(&canvas)
    } else {
      let scene = SceneList.all[state.scene]
      scene.draw(state, in: canvas.bounds.rows(0, height - 1), &canvas)
      KeyBar(
        // A run that stopped has no use for the keys that take steps.
        scopes: scene.keyScopes.filter { $0 != .stepping || state.report.canStep },
        message: state.editing?.prompt ?? state.message,
        notices: state.report.notices
      ).draw(in: canvas.bounds.rows(height - 1), &canvas)
      if state.showsHelp { HelpOverlay(scopes: scene.keyScopes).draw(in: canvas.bounds, &canvas) }
    }
    if state.look.glyphs == .ascii { canvas.transliterateToASCII(keepsLines: state.look.hasLines) }
    return canvas
  }

  private static func drawTooSmall(_ canvas: inout Canvas) {
    let full =
      "viz needs \(smallest.width)×\(smallest.height), this is \(canvas.width)×\(canvas.height) · q quits"
    let texts = [full, "needs \(smallest.width)×\(smallest.height) · q quits", "q quits", "q"]
    guard let text = texts.first(where: { $0.columns <= canvas.width }) else { return }
    canvas.writeCentered(text, in: canvas.bounds, row: canvas.height / 2, Theme.plain)
  }
}
