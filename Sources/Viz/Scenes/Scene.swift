/// One screenful about one subject: a pure function from state to cells.
protocol Scene: Sendable {
  /// The name used by `--scene` and in the title.
  var name: String { get }
  /// Which rows of the key table hold here.
  var keyScope: KeyScope { get }
  /// Draws into `area`, all of the screen above the bottom line.
  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas)
}

/// All scenes, in the order of their numbers.
enum SceneList {
  static let all: [any Scene] = [Overview(), PoolingScene()]
}
