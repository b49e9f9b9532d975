/// A whole frame: the top lines, a scene, the bottom line, and the help over it.
enum Frame {
  /// The smallest screen that a scene fits on; on a smaller one stands a strip of what is worth most.
  static let smallest = (width: 40, height: 12)

  /// All of the screen but its bottom line, which is for keys and messages; all of it where there is one line only.
  static func sceneArea(width: Int, height: Int) -> Rect {
    Rect(x: 0, y: 0, width: width, height: height > 1 ? height - 1 : height)
  }

  /// Where the help stands: what runs is still told above it.
  static func helpArea(width: Int, height: Int) -> Rect {
    let area = sceneArea(width: width, height: height)
    return isSmall(width: width, height: height) ? area : area.rows(2)
  }

  private static func isSmall(width: Int, height: Int) -> Bool {
    width < smallest.width || height < smallest.height
  }

  /// What the mouse does at a place of a screen of the given size, if anything.
  static func action(for mouse: MouseInput, _ state: AppState, width: Int, height: Int) -> Action? {
    guard state.editing == nil, !state.showsHelp, state.settingsRow == nil,
      !isSmall(width: width, height: height)
    else { return nil }
    return SceneList.all[state.scene].action(
      for: mouse, state, in: sceneArea(width: width, height: height))
  }

  /// Draws everything that `state` says, on a screen of the given size.
  static func draw(_ state: AppState, width: Int, height: Int) -> Canvas {
    var canvas = compose(state, width: width, height: height)
    if state.look.glyphs == .ascii { canvas.transliterateGraphics(keepsLines: state.look.hasLines) }
    return canvas
  }

  /// The frame before its graphics are replaced where only ASCII can be shown; its texts are in their words already.
  static func compose(_ state: AppState, width: Int, height: Int) -> Canvas {
    var canvas = Canvas(width: width, height: height, look: state.look)
    let (scene, area) = (SceneList.all[state.scene], sceneArea(width: width, height: height))
    let message = state.editing?.prompt(width - 2, canvas) ?? state.message
    let isSmall = isSmall(width: width, height: height)
    let keys = KeyBar(
      // A run that stopped has no use for the keys that take steps.
      scopes: state.keyScopes.filter {
        switch $0 {
        case .stepping: state.report.canStep
        case .pages, .contour: scene.hasSecondPage(in: area)
        default: true
        }
      },
      report: state.report, message: message,
      notice: state.showsHelp || state.settingsRow != nil
        ? nil : state.notice?.advising(scene.keyScopes.contains(.training)))
    if state.settingsRow != nil, !state.showsHelp {
      if !isSmall { scene.draw(state, in: area, &canvas) }
      SettingsOverlay(state).draw(in: helpArea(width: width, height: height), &canvas)
    } else if state.showsHelp {
      if !isSmall { scene.draw(state, in: area, &canvas) }
      HelpOverlay(state).draw(in: helpArea(width: width, height: height), &canvas)
    } else if height == 1, width >= 4, message != nil {
      keys.draw(in: area, &canvas)
    } else if isSmall {
      scene.strip(state).draw(in: area, hasQuit: height == 1, &canvas)
    } else {
      scene.draw(state, in: area, &canvas)
    }
    if height > 1 { keys.draw(in: canvas.bounds.rows(height - 1), &canvas) }
    return canvas
  }
}
