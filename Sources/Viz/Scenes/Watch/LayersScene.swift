import Engine
import Languages

/// All parameters of a program that is watched, and what is wrong with any.
struct LayersScene: Scene {
  let name = "layers"
  let keyScopes: [KeyScope] = [.stepping, .training, .parameters, .layers]

  func draw(_ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    Header(state: state).draw(in: area.rows(0, 2), &canvas)
    let layout = layout(area.rows(2), state)
    ParameterTable(state: state).draw(in: layout.table, &canvas)
    if let below = layout.findings {
      draw(LayerFinding.all(state.snapshot.summaries), state, in: below, &canvas)
    }
    guard let maps = layout.maps?.splitColumns(2) else { return }
    WeightsPanel.weights(state).draw(in: maps[0], &canvas)
    WeightsPanel.gradient(state).draw(in: maps[1], &canvas)
  }

  func addInterest(of state: AppState, in area: Rect, to interest: inout Interest) {
    let maps = layout(area.rows(2), state).maps
    (interest.wantsSummaries, interest.wantsParameter) = (true, maps != nil)
    if let maps { interest.cells = .cells(of: maps.splitColumns(2)) }
  }

  func action(for mouse: MouseInput, _ state: AppState, in area: Rect) -> Action? {
    ParameterTable(state: state).action(for: mouse, in: layout(area.rows(2), state).table)
  }

  /// What the table leaves is for the chosen parameter as it is.
  private func layout(_ area: Rect, _ state: AppState) -> (table: Rect, findings: Rect?, maps: Rect?) {
    guard area.height >= 12 else { return (area, nil, nil) }
    let count = LayerFinding.all(state.snapshot.summaries).count
    let height = min(max(3, count + 2), area.height / 3)
    let (above, findings) = (area.rows(0, area.height - height), area.rows(area.height - height))
    let table = max(5, ParameterTable.height(state))
    guard above.height - table >= 8, area.width >= 60 else { return (above, findings, nil) }
    return (above.rows(0, table), findings, above.rows(table))
  }

  private func draw(_ findings: [LayerFinding], _ state: AppState, in area: Rect, _ canvas: inout Canvas) {
    let caption = findings.isEmpty ? "" : "\(findings.count)"
    let inside = Panel(title: say("watch.standsOut", "what stands out"), caption: caption).draw(
      in: area, &canvas)
    if findings.isEmpty {
      canvas.write(
        canvas.shortened(
          state.snapshot.summaries.isEmpty
            ? say("watch.notTold", "not told yet")
            : say(
              "watch.nothingStandsOut",
              "nothing: all numbers are finite, all parameters move, none by much"),
          to: inside.width),
        x: inside.x, y: inside.y, Theme.quiet)
    }
    for (row, finding) in findings.prefix(inside.height).enumerated() {
      let rest = findings.count - inside.height
      let words =
        row + 1 == inside.height && rest > 0 ? say("watch.more", "and \(rest + 1) more") : finding.words
      canvas.write(
        canvas.shortened(words, to: inside.width), x: inside.x, y: inside.y + row,
        Ink(finding.isBad ? Theme.bad : Theme.key))
    }
  }

  func explanations(_ look: Look) -> [Explanation] {
    Explanation.watched + [
      Explanation(
        say("watch.notFiniteSample", "not finite"), Ink(Theme.bad, .bold),
        say("watch.notFiniteMeans", "a weight or a gradient is NaN or infinite")),
      Explanation(
        say("watch.deadSample", "dead"), Ink(Theme.key),
        say("watch.deadMeans", "no gradient reaches it, or no step moves it")),
      Explanation(
        say("watch.explodingSample", "exploding"), Ink(Theme.bad, .bold),
        say("watch.explodingMeans", "its gradient is more than a hundred times the usual one")),
    ]
  }
}

/// Something that is wrong with a parameter, or may be.
struct LayerFinding: Equatable {
  let words: String
  let isBad: Bool

  /// From how many times the median on a gradient counts as exploding.
  private static let exploding = 100.0

  /// What stands out of some parameters, the worst first.
  static func all(_ summaries: [ParameterSummary]) -> [LayerFinding] {
    let gradients = summaries.compactMap { summary in
      summary.gradientNorm.flatMap { $0.isFinite && $0 > 0 ? $0 / Double(size(summary)).squareRoot() : nil }
    }.sorted()
    let usual = gradients.isEmpty ? nil : gradients[gradients.count / 2]
    let findings = summaries.compactMap { finding($0, usual) }
    return findings.filter(\.isBad) + findings.filter { !$0.isBad }
  }

  private static func size(_ summary: ParameterSummary) -> Int { max(1, summary.shape.reduce(1, *)) }

  private static func finding(_ summary: ParameterSummary, _ usual: Double?) -> LayerFinding? {
    let name = summary.name
    if !summary.norm.isFinite {
      return LayerFinding(
        words: say("watch.notFinite", "\(name) is not finite: a weight is NaN or infinite"), isBad: true)
    }
    guard let gradient = summary.gradientNorm else { return nil }
    if !gradient.isFinite {
      return LayerFinding(
        words: say("watch.gradientNotFinite", "\(name) has a gradient that is not finite"), isBad: true)
    }
    if let usual, gradient / Double(size(summary)).squareRoot() > exploding * usual {
      let times = NumberText.shortest(gradient / Double(size(summary)).squareRoot() / usual, figures: 2)
      return LayerFinding(
        words: say(
          "watch.explodes", "\(name) explodes: a number of its gradient is \(times) times the usual one"),
        isBad: true)
    }
    if gradient == 0 {
      return LayerFinding(
        words: say("watch.dead", "\(name) is dead: its whole gradient is 0"), isBad: false)
    }
    guard let ratio = summary.updateRatio else { return nil }
    if ratio == 0, summary.norm > 0 {
      return LayerFinding(
        words: say("watch.still", "\(name) does not move: the last step changed no number"), isBad: false)
    }
    if ratio > ParameterTable.fast {
      return LayerFinding(
        words: say(
          "watch.fast", "\(name) moves \(ParameterTable.share(ratio)) a step: usual is about 1/1 000"),
        isBad: false)
    }
    return nil
  }
}
