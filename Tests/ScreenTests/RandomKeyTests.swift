import Engine
import Foundation
import TestRuns
import Testing

@testable import Viz

/// Random keys and clicks: whatever is pressed, the state stays valid and can be drawn.
///
/// The keys are the same at every run; VIZ_NIGHTLY draws others, a million of them, and VIZ_SEED replays those.
@Suite struct RandomKeyTests {
  private static let presets = Preset.all.map(\.name)
  private static let actionsPerPreset =
    (ProcessInfo.processInfo.environment["VIZ_NIGHTLY"] == nil ? 100_000 : 1_000_000) / presets.count

  private static let seed: UInt64 = {
    let environment = ProcessInfo.processInfo.environment
    if let given = environment["VIZ_SEED"].flatMap({ UInt64($0) }) { return given }
    guard environment["VIZ_NIGHTLY"] != nil else { return 1 }
    let seed = UInt64.random(in: 0..<1_000_000_000)
    // At once and unbuffered: a trap would leave nothing else.
    FileHandle.standardError.write(Data("random keys: VIZ_SEED=\(seed) replays them\n".utf8))
    return seed
  }()

  /// A run, what is seen of it, and chance.
  private struct Player {
    private static let keys = Set(KeyMap.bindings.flatMap(\.keys)).sorted { $0.name < $1.name }
    /// What each key does in each scene, looked up once.
    private static let meanings = SceneList.all.map { scene in
      keys.map { KeyMap.action(for: $0, in: scene.keyScopes) }
    }
    private static let typed = "0123456789.,-−+e".unicodeScalars.map(Key.character)

    private var generator: Generator
    private let run: InlineRun
    private(set) var state: AppState
    /// The last keys, the newest last.
    private(set) var last: [String] = []
    /// The first rule that the state breaks, where the last action could have broken it.
    private(set) var brokenRule: String?

    init(_ name: String, seed: UInt64) throws {
      generator = Generator(seed: seed)
      // The article's layer in sizes beside the preset's own.
      let size = 1 + Int(generator.next32() % 4)
      run = InlineRun(
        name == "article"
          ? article(
            seed: seed, input: (0..<size).map { Double($0) / 2 - 0.5 },
            target: (0..<size).map { Double($0 + 1) / 10 })
          : preset(name, seed: seed))
      state = AppState(run.report, pooling: try PoolingState(), look: Look())
    }

    mutating func random(_ count: Int) -> Int { Int(generator.next32() % UInt32(count)) }

    /// One action: a key's, a click's, or now and then one that no key has.
    mutating func act() {
      let action: Action?
      let name: String
      switch random(64) {
      case 0:
        let kinds: [MouseInput.Kind] = [
          .click, .scroll(.up), .scroll(.down), .scroll(.left), .drag(columns: random(9) - 4, rows: 0),
        ]
        let mouse = MouseInput(kind: kinds[random(kinds.count)], x: random(120), y: random(40))
        action = Frame.action(for: mouse, state, width: 120, height: 40)
        name = "\(mouse)"
      case 1:
        action = [.pooling(.walk), .showScene(random(9) - 2), .quit, .choosePair(1)][random(4)]
        name = "\(String(describing: action))"
      case 2..<24 where state.editing != nil:
        let key = Self.typed[random(Self.typed.count)]
        (action, name) = (state.action(for: key), key.name)
      default:
        let place = random(Self.keys.count)
        let key = Self.keys[place]
        action = state.editing == nil ? Self.meanings[state.scene][place] : state.action(for: key)
        name = key.name
      }
      last.append(name)
      if last.count > 24 { last.removeFirst(12) }
      guard let action else { return act() }
      for effect in update(&state, action) { run.carryOut(effect) }
      // As on the screen, reports come later than the keys, and sometimes many steps later.
      if random(512) == 0 { run.takeSteps(until: state.snapshot.step + random(300)) }
      brokenRule = state.brokenRule
      if case .pooling = action { brokenRule = brokenRule ?? state.pooling.brokenRule }
      if random(16) == 0, let report = run.takeReport() {
        for effect in state.receive(report) { run.carryOut(effect) }
        brokenRule = brokenRule ?? report.brokenRule
      }
    }
  }

  @Test(arguments: presets)
  func randomActionsKeepTheStateValid(preset: String) throws {
    var player = try Player(preset, seed: Self.seed)
    for action in 1...Self.actionsPerPreset {
      player.act()
      var problem = player.brokenRule
      var (width, height) = (0, 0)
      if problem == nil, action % 500 == 0 {
        (width, height) = (1 + player.random(160), 1 + player.random(50))
        let frame = Frame.draw(player.state, width: width, height: height)
        let isCovered = player.state.isCovered
        let boxes = isCovered ? FrameCheck.Boxes.covered : .open
        problem = FrameCheck(frame, width: width, height: height, boxes: boxes).problem
      }
      if let problem {
        Issue.record(
          "VIZ_SEED=\(Self.seed), action \(action) of \(preset), after \(player.last.suffix(12)), at \(width)×\(height): \(problem)"
        )
        return
      }
    }
  }
}
