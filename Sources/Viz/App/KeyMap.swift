import Engine
import Languages

/// The one table of keys: what the keyboard does, what the help says, what the bottom line shows.
enum KeyMap {
  /// One row: the keys, what they do, and the words for it.
  struct Binding: Sendable {
    let scope: KeyScope
    let keys: [Key]
    let action: Action
    private let words: (help: Words, hint: Words)
    /// What the run or a scene gives in place of the words of the table.
    private var names: (help: String, hint: String)?
    /// What gives way last in a narrow bottom line: 0.
    let rank: Int

    /// The words in the help.
    var help: String { names?.help ?? words.help.text }
    /// The words in the bottom line, or empty; neighbours with the same words share one entry.
    var hint: String { names?.hint ?? words.hint.text }

    /// The same, where the words for the switch between two optimizers name them.
    fileprivate func naming(_ names: [String]) -> Binding {
      guard action == .switchOptimizer, !names.isEmpty else { return self }
      var named = self
      let help = say("keys.switchNamed", "switch \(names.joined(separator: " / "))")
      named.names = (help, names.joined(separator: "/"))
      return named
    }

    /// Whether a run of this process can carry it out; others are for a program that is watched.
    var isOfOwnRuns: Bool { action.needs.isDisjoint(with: [.ownSettings, .breakpoints, .stopping]) }

    /// Whether it holds in these scopes, for a run of which this is known.
    fileprivate func holds(in scopes: [KeyScope], _ facts: RunFacts?) -> Bool {
      if let facts {
        guard facts.capabilities.isSuperset(of: action.needs) else { return false }
        if case .choosePair = action, !facts.hasPairs { return false }
        if action == .beginPair, !facts.hasPair { return false }
      }
      switch scope {
      case .always: return true
      case .everywhere: return !scopes.contains { [.sheet, .settings, .leaving].contains($0) }
      default: return scopes.contains(scope)
      }
    }

    /// The row of a scene, by its place.
    fileprivate init(scene: Int) {
      scope = .everywhere
      keys = [.character(Unicode.Scalar(UInt8(ascii: "1") + UInt8(scene)))]
      action = .showScene(scene)
      words = (.none, .none)
      names = (SceneList.all[scene].title, "")
      rank = 4
    }

    init(
      _ scope: KeyScope, _ keys: String, _ action: Action, _ help: Words, hint: KeyHint? = nil, rank: Int = 9
    ) {
      self.scope = scope
      self.keys = keys.split(separator: " ").compactMap { Key(name: String($0)) }
      self.action = action
      words = (help, hint?.words ?? Words.none)
      self.rank = rank
    }
  }

  /// All rows, in the order of the help.
  static var bindings: [Binding] { parts.flatMap(\.self) }

  /// All rows in their parts. A key does what the first row that holds says: a lesson comes before all else.
  private static var parts: [[Binding]] { [lessonRows, steering, poolingRows, scenes, rows] }

  /// One row a scene, by its number.
  private static var scenes: [Binding] { SceneList.all.indices.prefix(9).map(Binding.init(scene:)) }

  /// What of a report rows depend on, so that a report is looked into once and not for each.
  fileprivate struct RunFacts {
    let capabilities: Capabilities
    /// Whether a race has pairs of weights to choose among, or is none.
    let hasPairs: Bool
    /// Whether a race shows a pair of weights.
    let hasPair: Bool
    /// The optimizers between which a key switches.
    let contenders: [String]

    init(_ report: RunReport) {
      capabilities = report.capabilities
      (hasPairs, hasPair) = (report.race?.pairs.isEmpty != true, report.race?.pair != nil)
      contenders = report.snapshot.contenders.map(\.title)
    }
  }

  /// The rows that hold where some scopes do; with a report, those alone that its run can carry out, in its words.
  static func bindings(in scopes: [KeyScope], _ report: RunReport? = nil) -> [Binding] {
    let facts = report.map(RunFacts.init)
    return parts.flatMap { part in
      part.filter { $0.holds(in: scopes, facts) }.map { $0.naming(facts?.contenders ?? []) }
    }
  }

  /// The rows that hold in every scene of a run of this process.
  static var ofEveryScene: [Binding] {
    bindings(in: [.always, .everywhere, .training, .stepping]).filter(\.isOfOwnRuns)
  }

  /// What a key does where some scopes hold, or `nil` for nothing.
  static func action(for key: Key, in scopes: [KeyScope], _ report: RunReport? = nil) -> Action? {
    let facts = report.map(RunFacts.init)
    for part in parts {
      for binding in part where binding.keys.contains(key) && binding.holds(in: scopes, facts) {
        return binding.action
      }
    }
    return nil
  }
}

extension Action {
  /// What the run must be able to do.
  var needs: Capabilities {
    switch self {
    case .run(.command(.reset)), .reseed: .restarting
    case .run(.move): .time
    case .run(.faster), .run(.slower), .run(.pace): .pacing
    case .run(.releaseSettings), .run(.scaleRate): .ownSettings
    case .run(.hold): .breakpoints
    case .run(.stop), .leave: .stopping
    case .run(.race), .chooseLane, .changeLaneRate, .nextRace, .reseedRace, .choosePair, .beginPair: .racing
    case .run: .stepping
    case .switchOptimizer, .changeRate: .optimizer
    case .beginEdit: .editing
    case .settings(.chooseOptimizer): .optimizer
    case .turn: .rebuilding
    case .toggle(.program): .program
    case .saveRecording, .beginSaving: .saving
    default: []
    }
  }

  /// Whether it asks anything of the run.
  var needsRun: Bool { !needs.isEmpty && needs != .saving }
}
