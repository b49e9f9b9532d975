import Engine

/// The one table of keys: what the keyboard does, what the help says, what the bottom line shows.
enum KeyMap {
  /// One row: the keys, what they do, and the words for it.
  struct Binding: Sendable {
    let keys: [Key]
    let action: Action
    /// The words in the help.
    let help: String
    /// The words in the bottom line, or empty; neighbours with the same words share one entry.
    let hint: String
    /// What gives way last in a narrow bottom line: 0.
    let rank: Int

    init(_ keys: String, _ action: Action, _ help: String, hint: String = "", rank: Int = 9) {
      self.keys = keys.split(separator: " ").compactMap { Key(name: String($0)) }
      self.action = action
      self.help = help
      self.hint = hint
      self.rank = rank
    }
  }

  /// All rows, in the order of the help.
  static let bindings: [Binding] = [
    Binding("space", .run(.toggleRunning), "run or pause", hint: "run/pause", rank: 1),
    Binding("s n", .run(.train(.step)), "take one step", hint: "step", rank: 3),
    Binding("o", .run(.train(.toggleOptimizer)), "switch SGD / Adam", hint: "SGD/Adam", rank: 2),
    Binding(
      "+ =", .run(.train(.raiseLearningRate)), "raise the learning rate", hint: "lr", rank: 2),
    Binding("- _", .run(.train(.lowerLearningRate)), "lower the learning rate", hint: "lr", rank: 2),
    Binding("[", .run(.slower), "slower, to one step a second", hint: "speed", rank: 4),
    Binding("]", .run(.faster), "faster, to no limit", hint: "speed", rank: 4),
    Binding("r", .run(.train(.reset)), "restart from the same weights", hint: "reset", rank: 5),
    Binding(
      "R", .run(.train(.reseed)), "restart from the next seed", hint: "new seed", rank: 7),
    Binding("L", .toggleLossScale, "loss axis: log or linear", hint: "log/linear", rank: 6),
    Binding("tab", .nextScene, "next scene"),
    Binding("1", .showScene(0), "the scene of that number"),
    Binding("S", .savePicture, "save a picture (SVG)", hint: "save", rank: 8),
    Binding("?", .toggleHelp, "show or hide this help", hint: "help", rank: 1),
    Binding("esc", .dismiss, "close the help"),
    Binding("q", .quit, "quit (Ctrl-C too)", hint: "quit", rank: 0),
  ]

  /// What a key does, or `nil` for nothing.
  static func action(for key: Key) -> Action? {
    actions[key]
  }

  private static let actions: [Key: Action] = {
    var actions: [Key: Action] = [:]
    for binding in bindings {
      for key in binding.keys { actions[key] = binding.action }
    }
    return actions
  }()
}
