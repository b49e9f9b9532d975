import Engine
import Languages

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
    if scopes.contains(.pooling) { rows += Self.pooling(state.pooling) }
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
    let titles = rules.map(\.title).joined(separator: ", ")
    let choice = Row(
      section: section, name: say("settings.optimizer", "optimizer"),
      value: state.candidate == nil ? running.rule.title : rules[place].title,
      meaning: state.candidate != nil
        ? say("settings.enterSwitches", "enter switches; its state begins empty")
        : refused.isEmpty ? titles : say("settings.hereNot", "\(titles); here not \(refused)"),
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
        let hasSymbol = setting.symbol != setting.name
        return Row(
          section: section, name: setting.name,
          value: isScaled ? Symbol.rate(held) : SettingLadder.text(setting, running.values),
          meaning: hasSymbol
            ? say("settings.symbolMeaning", "\(setting.symbol): \(setting.meaning)") : setting.meaning,
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
    let section = say("settings.holdWhen", "hold the run when")
    func row(_ name: String, _ on: String, _ meaning: String) -> Row {
      let factor = breakpoints[on]
      func turned(_ next: Double??) -> Action? { next.map { .run(.hold(on: on, factor: $0)) } }
      return Row(
        section: section, name: name,
        value: factor.map { say("settings.above", "above × \(NumberText.shortest($0))") }
          ?? SettingLadder.text(isOn: false), meaning: meaning,
        less: turned(factors.last { $0 ?? .infinity > factor ?? .infinity }),
        more: turned(factors.first { $0 ?? .infinity < factor ?? .infinity }))
    }
    let isOn = breakpoints["finite"] != nil
    let toggle = Action.run(.hold(on: "finite", factor: isOn ? nil : 1))
    return [
      Row(
        section: section, name: say("settings.lossIsNaN", "loss is NaN"),
        value: SettingLadder.text(isOn: isOn), meaning: say("settings.orInfinite", "or infinite"),
        less: toggle, more: toggle),
      row(
        say("settings.lossJumps", "loss jumps"), "loss",
        say("settings.lossJumpsMeaning", "far above its running mean")),
      row(
        say("settings.gradientJumps", "gradient jumps"), "gradient",
        say("settings.gradientJumpsMeaning", "the norm of one, far above what it was")),
    ]
  }

  // MARK: - The run

  private static func run(_ state: AppState) -> [Row] {
    let (report, snapshot) = (state.report, state.snapshot)
    let section = say("settings.run", "run")
    var rows: [Row] = []
    if report.capabilities.contains(.restarting) {
      let seed = snapshot.seed ?? 0
      rows.append(
        Row(
          section: section, name: say("settings.seed", "seed"),
          value: snapshot.seed.map { String($0) } ?? say("settings.weightsGiven", "weights were given"),
          meaning: say("settings.seedMeaning", "as torch.manual_seed; another one begins the run again"),
          less: seed > 0 ? .run(.command(.reseed(seed - 1))) : nil, more: .run(.command(.reseed(seed &+ 1))),
          typed: .seed))
    }
    if report.capabilities.contains(.time) {
      rows.append(
        Row(
          section: section, name: say("settings.step", "step"), value: NumberText.grouped(snapshot.step),
          meaning: say(
            "settings.stepMeaning", "goes to a step of the run, up to \(NumberText.grouped(report.lastStep))"),
          less: snapshot.step > report.firstStep ? .run(.move(.steps(-1))) : nil,
          more: snapshot.step < report.lastStep ? .run(.move(.steps(1))) : nil, typed: .step))
    }
    if report.capabilities.contains(.pacing) {
      rows.append(
        Row(
          section: section, name: say("settings.speed", "speed"), value: report.pace.text,
          meaning: say("settings.speedMeaning", "steps a second, or max"), less: .run(.slower),
          more: .run(.faster)))
    }
    return rows
  }

  private static var anotherRun: String { say("settings.anotherRun", "another run") }
  private static var none: String { say("settings.none", "none") }

  private static func controls(_ state: AppState) -> [Row] {
    guard let setup = state.snapshot.setup else { return [] }
    func row(_ name: String, _ value: String, _ meaning: String, _ control: Control) -> Row {
      Row(
        section: anotherRun, name: name, value: value, meaning: meaning, less: .turn(control, -1),
        more: .turn(control, 1))
    }
    var rows = [
      row(
        say("settings.data", "data"), setup.data,
        say("settings.dataMeaning", "the sets of the presets; d D in the network scene"), .data)
    ]
    if setup.noiseRange.upperBound > 0 {
      rows.append(
        row(
          say("settings.noise", "noise"), NumberText.shortest(setup.noise),
          say("settings.noiseMeaning", "in percent; i I in the network scene"), .noise))
    }
    if setup.drawsData {
      rows.append(
        row(
          say("settings.dataSeed", "data seed"), "\(setup.dataSeed)",
          say("settings.dataSeedMeaning", "what rows or their split are drawn from; g in the network scene"),
          .dataSeed))
    }
    if setup.rows > 1 {
      rows.append(
        row(
          say("settings.batch", "batch"), "\(setup.batch)",
          say(
            "settings.batchMeaning",
            "rows a step, of \(NumberText.grouped(setup.rows)); c C in the network scene"), .batch))
    }
    if let hidden = setup.hidden {
      let sizes = hidden.isEmpty ? none : hidden.map { String($0) }.joined(separator: ", ")
      rows.append(
        row(
          say("settings.hiddenLayers", "hidden layers"), "\(hidden.count)",
          say("settings.hiddenLayersMeaning", "\(sizes); h H in the network scene"), .layers))
      if !hidden.isEmpty {
        rows.append(
          row(
            say("settings.units", "units"), sizes,
            say("settings.unitsMeaning", "of the layer with the network scene's cursor; u U there"), .units))
        rows.append(
          row(
            say("settings.activation", "activation"), setup.activation ?? none,
            say("settings.activationMeaning", "behind the hidden layers; a A in the network scene"),
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
        section: anotherRun, name: say("settings.schedule", "schedule"), value: plan?.text ?? none,
        meaning: say("settings.scheduleMeaning", "what moves lr; typed as on the command line"),
        less: other(-1), more: other(1),
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
        section: anotherRun, name: name, value: bound.map { NumberText.shortest($0) } ?? none,
        meaning: meaning, less: turned(bounds.last { $0 ?? .infinity < bound ?? .infinity }),
        more: turned(bounds.first { $0 ?? .infinity > bound ?? .infinity }), typed: typed)
    }
    return [
      row(
        say("settings.clipNorm", "clip norm"), clipping.norm,
        say("settings.clipNormMeaning", "the largest norm of all gradients together"), .clipNorm
      ) { try Clipping(norm: $0, value: clipping.value) },
      row(
        say("settings.clipValue", "clip value"), clipping.value,
        say("settings.clipValueMeaning", "the largest magnitude of a gradient's element"), .clipValue
      ) { try Clipping(norm: clipping.norm, value: $0) },
    ]
  }
}
