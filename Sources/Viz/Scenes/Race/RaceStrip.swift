import Languages

extension RaceScene {
  func strip(_ state: AppState) -> Strip {
    guard let race = state.report.race else { return Strip(run: state) }
    let count = race.lanes.map(\.step).max() ?? 0
    let step = NumberText.grouped(count)
    let losses = race.lanes.map { lane in
      lane.fault == nil ? NumberText.compact(Double(lane.means.latest ?? lane.loss), width: 8) : "✗"
    }
    func lanes(_ words: (Int) -> String) -> String { race.lanes.indices.map(words).joined(separator: "  ") }
    let named = lanes { "\(race.marker($0)) \(race.name(of: race.lanes[$0])) \(losses[$0])" }
    let marked = lanes { "\(race.marker($0)) \(losses[$0])" }
    let chosen = "\(race.marker(state.lane)) \(losses[state.lane])"
    let raceStep = say("race.step", "race step \(step)")
    let sign = state.report.isRunning ? "▶" : "‖"
    let rates = lanes {
      "\(race.name(of: race.lanes[$0])) lr \(Symbol.rate(race.lanes[$0].learningRate))"
    }
    return Strip(
      forms: [
        "\(sign) \(raceStep)  \(named)", "\(sign) \(step)  \(named)", "\(step)  \(marked)",
        "\(raceStep)  \(chosen)", raceStep, say("race.fromStep", "step \(step)"), step, Strip.brief(count),
        sign,
      ],
      details: race.comparesOptimizers ? [[rates]] : [[race.title]], lines: race.lines,
      scale: state.lossScale, look: state.look)
  }
}
