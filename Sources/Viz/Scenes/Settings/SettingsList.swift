import Engine

/// All that can be set, made from the descriptions of the optimizer, of the run and of the scene.
struct SettingsList {
  /// One thing that can be set.
  struct Row: Sendable {
    /// Where the list says it belongs.
    let section: String
    let name: String
    /// What it is at present.
    let value: String
    /// What it does, or what it may be.
    let meaning: String
    /// What the left and the right key do, where they do anything.
    var less: Action?
    var more: Action?
    /// What typing sets, where it can be typed.
    var typed: Editing.Subject?
  }

  let rows: [Row]

  /// The list for what is shown.
  init(_ state: AppState) {
    var rows: [Row] = []
    let scopes = SceneList.all[state.scene].keyScopes
    if scopes.contains(.pooling) { rows += Self.pooling(state) }
    if state.report.capabilities.contains(.optimizer) { rows += Self.optimizer(state) }
    if state.report.capabilities.contains(.breakpoints) { rows += Self.breakpoints(state) }
    rows += Self.run(state)
    if state.report.capabilities.contains(.rebuilding) { rows += Self.controls(state) }
    rows += Self.screen(state)
    self.rows = rows
  }

  // MARK: - The optimizer

  private static func optimizer(_ state: AppState) -> [Row] {
    let snapshot = state.snapshot
    let running = snapshot.optimizer
    let section = "\(running.rule.title)"
    let all = snapshot.optimizers.map(\.rule)
    // Those that cannot take over would stop whoever goes through the list.
    let rules = all.filter { snapshot.refusals[$0.name] == nil }
    let refused = all.filter { !rules.contains($0) }.map(\.title).joined(separator: ", ")
    let place = rules.firstIndex { $0.name == state.candidate ?? running.rule.name } ?? 0
    func other(_ distance: Int) -> Action? {
      rules.count < 2
        ? nil : .run(.command(.optimizer(rules[(place + distance + rules.count) % rules.count].name)))
    }
    let choice = Row(
      section: section, name: "optimizer",
      value: state.candidate == nil ? running.rule.title : rules[place].title,
      meaning: state.candidate != nil
        ? "enter switches; its state begins empty"
        : rules.map(\.title).joined(separator: ", ") + (refused.isEmpty ? "" : "; here not \(refused)"),
      less: other(-1), more: other(1))
    let settable = state.report.watched?.settable
    return [choice]
      + running.rule.settings.filter { settable?.contains($0.name) ?? true }.map { setting in
        let held = running.values[setting.name]
        func turned(_ isUp: Bool) -> Action? {
          SettingLadder.next(
            setting, from: held, isUp: isUp, isShare: setting.name == running.rule.cycledMomentum
          )
          .map { .run(.command(.set(setting.name, $0))) }
        }
        // What a schedule of the program's may move is multiplied and not set, unless it is typed.
        let isScaled = settable != nil && setting.name == "lr"
        let symbol = setting.symbol == setting.name ? "" : "\(setting.symbol): "
        return Row(
          section: section, name: setting.name,
          value: isScaled ? Symbol.rate(held) : SettingLadder.text(setting, running.values),
          meaning: symbol + setting.meaning,
          less: isScaled ? .changeRate(raises: false) : turned(false),
          more: isScaled ? .changeRate(raises: true) : turned(true),
          typed: SettingLadder.isTyped(setting) ? .setting(setting) : nil)
      }
  }

  // MARK: - What a program that is watched is held on

  /// The factors that the keys go through, each stricter than the one before; before the first the run is not held.
  private static let factors: [Double?] = [nil, 100, 10, 5, 3, 2]

  private static func breakpoints(_ state: AppState) -> [Row] {
    let breakpoints = state.report.watched?.breakpoints ?? [:]
    func row(_ name: String, _ on: String, _ meaning: String) -> Row {
      let factor = breakpoints[on]
      func turned(_ next: Double??) -> Action? { next.map { .run(.hold(on: on, factor: $0)) } }
      return Row(
        section: "hold the run when", name: name,
        value: factor.map { "above × \(NumberText.shortest($0))" } ?? "off", meaning: meaning,
        less: turned(factors.last { $0 ?? .infinity > factor ?? .infinity }),
        more: turned(factors.first { $0 ?? .infinity < factor ?? .infinity }))
    }
    let isOn = breakpoints["finite"] != nil
    let toggle = Action.run(.hold(on: "finite", factor: isOn ? nil : 1))
    return [
      Row(
        section: "hold the run when", name: "loss is NaN", value: isOn ? "on" : "off",
        meaning: "or infinite", less: toggle, more: toggle),
      row("loss jumps", "loss", "far above its running mean"),
      row("gradient jumps", "gradient", "the norm of one, far above what it was"),
    ]
  }

  // MARK: - The run

  private static func run(_ state: AppState) -> [Row] {
    let (report, snapshot) = (state.report, state.snapshot)
    var rows: [Row] = []
    if report.capabilities.contains(.restarting) {
      let seed = snapshot.seed ?? 0
      rows.append(
        Row(
          section: "run", name: "seed", value: snapshot.seed.map { String($0) } ?? "weights were given",
          meaning: "as torch.manual_seed; another one begins the run again",
          less: seed > 0 ? .run(.command(.reseed(seed - 1))) : nil, more: .run(.command(.reseed(seed &+ 1))),
          typed: .seed))
    }
    if report.capabilities.contains(.time) {
      rows.append(
        Row(
          section: "run", name: "step", value: NumberText.grouped(snapshot.step),
          meaning: "goes to a step of the run, up to \(NumberText.grouped(report.lastStep))",
          less: snapshot.step > report.firstStep ? .run(.move(.steps(-1))) : nil,
          more: snapshot.step < report.lastStep ? .run(.move(.steps(1))) : nil, typed: .step))
    }
    if report.capabilities.contains(.pacing) {
      rows.append(
        Row(
          section: "run", name: "speed", value: report.pace.text, meaning: "steps a second, or max",
          less: .run(.slower), more: .run(.faster)))
    }
    return rows
  }

  private static func controls(_ state: AppState) -> [Row] {
    guard let setup = state.snapshot.setup else { return [] }
    func row(_ name: String, _ value: String, _ meaning: String, _ control: Control) -> Row {
      Row(
        section: "another run", name: name, value: value, meaning: meaning, less: .turn(control, -1),
        more: .turn(control, 1))
    }
    var rows = [row("data", setup.data, "the sets of the presets; d D in the network scene", .data)]
    if setup.noiseRange.upperBound > 0 {
      rows.append(
        row("noise", NumberText.shortest(setup.noise), "in percent; i I in the network scene", .noise))
    }
    if setup.drawsData {
      rows.append(
        row(
          "data seed", "\(setup.dataSeed)", "what rows or their split are drawn from; g in the network scene",
          .dataSeed))
    }
    if setup.rows > 1 {
      rows.append(
        row(
          "batch", "\(setup.batch)",
          "rows a step, of \(NumberText.grouped(setup.rows)); c C in the network scene", .batch))
    }
    if let hidden = setup.hidden {
      let sizes = hidden.isEmpty ? "none" : hidden.map { String($0) }.joined(separator: ", ")
      rows.append(row("hidden layers", "\(hidden.count)", "\(sizes); h H in the network scene", .layers))
      if !hidden.isEmpty {
        rows.append(row("units", sizes, "of the layer with the network scene's cursor; u U there", .units))
        rows.append(
          row(
            "activation", setup.activation ?? "none", "behind the hidden layers; a A in the network scene",
            .activation))
      }
    }
    return rows + schedule(setup.schedule) + clipping(setup.clipping)
  }

  /// Schedules that the keys go through; any other one can be typed.
  private static let schedules =
    [nil]
    + ["step step_size=100 gamma=0.5", "exponential gamma=0.999", "cosine T_max=1000"].map {
      try? Schedules.parse($0)
    }

  private static func schedule(_ plan: SchedulePlan?) -> [Row] {
    let place = schedules.firstIndex { $0 == plan }
    func other(_ distance: Int) -> Action {
      let next = place.map { ($0 + distance + schedules.count) % schedules.count } ?? 0
      return .run(.change(.schedule(schedules[next])))
    }
    return [
      Row(
        section: "another run", name: "schedule", value: plan?.text ?? "none",
        meaning: "what moves lr; typed as on the command line", less: other(-1), more: other(1),
        typed: .schedule)
    ]
  }

  /// The bounds that the keys go through, the strictest first; behind the last there is none.
  private static let bounds: [Double?] = [0.01, 0.1, 0.2, 0.5, 1, 2, 5, 10, nil]

  private static func clipping(_ clipping: Clipping) -> [Row] {
    func row(
      _ name: String, _ bound: Double?, _ meaning: String, _ typed: Editing.Subject,
      _ with: (Double?) throws -> Clipping
    ) -> Row {
      func turned(_ next: Double??) -> Action? {
        next.flatMap { bound in (try? with(bound)).map { .run(.change(.clipping($0))) } }
      }
      return Row(
        section: "another run", name: name, value: bound.map { NumberText.shortest($0) } ?? "none",
        meaning: meaning, less: turned(bounds.last { $0 ?? .infinity < bound ?? .infinity }),
        more: turned(bounds.first { $0 ?? .infinity > bound ?? .infinity }), typed: typed)
    }
    return [
      row("clip norm", clipping.norm, "the largest norm of all gradients together", .clipNorm) {
        try Clipping(norm: $0, value: clipping.value)
      },
      row("clip value", clipping.value, "the largest magnitude of a gradient's element", .clipValue) {
        try Clipping(norm: clipping.norm, value: $0)
      },
    ]
  }

  // MARK: - The pooling scene

  private static func pooling(_ state: AppState) -> [Row] {
    let pooling = state.pooling
    let (layer, settings) = (pooling.pipeline.layer, pooling.settings)
    func dial(_ name: String, _ value: Int, _ meaning: String, _ dial: PoolingAction.Dial) -> Row {
      Row(
        section: "pooling", name: name, value: "\(value)", meaning: meaning, less: .pooling(.turn(dial, -1)),
        more: .pooling(.turn(dial, 1)))
    }
    func flag(_ name: String, _ isOn: Bool, _ meaning: String, _ action: PoolingAction) -> Row {
      Row(
        section: "pooling", name: name, value: isOn ? "on" : "off", meaning: meaning, less: .pooling(action),
        more: .pooling(action))
    }
    return [
      dial("kernel", layer.kernel, "k K: how many numbers a mean is of", .kernel),
      dial("stride", layer.stride, "j J: how far a window is from the next", .stride),
      dial("padding", layer.padding, "p P: zeros at both ends", .padding),
      flag(
        "ceil mode", layer.ceilMode, "whether a last window that reaches over the end counts", .toggleCeilMode
      ),
      flag(
        "pad in mean", layer.countIncludePad, "whether zeros of the padding count", .toggleCountIncludePad),
      flag(
        "transpose", settings.transposes, "t: whether text comes last before it is pooled", .toggleTranspose),
      Row(
        section: "pooling", name: "squeeze", value: "\(settings.squeeze)",
        meaning: "x: which axes of length 1 go",
        less: .pooling(.nextSqueeze), more: .pooling(.nextSqueeze)),
      dial("samples", settings.shape[0], "c C: the batch", .samples),
      dial("text", settings.shape[1], "the length of the text", .text),
      dial("vector", settings.shape[2], "the length of a vector", .vector),
    ]
  }

  // MARK: - The screen

  private static func screen(_ state: AppState) -> [Row] {
    [
      Row(
        section: "screen", name: "theme", value: state.look.theme.rawValue,
        meaning: "T: dark, light, terminal",
        less: .nextTheme, more: .nextTheme),
      Row(
        section: "screen", name: "loss axis", value: state.lossScale.rawValue, meaning: "L: log or linear",
        less: .toggleLossScale, more: .toggleLossScale),
    ]
  }
}
