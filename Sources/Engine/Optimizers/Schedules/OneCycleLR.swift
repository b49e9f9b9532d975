import Languages
import RealModule

extension ScheduleRule {
  /// The rate up to a maximum and down to nearly nothing, momentum the other way.
  ///
  /// After its last step PyTorch's has no rate and soon fails; this one stays where it ended.
  public static let oneCycle = ScheduleRule(
    name: "one_cycle", className: "OneCycleLR",
    Words("engine.optimizer.oneCycle", "the rate up to max_lr and down again, momentum the other way"),
    settings: [
      Setting(
        "max_lr", Words("engine.optimizer.highestRate", "the highest rate"), standard: nil,
        kind: .number(.zeroOrMore)),
      Setting(
        "total_steps", Words("engine.optimizer.stepsInAll", "steps in all"), standard: nil,
        kind: .whole(.oneOrMore)),
      Setting(
        "pct_start", Words("engine.optimizer.risingPart", "the part in which the rate rises"), standard: 0.3,
        kind: .number(.fraction)),
      Setting(
        "anneal_strategy", Words("engine.optimizer.annealing", "the form of the way"), standard: 0,
        kind: .choice(["cos", "linear"])),
      Setting(
        "cycle_momentum", Words("engine.optimizer.cyclesMomentum", "move momentum or β₁ as well"),
        standard: 1, kind: .flag),
      Setting(
        "base_momentum", Words("engine.optimizer.lowestMomentum", "momentum at the highest rate"),
        standard: 0.85, kind: .number(.belowOne)),
      Setting(
        "max_momentum", Words("engine.optimizer.highestMomentum", "momentum at the lowest rate"),
        standard: 0.95, kind: .number(.belowOne)),
      Setting(
        "div_factor", Words("engine.optimizer.firstDivisor", "max_lr over the first rate"), standard: 25,
        kind: .number(.positive)),
      Setting(
        "final_div_factor", Words("engine.optimizer.lastDivisor", "the first rate over the last"),
        standard: 1e4, kind: .number(.positive)),
      Setting(
        "three_phase", Words("engine.optimizer.threePhase", "down to the first rate before going further"),
        standard: 0, kind: .flag),
    ],
    check: { values throws(SettingError) in
      if values["pct_start"] * values["total_steps"] == 1 {
        let (part, steps) = (values["pct_start"], values["total_steps"])
        throw SettingError(
          say(
            "engine.optimizer.riseOfOneStep",
            """
            one_cycle: pct_start=\(SettingText.number(part)) of \(SettingText.number(steps)) steps is a rise of one step, \
            which PyTorch cannot make; a larger or smaller part would be right
            """))
      }
    },
    movesMomentum: { $0.isOn("cycle_momentum") },
    prepare: { values, group in
      group.initialRate = values["max_lr"] / values["div_factor"]
      if values.isOn("cycle_momentum") { group.momentum = values["max_momentum"] }
    },
    start: nil
  ) { values, group, moment in
    // At the very end the last rate and momentum stay as they are.
    if moment.step >= Int(values["total_steps"]) { return }
    let (phase, part) = OneCyclePhase.at(Double(moment.step), values)
    func way(_ from: Double, _ to: Double) -> Double {
      values["anneal_strategy"] == 1
        ? (to - from) * part + from : to + (from - to) / 2 * (Double.cos(Double.pi * part) + 1)
    }
    let first = values["max_lr"] / values["div_factor"]
    let last = first / values["final_div_factor"]
    func rate(_ stage: OneCyclePhase.Stage) -> Double {
      stage == .first ? first : stage == .highest ? values["max_lr"] : last
    }
    group.rate = way(rate(phase.from), rate(phase.to))
    if values.isOn("cycle_momentum") {
      func momentum(_ stage: OneCyclePhase.Stage) -> Double {
        values[stage == .highest ? "base_momentum" : "max_momentum"]
      }
      group.momentum = way(momentum(phase.from), momentum(phase.to))
    }
  }
}

/// A part of a cycle: the way from one stage to another.
private struct OneCyclePhase {
  /// Where a phase begins or ends.
  enum Stage { case first, highest, last }

  let from: Stage
  let to: Stage

  /// The phase at a step, and which part of it has passed; ends need not be whole.
  static func at(_ step: Double, _ values: SettingValues) -> (phase: OneCyclePhase, part: Double) {
    let (start, total) = (values["pct_start"], values["total_steps"])
    let top = start * total - 1
    let end = total - 1
    if step <= top { return (OneCyclePhase(from: .first, to: .highest), step / top) }
    if !values.isOn("three_phase") {
      return (OneCyclePhase(from: .highest, to: .last), (step - top) / (end - top))
    }
    let bottom = 2 * start * total - 2
    if step <= bottom { return (OneCyclePhase(from: .highest, to: .first), (step - top) / (bottom - top)) }
    return (OneCyclePhase(from: .first, to: .last), (step - bottom) / (end - bottom))
  }
}
