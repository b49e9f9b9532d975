import Engine
import Languages

/// One screenful about one subject: a pure function from state to cells.
protocol Scene: Sendable {
  /// The name used by `--scene`.
  var name: String { get }
  /// The name in its tab where the screen is narrow: four letters or fewer.
  var shortName: String { get }
  /// Which rows of the key table hold here.
  var keyScopes: [KeyScope] { get }
  /// Draws into `area`, all of the screen above the bottom line.
  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas)
  /// Whether a second page shows what has no room in `area`.
  func hasSecondPage(in area: Rect) -> Bool
  /// What is seen in it, for the help.
  func explanations(_ look: Look) -> [Explanation]
  /// Adds what the scene shows where it fills `area` to what reports are to hold.
  func addInterest(of state: AppState, in area: Rect, to interest: inout Interest)
  /// What is worth most to the back row.
  func bigNumbers(_ state: AppState) -> BigNumbers
  /// What is worth most where the screen is too small for the scene.
  func strip(_ state: AppState) -> Strip
  /// What the mouse does at a place, where the scene fills `area`.
  func action(for mouse: MouseInput, _ state: AppState, in area: Rect) -> Action?
}

extension Scene {
  /// The name as it is said: in its tab and in the help.
  var title: String { SceneList.titles[name]?.text ?? name }
  /// The same where the screen is narrow: English names lose letters, others are short as they are.
  var shortTitle: String { title == name ? shortName : title }

  /// The first letters.
  var shortName: String { String(name.prefix(4)) }
  /// What every report holds is enough for most.
  func addInterest(of state: AppState, in area: Rect, to interest: inout Interest) {}

  /// Most scenes have one page.
  func hasSecondPage(in area: Rect) -> Bool { false }
  /// Most scenes show the run.
  func bigNumbers(_ state: AppState) -> BigNumbers { BigNumbers(run: state) }
  /// Most scenes show the run.
  func strip(_ state: AppState) -> Strip { Strip(run: state) }

  /// Where nothing is said of it, there is nothing to click on.
  func action(for mouse: MouseInput, _ state: AppState, in area: Rect) -> Action? { nil }
}

/// All scenes, in the order of their numbers.
enum SceneList {
  /// The place of the scene with a name, whatever its capitals.
  static func place(of name: String) -> Int? { all.firstIndex { $0.name == name.lowercased() } }

  @TaskLocal static var all: [any Scene] = [
    OverviewScene(), NetworkScene(), FlowScene(), ExplainScene(), RaceScene(), PoolingScene(),
  ]

  /// What the scenes with the names used by `--scene` are called.
  fileprivate static let titles: [String: Words] = [
    "overview": Words("scene.overview", "overview"),
    "network": Words("scene.network", "network"),
    "flow": Words("scene.flow", "flow"),
    "explain": Words("scene.explain", "explain"),
    "race": Words("scene.race", "race"),
    "pooling": Words("scene.pooling", "pooling"),
    "layers": Words("scene.layers", "layers"),
    "output": Words("scene.output", "output"),
    "losses": Words("scene.losses", "losses"),
  ]

  /// Those of a program that is watched.
  static let watched: [any Scene] = [WatchScene(), LayersScene(), OutputScene()]

  /// That of runs of which only logs are left.
  static let logged: [any Scene] = [MetricsScene()]
}
