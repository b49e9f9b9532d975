/// A whole frame: the top lines, a scene, the bottom line, and the help over it.
enum Frame {
  /// The smallest screen that a scene fits on; on a smaller one stands a strip of what is worth most.
  static let smallest = (width: 40, height: 12)

  /// All of the screen but its bottom line, which is for keys and messages; all of it where there is one line only.
  static func sceneArea(width: Int, height: Int) -> Rect {
    Rect(x: 0, y: 0, width: width, height: height > 1 ? height - 1 : height)
  }

  /// The same above what a lesson says, where there is one.
  static func sceneArea(_ state: AppState, width: Int, height: Int) -> Rect {
    let area = sceneArea(width: width, height: height)
    return area.rows(0, area.height - lessonRows(state, width: width, height: height))
  }

  private static func lessonRows(_ state: AppState, width: Int, height: Int) -> Int {
    guard let lesson = state.lesson, width >= 20, height > 4 else { return 0 }
    return LessonPanel.height(
      lesson, width: width, height: height, Canvas(width: 0, height: 0, look: state.look))
  }

  /// Where sheets and lists stand: what runs is still told above them.
  static func sheetArea(_ state: AppState, width: Int, height: Int) -> Rect {
    let area = sceneArea(state, width: width, height: height)
    return isSmall(width: width, height: area.height + 1) ? area : area.rows(2)
  }

  private static func isSmall(width: Int, height: Int) -> Bool {
    width < smallest.width || height < smallest.height
  }

  /// What the mouse does at a place of a screen of the given size, if anything: the tabs and the slider of the top lines are
  /// in every scene, and the wheel moves what lies over it.
  static func action(for mouse: MouseInput, _ state: AppState, width: Int, height: Int) -> Action? {
    if state.sheet != nil {
      switch mouse.kind {
      case .scroll(.up): return .scroll(.lines(-3))
      case .scroll(.down): return .scroll(.lines(3))
      default: return nil
      }
    }
    let area = sceneArea(state, width: width, height: height)
    guard state.editing == nil, !state.isCovered, !isSmall(width: width, height: area.height + 1) else {
      return nil
    }
    let action =
      mouse.y < 2
      ? Header(state: state).action(for: mouse, width: width)
      : state.showsBigNumbers ? nil : SceneList.all[state.scene].action(for: mouse, state, in: area)
    return action.map { state.isHeld($0) || !state.isFree && $0.needsRun ? .lesson(.refuse) : $0 }
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
    let (scene, area) = (SceneList.all[state.scene], sceneArea(state, width: width, height: height))
    let message = state.editing?.prompt(width - 2, canvas) ?? state.message
    let isSmall = isSmall(width: width, height: area.height + 1)
    let keys = KeyBar(
      // A run that stopped has no use for the keys that take steps.
      scopes: state.keyScopes.filter {
        switch $0 {
        case .stepping: state.report.canStep
        case .pages, .contour: scene.hasSecondPage(in: area)
        default: true
        }
      },
      report: state.heldReport, message: message,
      notice: state.isCovered
        ? nil : state.notice?.advising(scene.keyScopes.contains(.training)), isHeld: state.isHeld)
    if state.isCovered {
      if !isSmall { scene.draw(state, in: area, &canvas) }
      let area = sheetArea(state, width: width, height: height)
      if let sheet = SheetOverlay(state) {
        sheet.draw(in: area, &canvas)
      } else {
        SettingsOverlay(state).draw(in: area, &canvas)
      }
    } else if height == 1, width >= 4, message != nil {
      keys.draw(in: area, &canvas)
    } else if isSmall {
      scene.strip(state).draw(in: area, hasQuit: height == 1, &canvas)
    } else if state.showsBigNumbers {
      Header(state: state).draw(in: area.rows(0, 2), &canvas)
      scene.bigNumbers(state).draw(in: area.rows(2), &canvas)
    } else {
      scene.draw(state, in: area, &canvas)
    }
    if let lesson = state.lesson, area.maxY < height - 1 {
      let rows = canvas.bounds.rows(area.maxY, height - 1 - area.maxY)
      LessonPanel(lesson: lesson).draw(in: rows, &canvas)
    }
    if height > 1 { keys.draw(in: canvas.bounds.rows(height - 1), &canvas) }
    return canvas
  }
}
