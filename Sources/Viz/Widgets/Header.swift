import Engine

/// The two top lines: what runs, how far it is, and with which optimizer and learning rate.
struct Header {
  let state: AppState
  /// What the scene is called here; the run's data set where it has no name.
  var name: String?

  private var snapshot: Snapshot { state.snapshot }

  func draw(in area: Rect, _ canvas: inout Canvas) {
    let right = drawProgress(in: area.rows(0, 1), &canvas)
    drawSubject(in: area.rows(0, 1), limit: right - 2, &canvas)
    let speed = drawSpeed(in: area.rows(1, 1), &canvas)
    drawOptimizer(in: area.rows(1, 1), limit: speed - 2, &canvas)
  }

  private func drawSubject(in area: Rect, limit: Int, _ canvas: inout Canvas) {
    var x = canvas.write("viz", x: area.x + 1, y: area.y, limit: limit, Theme.strong)
    x = canvas.write(name ?? snapshot.data, x: x + 1, y: area.y, limit: limit, Ink(Theme.key, .bold))
    let model = snapshot.model
    let room = limit - x - 2
    // The article's layer says enough; of other networks, as much as there is room for.
    let short =
      snapshot.article == nil
      ? canvas.shortened(model, to: max(0, room)) : String(model.prefix { $0 != "→" })
    let title = canvas.columns(model) <= room ? model : short
    if x + 2 + canvas.columns(title) <= limit { canvas.write(title, x: x + 2, y: area.y, Theme.quiet) }
  }

  /// Draws from the right, each number in a field that does not move, and returns the first column used.
  private func drawProgress(in area: Rect, _ canvas: inout Canvas) -> Int {
    var x = area.maxX - 1
    func field(_ label: String, _ text: String, width: Int) {
      guard area.width >= 60 || label == "step" else { return }
      let width = max(width, canvas.columns(text))
      x -= width
      canvas.write(text, x: x, y: area.y, Theme.strong)
      x -= canvas.columns(label) + 1
      canvas.write(label, x: x, y: area.y, Theme.quiet)
      x -= 2
    }
    field("seed", snapshot.seed.map { String($0) } ?? "given", width: 1)
    field("step", NumberText.grouped(snapshot.step), width: 9)
    let (text, ink) = runState
    x -= 9
    canvas.write(text, x: x, y: area.y, ink)
    return x
  }

  private var runState: (String, Ink) {
    if snapshot.fault != nil { return ("✗ stopped", Ink(Theme.bad, .bold)) }
    if state.report.goal != nil { return ("→ going", Ink(Theme.key, .bold)) }
    guard state.report.isRunning else { return ("‖ paused", Ink(Theme.key, .bold)) }
    // Green is for a run of which there is nothing to say but that it runs.
    return ("▶ running", Ink(state.condition == .training ? Theme.good : Theme.key, .bold))
  }

  private func drawOptimizer(in area: Rect, limit: Int, _ canvas: inout Canvas) {
    let badge = " \(snapshot.optimizer.rule.title) "
    let color = snapshot.optimizer.rule.color
    let ink =
      state.look.depth == .none
      ? Ink(Theme.text, [.bold, .reverse]) : Ink(Theme.legible, on: color, .bold)
    var x = canvas.write(badge, x: area.x + 1, y: area.y, limit: limit, ink)
    x = canvas.write("lr ", x: x + 1, y: area.y, limit: limit, Theme.quiet)
    x = canvas.write(
      NumberText.shortest(snapshot.learningRate), x: x, y: area.y, limit: limit, Theme.strong)
    for (name, value) in snapshot.shownSettings {
      guard x + 3 + canvas.columns(name) + canvas.columns(value) <= limit else { break }
      x = canvas.write(name + " ", x: x + 2, y: area.y, Theme.quiet)
      x = canvas.write(value, x: x, y: area.y, Theme.plain)
    }
  }

  /// Draws the pace as a slider with its number, and the measured rate, and returns the first column used.
  private func drawSpeed(in area: Rect, _ canvas: inout Canvas) -> Int {
    let pace: String
    switch state.report.pace {
    case .stepsPerSecond(let rate) where rate < 100: pace = NumberText.shortest(rate, figures: 3) + "/s"
    case .stepsPerSecond(let rate): pace = NumberText.grouped(Int(rate.rounded())) + "/s"
    case .unlimited: pace = "max"
    }
    let measured = state.measuredRate.map { NumberText.metric($0) + "/s" } ?? ""
    let width = area.width >= 100 ? 20 : area.width >= 60 ? 10 : 0
    var x = area.maxX - 1
    if area.width >= 70 {
      x -= 9
      canvas.writeRight(measured, maxX: x + 9, y: area.y, Theme.strong)
      x -= 1
    }
    x -= 8
    canvas.write(pace, x: x + 1, y: area.y, Theme.plain)
    x -= width
    let filled = Int((state.report.pace.fraction * Double(width)).rounded())
    for column in 0..<width {
      let ink = column < filled ? Ink(Theme.good) : Ink(Theme.faint)
      canvas.put(column < filled ? "━" : "─", x: x + column, y: area.y, ink)
    }
    x -= 6
    canvas.write("speed", x: x, y: area.y, Theme.quiet)
    return x
  }
}

extension Snapshot {
  /// The running optimizer's settings besides the rate, those that do something, with their symbols.
  fileprivate var shownSettings: [(String, String)] {
    let values = optimizer.values
    let shown = optimizer.rule.settings.filter { setting in
      setting.name != "lr" && (values[setting.name] != 0 || setting.standard != 0)
    }
    // Numbers first, flags last.
    let numbers = shown.filter { $0.kind != .flag }.map { ($0.label, NumberText.shortest(values[$0.name])) }
    return numbers + shown.filter { $0.kind == .flag }.map { ($0.label, values.isOn($0.name) ? "on" : "off") }
  }
}
