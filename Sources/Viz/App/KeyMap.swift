import Engine

/// The one table of keys: what the keyboard does, what the help says, what the bottom line shows.
enum KeyMap {
  /// One row: the keys, what they do, and the words for it.
  struct Binding: Sendable {
    let scope: KeyScope
    let keys: [Key]
    let action: Action
    /// The words in the help.
    let help: String
    /// The words in the bottom line, or empty; neighbours with the same words share one entry.
    let hint: String
    /// What gives way last in a narrow bottom line: 0.
    let rank: Int

    /// The same, where the words for the switch between two optimizers name them.
    fileprivate func naming(_ names: [String]) -> Binding {
      guard action == .switchOptimizer, !names.isEmpty else { return self }
      return Binding(
        scope: scope, keys: keys, action: action, help: "switch \(names.joined(separator: " / "))",
        hint: names.joined(separator: "/"), rank: rank)
    }

    /// Whether it holds where some scopes do, for a run of some abilities.
    fileprivate func holds(in scopes: [KeyScope], _ abilities: Abilities?) -> Bool {
      if let abilities {
        guard abilities.capabilities.isSuperset(of: needs) else { return false }
        if case .choosePair = action, !abilities.hasPairs { return false }
        if action == .beginPair, !abilities.hasPair { return false }
      }
      switch scope {
      case .always: return true
      case .everywhere: return !scopes.contains { [.sheet, .settings, .leaving].contains($0) }
      default: return scopes.contains(scope)
      }
    }

    /// What the run must be able to do.
    var needs: Capabilities {
      switch action {
      case .run(.command(.reset)), .reseed: .restarting
      case .run(.move): .time
      case .run(.faster), .run(.slower), .run(.pace): .pacing
      case .run(.releaseSettings), .run(.scaleRate): .ownSettings
      case .run(.hold): .breakpoints
      case .run(.stop), .leave: .stopping
      case .run(.race), .chooseLane, .lane, .nextRace, .reseedRace, .choosePair, .beginPair: .racing
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

    fileprivate init(scope: KeyScope, keys: [Key], action: Action, help: String, hint: String, rank: Int) {
      (self.scope, self.keys, self.action) = (scope, keys, action)
      (self.help, self.hint, self.rank) = (help, hint, rank)
    }

    init(
      _ scope: KeyScope, _ keys: String, _ action: Action, _ help: String, hint: String = "", rank: Int = 9
    ) {
      self.scope = scope
      self.keys = keys.split(separator: " ").compactMap { Key(name: String($0)) }
      self.action = action
      self.help = help
      self.hint = hint
      self.rank = rank
    }
  }

  /// All rows, in the order of the help.
  static var bindings: [Binding] { parts.flatMap(\.self) }

  private static var parts: [[Binding]] { [steering, poolingRows, scenes, rows] }

  /// One row a scene, by its number.
  private static var scenes: [Binding] {
    SceneList.all.indices.prefix(9).map { index in
      let key = Key.character(Unicode.Scalar(UInt8(ascii: "1") + UInt8(index)))
      return Binding(
        scope: .everywhere, keys: [key], action: .showScene(index), help: SceneList.all[index].name,
        hint: "", rank: 4)
    }
  }

  /// What moves a cursor, and what takes steps.
  private static let steering: [Binding] = [
    Binding(.stepping, "space", .run(.toggleRunning), "run or pause", hint: "run/pause", rank: 1),
    Binding(.stepping, "s", .run(.step), "take one step", hint: "step", rank: 3),
    Binding(.cursor, "left", .moveCursor(columns: -1, rows: 0), "cursor left", hint: "cursor", rank: 3),
    Binding(.cursor, "right", .moveCursor(columns: 1, rows: 0), "cursor right", hint: "cursor", rank: 3),
    Binding(.cursor, "up", .moveCursor(columns: 0, rows: -1), "cursor up, to the inputs"),
    Binding(.cursor, "down", .moveCursor(columns: 0, rows: 1), "cursor down"),
    Binding(.cursor, "enter", .beginEdit, "type a new number", hint: "edit", rank: 4),
    Binding(.training, "o", .switchOptimizer, "switch the optimizer", hint: "optimizer", rank: 2),
    Binding(.training, "+ =", .changeRate(raises: true), "raise the learning rate", hint: "lr", rank: 2),
    Binding(.training, "- _", .changeRate(raises: false), "lower the learning rate", hint: "lr", rank: 2),
    Binding(
      .training, "0", .run(.releaseSettings), "the program's own settings again", hint: "own settings",
      rank: 5),
    Binding(.race, "l", .nextRace, "what races: optimizers, rates, momenta", hint: "what races", rank: 2),
    Binding(.race, "left", .chooseLane(-1), "the lane before", hint: "lane", rank: 2),
    Binding(.race, "right", .chooseLane(1), "the next lane", hint: "lane", rank: 2),
    Binding(.race, "+ =", .lane(raises: true), "raise the lane's rate", hint: "lr", rank: 2),
    Binding(.race, "- _", .lane(raises: false), "lower the lane's rate", hint: "lr", rank: 2),
    Binding(.race, "up", .choosePair(-1), "the two weights before", hint: "weights", rank: 4),
    Binding(.race, "down", .choosePair(1), "the next two weights", hint: "weights", rank: 4),
    Binding(.race, "enter", .beginPair, "type any two weights", hint: "type", rank: 6),
    Binding(.race, "r", .run(.race(.restart)), "all lanes back to the start", hint: "reset", rank: 5),
    Binding(.race, "R", .reseedRace, "all lanes at the next seed's weights", hint: "new seed", rank: 7),
    Binding(.race, ".", .run(.race(.startHere)), "new race from the run's step", hint: "new race", rank: 5),
    Binding(.training, "b", .run(.move(.steps(-1))), "back one step", hint: "back", rank: 4),
    Binding(.training, "B", .run(.move(.steps(-100))), "back a hundred steps", hint: "back", rank: 4),
    Binding(
      .training, "<", .run(.move(.hundredths(-2))), "slide back through the run", hint: "slide", rank: 6),
    Binding(.training, ">", .run(.move(.hundredths(2))), "slide on through the run", hint: "slide", rank: 6),
    Binding(.training, "home", .run(.move(.toStart)), "to the first step"),
    Binding(.training, "end", .run(.move(.toEnd)), "to the last step"),
    Binding(.stepping, "[", .run(.slower), "slower, to one step a second", hint: "speed", rank: 5),
    Binding(.stepping, "]", .run(.faster), "faster, to no limit", hint: "speed", rank: 5),
    Binding(.training, "r", .run(.command(.reset)), "restart, the same weights", hint: "reset", rank: 5),
    Binding(.training, "R", .reseed, "restart, the next seed", hint: "new seed", rank: 7),
    Binding(.parameters, "up", .chooseParameter(-1), "the parameter above", hint: "parameter", rank: 3),
    Binding(.parameters, "down", .chooseParameter(1), "the parameter below", hint: "parameter", rank: 3),
    Binding(.tensors, "pagedown", .chooseParameter(1), "the next parameter", hint: "parameter", rank: 4),
    Binding(.tensors, "pageup", .chooseParameter(-1), "the parameter before", hint: "parameter", rank: 4),
    Binding(.layers, "pagedown", .chooseParameter(10), "ten parameters on", hint: "ten", rank: 5),
    Binding(.layers, "pageup", .chooseParameter(-10), "ten parameters back", hint: "ten", rank: 5),
    Binding(.units, "left", .moveUnit(layers: -1, units: 0), "the layer before", hint: "unit", rank: 3),
    Binding(.units, "right", .moveUnit(layers: 1, units: 0), "the next layer", hint: "unit", rank: 3),
    Binding(.units, "up", .moveUnit(layers: 0, units: -1), "the unit above", hint: "unit", rank: 3),
    Binding(.units, "down", .moveUnit(layers: 0, units: 1), "the unit below", hint: "unit", rank: 3),
    Binding(.flow, "left", .flow(.stage(-1)), "the stage before", hint: "stage", rank: 3),
    Binding(.flow, "right", .flow(.stage(1)), "the next stage", hint: "stage", rank: 3),
    Binding(.flow, "up", .flow(.element(-1)), "the number before", hint: "number", rank: 3),
    Binding(.flow, "down", .flow(.element(1)), "the next number", hint: "number", rank: 3),
    Binding(.flow, "v", .flow(.toggleGradient), "values or gradient", hint: "gradient", rank: 4),
    Binding(.flow, "f", .flow(.toggleFold), "fold or open the stage", hint: "fold", rank: 6),
    Binding(.ownRow, "enter", .beginRow, "type a row or a word to predict", hint: "your row", rank: 5),
    Binding(.samples, "n", .followRow(1), "follow the next row", hint: "row", rank: 5),
    Binding(.samples, "N", .followRow(-1), "follow the row before", hint: "row", rank: 5),
    Binding(.controls, "d", .turn(.data, 1), "next data set", hint: "data", rank: 4),
    Binding(.controls, "D", .turn(.data, -1), "the data set before", hint: "data", rank: 4),
    Binding(.controls, "i", .turn(.noise, -1), "less noise", hint: "noise", rank: 7),
    Binding(.controls, "I", .turn(.noise, 1), "more noise", hint: "noise", rank: 7),
    Binding(.controls, "a", .turn(.activation, 1), "next activation", hint: "activation", rank: 6),
    Binding(.controls, "A", .turn(.activation, -1), "the activation before", hint: "activation", rank: 6),
    Binding(.controls, "u", .turn(.units, -1), "fewer units in the layer", hint: "units", rank: 5),
    Binding(.controls, "U", .turn(.units, 1), "more units in the layer", hint: "units", rank: 5),
    Binding(.controls, "h", .turn(.layers, -1), "fewer hidden layers", hint: "layers", rank: 5),
    Binding(.controls, "H", .turn(.layers, 1), "more hidden layers", hint: "layers", rank: 5),
    Binding(.controls, "c", .turn(.batch, -1), "smaller batch", hint: "batch", rank: 7),
    Binding(.controls, "C", .turn(.batch, 1), "larger batch", hint: "batch", rank: 7),
    Binding(
      .controls, "g", .turn(.dataSeed, 1), "new rows, of the next data seed", hint: "new data", rank: 8),
    Binding(.contour, "pagedown", .turnPage, "the contour (narrow screens)", hint: "contour", rank: 1),
    Binding(.contour, "pageup", .turnPage, "and back"),
    Binding(.pages, "pagedown", .turnPage, "the other panels (small screens)", hint: "page", rank: 1),
    Binding(.pages, "pageup", .turnPage, "and back", hint: "page", rank: 1),
    Binding(.plot, "L", .toggleLossScale, "loss axis: log or linear", hint: "log/linear", rank: 7),
    Binding(.plot, "X", .plot(.nextSteps), "steps: all, log or the last", hint: "steps", rank: 8),
    Binding(.plot, "z", .plot(.zoom(isIn: true)), "half as many steps", hint: "zoom", rank: 8),
    Binding(.plot, "Z", .plot(.zoom(isIn: false)), "more steps, up to all", hint: "zoom", rank: 8),
    Binding(.plot, "{", .plot(.pan(isLater: false)), "earlier steps, when zoomed", hint: "pan", rank: 9),
    Binding(.plot, "}", .plot(.pan(isLater: true)), "later steps, when zoomed", hint: "pan", rank: 9),
  ]

  /// What the pooling scene has of its own.
  private static let poolingRows: [Binding] = [
    Binding(.pooling, "left", .pooling(.moveWindow(-1)), "window before", hint: "window", rank: 2),
    Binding(.pooling, "right", .pooling(.moveWindow(1)), "next window", hint: "window", rank: 2),
    Binding(.pooling, "up", .pooling(.moveSample(-1)), "the sample above"),
    Binding(.pooling, "down", .pooling(.moveSample(1)), "the sample below"),
    Binding(.pooling, "m", .pooling(.toggleWalking), "let the window walk", hint: "walk", rank: 2),
    Binding(.pooling, "e", .pooling(.showExample(1)), "next example or trap", hint: "example", rank: 3),
    Binding(.pooling, "E", .pooling(.showExample(-1)), "the example before"),
    Binding(.pooling, "k", .pooling(.turn(.kernel, -1)), "shorter kernel", hint: "kernel", rank: 3),
    Binding(.pooling, "K", .pooling(.turn(.kernel, 1)), "longer kernel", hint: "kernel", rank: 3),
    Binding(.pooling, "j", .pooling(.turn(.stride, -1)), "smaller stride (jump)", hint: "stride", rank: 4),
    Binding(.pooling, "J", .pooling(.turn(.stride, 1)), "larger stride", hint: "stride", rank: 4),
    Binding(.pooling, "p", .pooling(.turn(.padding, -1)), "less padding", hint: "padding", rank: 5),
    Binding(.pooling, "P", .pooling(.turn(.padding, 1)), "more padding", hint: "padding", rank: 5),
    Binding(.pooling, "t", .pooling(.toggleTranspose), "transpose or not", hint: "transpose", rank: 3),
    Binding(.pooling, "x", .pooling(.nextSqueeze), "squeeze: all, one, none", hint: "squeeze", rank: 3),
    Binding(.pooling, "v", .pooling(.toggleGradient), "values or gradient", hint: "gradient", rank: 4),
    Binding(.pooling, "c", .pooling(.turn(.samples, -1)), "smaller batch", hint: "batch", rank: 7),
    Binding(.pooling, "C", .pooling(.turn(.samples, 1)), "larger batch", hint: "batch", rank: 7),
    Binding(.pooling, "r", .pooling(.reset), "the article's case", hint: "reset", rank: 8),
    Binding(.pooling, "R", .pooling(.newValues), "values of the next seed", hint: "new seed", rank: 8),
  ]

  /// The keys of every scene and of the help.
  private static let rows: [Binding] = [
    Binding(.everywhere, "tab", .nextScene, "next scene"),
    Binding(.everywhere, "S", .savePicture, "save a picture (SVG)", hint: "save", rank: 8),
    Binding(.everywhere, "w", .saveRecording, "save a recording of the run"),
    Binding(.everywhere, "W", .beginSaving, "save the weights"),
    Binding(.everywhere, "T", .nextTheme, "theme: dark, light, terminal"),
    Binding(.everywhere, ",", .settings(.toggle), "all settings", hint: "settings", rank: 3),
    Binding(.everywhere, "O", .settings(.chooseOptimizer), "choose among all optimizers"),
    Binding(.settings, "up", .settings(.move(-1)), "the setting above", hint: "setting", rank: 2),
    Binding(.settings, "down", .settings(.move(1)), "the setting below", hint: "setting", rank: 2),
    Binding(
      .settings, "left", .settings(.turn(isMore: false)), "less, or the one before", hint: "change", rank: 2),
    Binding(
      .settings, "right", .settings(.turn(isMore: true)), "more, or the next one", hint: "change", rank: 2),
    Binding(.settings, "enter", .settings(.type(nil)), "type a value; so do digits", hint: "type", rank: 3),
    Binding(.settings, ", esc", .settings(.toggle), "close the settings", hint: "close", rank: 1),
    Binding(.settings, "?", .toggle(.help), "show or hide this help", hint: "help", rank: 0),
    Binding(.everywhere, "y", .toggle(.program), "the run as a PyTorch program"),
    Binding(.bigNumbers, "M", .toggleBigNumbers, "the scene again", hint: "scene", rank: 1),
    Binding(.everywhere, "M", .toggleBigNumbers, "big numbers, for the back row"),
    Binding(.everywhere, "?", .toggle(.help), "show or hide this help", hint: "help", rank: 0),
    Binding(.always, "ctrl-l", .redraw, "draw the screen anew"),
    Binding(.everywhere, "esc", .dismiss, "close the help"),
    Binding(.sheet, "down", .scroll(.lines(1)), "scroll down", hint: "scroll", rank: 2),
    Binding(.sheet, "up", .scroll(.lines(-1)), "scroll up", hint: "scroll", rank: 2),
    Binding(.sheet, "pagedown", .scroll(.pages(1)), "a page down", hint: "page", rank: 3),
    Binding(.sheet, "pageup", .scroll(.pages(-1)), "a page up", hint: "page", rank: 3),
    Binding(.sheet, "home", .scroll(.toStart), "to the top", hint: "ends", rank: 4),
    Binding(.sheet, "end", .scroll(.toEnd), "to the bottom", hint: "ends", rank: 4),
    Binding(.help, "? esc", .dismiss, "close the help", hint: "close", rank: 1),
    Binding(.metrics, "up", .chooseMetric(-1), "the name above", hint: "name", rank: 2),
    Binding(.metrics, "down", .chooseMetric(1), "the name below", hint: "name", rank: 2),
    Binding(.output, "up", .scrollOutput(.lines(-1)), "scroll up", hint: "scroll", rank: 2),
    Binding(.output, "down", .scrollOutput(.lines(1)), "scroll down", hint: "scroll", rank: 2),
    Binding(.output, "pageup", .scrollOutput(.pages(-1)), "a page up", hint: "page", rank: 3),
    Binding(.output, "pagedown", .scrollOutput(.pages(1)), "a page down", hint: "page", rank: 3),
    Binding(.output, "home", .scrollOutput(.toStart), "to the first line", hint: "ends", rank: 4),
    Binding(.output, "end", .scrollOutput(.toEnd), "to the newest line", hint: "ends", rank: 4),
    Binding(.leaving, "enter", .leave, "leave the program running", hint: "leave it running", rank: 0),
    Binding(.leaving, "k", .run(.stop), "stop the program", hint: "stop it", rank: 0),
    Binding(.leaving, "esc", .dismiss, "stay", hint: "stay", rank: 1),
    Binding(.program, "enter", .saveProgram, "save the program", hint: "save", rank: 2),
    Binding(.program, "y esc", .dismiss, "close the program", hint: "close", rank: 1),
    Binding(.always, "q", .quit, "quit (Ctrl-C too)", hint: "quit", rank: 0),
  ]

  /// What of a report rows depend on, so that a report is looked into once and not for each.
  fileprivate struct Abilities {
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
    let abilities = report.map(Abilities.init)
    return parts.flatMap { part in
      part.filter { $0.holds(in: scopes, abilities) }.map { $0.naming(abilities?.contenders ?? []) }
    }
  }

  /// What a key does where some scopes hold, or `nil` for nothing.
  static func action(for key: Key, in scopes: [KeyScope], _ report: RunReport? = nil) -> Action? {
    let abilities = report.map(Abilities.init)
    for part in parts {
      for binding in part where binding.keys.contains(key) && binding.holds(in: scopes, abilities) {
        return binding.action
      }
    }
    return nil
  }
}
