extension RaceScene {
  func strip(_ state: AppState) -> Strip {
    guard let race = state.report.race else { return Strip(run: state) }
    let count = race.lanes.map(\.step).max() ?? 0
    let step = NumberText.grouped(count)
    let losses = race.lanes.map { lane in
      lane.fault == nil ? NumberText.compact(Double(lane.loss), width: 8) : "✗"
    }
    func lanes(_ words: (Int) -> String) -> String { race.lanes.indices.map(words).joined(separator: "  ") }
    let named = lanes { "\(race.lanes[$0].optimizer.marker) \(race.lanes[$0].optimizer.title) \(losses[$0])" }
    let marked = lanes { "\(race.lanes[$0].optimizer.marker) \(losses[$0])" }
    let sign = state.report.isRunning ? "▶" : "‖"
    let rates = lanes {
      "\(race.lanes[$0].optimizer.title) lr \(NumberText.shortest(race.lanes[$0].learningRate))"
    }
    return Strip(
      forms: [
        "\(sign) race step \(step)  \(named)", "\(sign) \(step)  \(named)", "\(step)  \(marked)",
        "race step \(step)",
        "step \(step)", step, Strip.brief(count), sign,
      ],
      details: [[rates]],
      lines: race.lanes.map {
        PlotLine(history: $0.history, color: $0.optimizer.color, marker: $0.optimizer.marker)
      },
      scale: state.lossScale, look: state.look)
  }
}
