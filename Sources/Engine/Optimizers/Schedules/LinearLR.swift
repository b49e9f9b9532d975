import Languages

extension ScheduleRule {
  /// The rate from one fraction of itself to another in equal steps: a warm-up.
  public static let linear = ScheduleRule(
    name: "linear", className: "LinearLR",
    Words("engine.optimizer.linear", "the rate from start_factor to end_factor in total_iters steps"),
    settings: [
      Setting(
        "start_factor", Words("engine.optimizer.firstFraction", "the fraction to begin with"),
        standard: 1.0 / 3,
        kind: .number(SettingRange(0, 1, excludesLower: true))),
      Setting(
        "end_factor", Words("engine.optimizer.lastFraction", "the fraction to end with"), standard: 1,
        kind: .number(.fraction)),
      Setting(
        "total_iters", Words("engine.optimizer.stepsToEnd", "steps to the end"), standard: 5,
        kind: .whole(.oneOrMore)),
    ],
    start: { values, base in base * values["start_factor"] }
  ) { values, group, moment in
    let (first, last) = (values["start_factor"], values["end_factor"])
    if moment.step == 0 {
      group.rate *= first
    } else if Double(moment.step) <= values["total_iters"] {
      let before = values["total_iters"] * first + Double(moment.step - 1) * (last - first)
      group.rate *= 1 + (last - first) / before
    }
  }
}
