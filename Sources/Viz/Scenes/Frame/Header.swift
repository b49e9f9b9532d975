import Engine
import Languages

/// The two top lines of every scene: the scenes, how far the run is; then its optimizer and rate, and what else is in force.
struct Header {
  /// A word with its value in the second line.
  struct Field {
    let label: String
    let value: String
    var ink = Theme.plain
  }

  let state: AppState
  /// What stands in the second line behind the rate, in place of the settings in force.
  var fields: [Field]?

  private var snapshot: Snapshot { state.snapshot }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let progress = drawProgress(in: area.rows(0, 1), &canvas)
    drawTabs(in: area.rows(0, 1), limit: progress.x - 2, &canvas)
    drawRun(in: area.rows(1, 1), progress, &canvas)
  }

  // MARK: - The scenes

  /// Where the tab of each scene stands in the first line of a screen of some width.
  static func tabs(width: Int, _ canvas: Canvas) -> [(x: Range<Int>, text: String)] {
    let scenes = SceneList.all
    let full = scenes.enumerated().map { " \($0 + 1) \($1.title) " }
    let short = scenes.enumerated().map { " \($0 + 1) \($1.shortTitle)" }
    let bare = scenes.indices.map { " \($0 + 1)" }
    let start = width >= 100 ? 5 : 0
    // The least that must have room beside them: what runs, and its step; on wide screens all of it.
    let fields = ProgressWidths(canvas)
    let least =
      width >= 100
      ? fields.step + fields.word + fields.epoch + fields.seed + 1
      : fields.step + (width >= 60 ? fields.word : 1)
    let room = width - start - least
    let texts =
      [full, short, bare].first { texts in texts.reduce(0) { $0 + canvas.columns($1) } <= room } ?? []
    var x = start
    return texts.map { text in
      defer { x += canvas.columns(text) }
      return (x..<x + canvas.columns(text), text)
    }
  }

  private func drawTabs(in area: Rect, limit: Int, _ canvas: inout Canvas) {
    let tabs = Self.tabs(width: area.width, canvas)
    if area.width >= 100 || tabs.isEmpty {
      canvas.write("viz", x: area.x + 1, y: area.y, limit: limit, Theme.strong)
    }
    for (index, tab) in tabs.enumerated() {
      let isShown = index == state.scene
      let number = tab.text.prefix { $0 == " " || $0.isNumber }
      let style: Cell.Style = isShown && state.look.depth == .none ? [.bold, .reverse] : isShown ? .bold : []
      let background = isShown ? Theme.selection : Theme.background
      let x = canvas.write(
        String(number), x: area.x + tab.x.lowerBound, y: area.y, limit: limit,
        Ink(Theme.key, on: background, style))
      canvas.write(
        String(tab.text.dropFirst(number.count)), x: x, y: area.y, limit: limit,
        Ink(isShown ? Theme.text : Theme.muted, on: background, style))
    }
  }

  // MARK: - The mouse

  /// What the mouse does on the two lines of a screen of some width: a click on a tab shows its scene, one on the slider sets
  /// the pace, and the wheel turns it.
  func action(for mouse: MouseInput, width: Int) -> Action? {
    if mouse.y == 0 {
      guard mouse.kind == .click else { return nil }
      let tabs = Self.tabs(width: width, Canvas(width: 0, height: 0, look: state.look))
      return tabs.firstIndex { $0.x.contains(mouse.x) }.map(Action.showScene)
    }
    let slider = Self.slider(width: width)
    guard mouse.y == 1, hasSlider, slider.contains(mouse.x) else { return nil }
    switch mouse.kind {
    case .click:
      let fraction = Double(mouse.x - slider.lowerBound) / Double(max(1, slider.count - 1))
      return .run(.pace(.at(fraction)))
    case .scroll(.up): return .run(.faster)
    case .scroll(.down): return .run(.slower)
    default: return nil
    }
  }

  /// Whether the slider is shown: where the second line tells of the run and not of what the scene has of its own.
  private var hasSlider: Bool {
    state.report.capabilities.contains(.pacing)
      && (state.showsBigNumbers || SceneList.all[state.scene].keyScopes.contains(.training))
  }

  // MARK: - How far the run is

  /// What had room in the first line, and the first column that it uses.
  private struct Progress {
    let x: Int
    let hasEpoch: Bool
    let hasSeed: Bool
  }

  /// Draws from the right, each number in a field that does not move.
  private func drawProgress(in area: Rect, _ canvas: inout Canvas) -> Progress {
    let tabs = Self.tabs(width: area.width, canvas).last?.x.upperBound ?? 4
    var x = area.maxX - 1
    let (race, snapshot) = (state.report.race, snapshot)
    let step = race?.lanes.map(\.step).max() ?? snapshot.step
    let hasEpochs = snapshot.stepsPerEpoch > 1 && race == nil
    let (text, ink) = runState
    // What has room, from what is worth least on.
    var room = area.maxX - 2 - tabs
    func takes(_ width: Int) -> Bool {
      guard room >= width else { return false }
      room -= width
      return true
    }
    let widths = ProgressWidths(canvas)
    let hasStep = takes(widths.step + max(0, canvas.columns(NumberText.grouped(step)) - 9))
    let hasWord = takes(widths.word)
    if !hasWord { _ = takes(2) }
    let hasEpoch = hasEpochs && takes(widths.epoch)
    let hasSeed = state.report.watched == nil && takes(widths.seed + canvas.columns(seed))
    func field(_ label: String, _ text: String, width: Int) {
      let width = max(width, canvas.columns(text))
      x -= width
      canvas.write(text, x: x, y: area.y, Theme.strong)
      x -= canvas.columns(label) + 1
      canvas.write(label, x: x, y: area.y, Theme.quiet)
      x -= 2
    }
    if hasSeed { field(Labels.seed, seed, width: 1) }
    if hasEpoch { field(Labels.epoch, NumberText.grouped(snapshot.epoch), width: 5) }
    if hasStep { field(Labels.step, NumberText.grouped(step), width: 9) }
    let words = hasWord ? text : String(text.prefix(1))
    x -= hasWord ? widths.word - 1 : 1
    canvas.write(words, x: x, y: area.y, ink)
    return Progress(x: x, hasEpoch: hasEpoch || !hasEpochs, hasSeed: hasSeed)
  }

  private var seed: String {
    let seed = state.report.race.map(\.seed) ?? snapshot.seed
    return seed.map { String($0) } ?? say("frame.given", "given")
  }

  private var runState: (String, Ink) {
    if let watched = state.report.watched, let words = watched.phase.words { return words }
    if let race = state.report.race {
      if race.lanes.allSatisfy({ $0.fault != nil }) { return (RunWords.stopped, Ink(Theme.bad, .bold)) }
    } else if snapshot.fault != nil {
      return (RunWords.stopped, Ink(Theme.bad, .bold))
    }
    if state.report.goal != nil { return (RunWords.going, Ink(Theme.key, .bold)) }
    if let replay = state.report.replay {
      let isPlaying = replay.isPlaying && !replay.isOver
      return (
        isPlaying ? RunWords.replaying : RunWords.replayHeld, Ink(isPlaying ? Theme.good : Theme.key, .bold)
      )
    }
    if state.report.race != nil {
      let isRacing = state.report.isRunning
      return (isRacing ? RunWords.racing : RunWords.race, Ink(isRacing ? Theme.good : Theme.key, .bold))
    }
    guard state.report.isRunning else { return (RunWords.paused, Ink(Theme.key, .bold)) }
    // Green is for a run of which there is nothing to say but that it runs.
    return (RunWords.running, Ink(state.condition == .training ? Theme.good : Theme.key, .bold))
  }

  // MARK: - What is in force

  private func drawRun(in area: Rect, _ progress: Progress, _ canvas: inout Canvas) {
    if let watched = state.report.watched { return drawWatched(watched, in: area, &canvas) }
    let right = fields == nil ? drawSpeed(in: area, &canvas) - 2 : area.maxX - 1
    var x = drawOptimizer(in: area, limit: right, &canvas)
    if let fields {
      for field in fields {
        guard x + 4 + canvas.columns(field.label) + canvas.columns(field.value) <= right + 1 else { continue }
        x = write(field, x: x + 2, area, &canvas)
      }
      return
    }
    if !progress.hasEpoch {
      // The place of a long number is kept free, so that nothing moves.
      let field = Field(label: Labels.epoch, value: NumberText.grouped(snapshot.epoch))
      let end = x + 3 + canvas.columns(field.label) + max(5, canvas.columns(field.value))
      if end <= right {
        _ = write(field, x: x + 2, area, &canvas)
        x = end
      }
    }
    // What is learnt comes before settings that the optimizer's panel says as well.
    let data = snapshot.data
    let hasData = x + 2 + canvas.columns(data) <= right
    let rest = right - (hasData ? canvas.columns(data) + 2 : 0)
    for (name, value) in snapshot.shownSettings() {
      guard x + 3 + canvas.columns(name) + canvas.columns(value) <= rest else { break }
      x = write(Field(label: name, value: value), x: x + 2, area, &canvas)
    }
    guard hasData else { return }
    x = canvas.write(data, x: x + 2, y: area.y, Ink(Theme.key, .bold))
    if !progress.hasSeed, x + 3 + canvas.columns(Labels.seed) + canvas.columns(seed) <= right {
      x = write(Field(label: Labels.seed, value: seed), x: x + 2, area, &canvas)
    }
    let model = canvas.shortened(snapshot.model, to: max(0, right - x - 2))
    if canvas.columns(model) >= 12 { canvas.write(model, x: x + 2, y: area.y, limit: right, Theme.quiet) }
  }

  func write(_ field: Field, x: Int, _ area: Rect, _ canvas: inout Canvas) -> Int {
    let x = canvas.write(field.label + " ", x: x, y: area.y, limit: area.maxX, Theme.quiet)
    return canvas.write(field.value, x: x, y: area.y, limit: area.maxX, field.ink)
  }

  /// The running optimizer and its rate; returns the column behind them.
  func drawOptimizer(in area: Rect, limit: Int, _ canvas: inout Canvas) -> Int {
    let badge = " \(snapshot.optimizer.rule.title) "
    let color = snapshot.optimizer.rule.color
    let ink =
      state.look.depth == .none
      ? Ink(Theme.text, [.bold, .reverse]) : Ink(Theme.legible, on: color, .bold)
    var x = canvas.write(badge, x: area.x + 1, y: area.y, limit: limit, ink)
    x = canvas.write("lr ", x: x + 1, y: area.y, limit: limit, Theme.quiet)
    return canvas.write(snapshot.rateText, x: x, y: area.y, limit: limit, Theme.strong)
  }

  /// Draws the pace as a slider with its number, and the measured rate, and returns the first column used.
  private func drawSpeed(in area: Rect, _ canvas: inout Canvas) -> Int {
    let measured = state.measuredRate.map { NumberText.metric($0) + "/s" } ?? ""
    var x = area.maxX - 1
    if area.width >= 140 {
      x -= 8
      canvas.writeRight(Self.duration(state.runningTime), maxX: x + 8, y: area.y, Theme.quiet)
      x -= 1
    }
    if area.width >= 70 {
      x -= 9
      canvas.writeRight(measured, maxX: x + 9, y: area.y, Theme.strong)
      x -= 1
    }
    x -= 8
    canvas.write(state.report.pace.text, x: x + 1, y: area.y, Theme.plain)
    let slider = Self.slider(width: area.width)
    x -= slider.count
    let filled = Int((state.report.pace.fraction * Double(slider.count)).rounded())
    for column in 0..<slider.count {
      let ink = column < filled ? Ink(Theme.good) : Ink(Theme.faint)
      canvas.put(column < filled ? "━" : "─", x: x + column, y: area.y, ink)
    }
    let label = say("frame.speed", "speed")
    x -= canvas.columns(label) + 1
    canvas.write(label, x: x, y: area.y, Theme.quiet)
    return x
  }

  /// A time as a clock would count it: "0:07", "1:02:03".
  static func duration(_ time: Duration) -> String {
    let seconds = Int(time / .seconds(1))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return (hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)") + ":" + two(seconds % 60)
  }

  /// The columns of the slider for the pace in the second line of a screen of some width.
  static func slider(width: Int) -> Range<Int> {
    let end = width - 1 - (width >= 140 ? 9 : 0) - (width >= 70 ? 10 : 0) - 8
    return end - (width >= 100 ? 20 : width >= 60 ? 10 : 0)..<end
  }
}

extension Snapshot {
  /// The running optimizer's settings besides the rate, those that do something, with their symbols.
  func shownSettings(among names: Set<String>? = nil) -> [(String, String)] {
    let values = optimizer.values
    let shown = optimizer.rule.settings.filter { setting in
      setting.name != "lr" && names?.contains(setting.name) ?? true
        && (values[setting.name] != 0 || setting.standard != 0)
    }
    // Numbers first, flags last.
    let numbers = shown.filter { $0.kind != .flag }.map { ($0.label, NumberText.shortest(values[$0.name])) }
    let flags = shown.filter { $0.kind == .flag }.map { ($0.label, SettingLadder.text($0, values)) }
    let bounds = [
      (say("settings.clipNorm", "clip norm"), setup?.clipping.norm),
      (say("settings.clipValue", "clip value"), setup?.clipping.value),
    ].compactMap { name, bound in bound.map { (name, NumberText.shortest($0)) } }
    // What changes the steps of every optimizer comes first.
    let plan = schedule.map {
      [(say("settings.schedule", "schedule"), $0.parts.map(\.rule.name).joined(separator: "+"))]
    }
    return (plan ?? []) + bounds + numbers + flags
  }
}
