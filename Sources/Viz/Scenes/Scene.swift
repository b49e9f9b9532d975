/// One screenful about one subject: a pure function from state to cells.
protocol Scene: Sendable {
  /// The name used by `--scene` and in the title.
  var name: String { get }
  /// Draws into `area`, between the top and the bottom lines.
  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas)
}

/// All scenes, in the order of their numbers.
enum SceneList {
  static let all: [any Scene] = [Overview()]
}
